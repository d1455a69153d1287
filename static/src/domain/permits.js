// What a permit allows at a moment: whether it holds, and the hours that may be served or sold in. The twin of
// fieldapp/domain/permits.py, held to it by sync/vectors/permits. Hours are read as the clock on the wall in Sweden shows.
import { localText } from './times.js'

/** @typedef {import('../types').Permit} Permit */
/** @typedef {{begins: string, ends: string}} Period by the clock on the wall, `2026-11-20T16:00` */

export const ZONE = 'Europe/Stockholm'
const WEEKDAYS = /** @type {const} */ (['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'])
const DAY_MS = 86_400_000
const AHEAD = 7

/**
 * What the permit allows at this moment. `open` is null when it says nothing of hours; `begins` and `ends` are of the period that is
 * now, else of the next within a week; `ends` is null when it goes on for longer than that.
 * @param {Permit} permit @param {number} moment ms since 1970
 * @returns {{inForce: boolean, open: boolean | null, begins: string | null, ends: string | null}}
 */
export function hours(permit, moment) {
  const here = localText(moment, ZONE).slice(0, 16)
  const today = here.slice(0, 10)
  const inForce = holds(permit, today)
  const shut = { inForce, begins: null, ends: null }
  if (!permit.hours || !Object.keys(permit.hours).length) return { ...shut, open: null }
  const period = joined(periods(permit, today)).find(({ ends }) => here < ends)
  if (!period) return { ...shut, open: false }
  const open = period.begins <= here
  return { inForce: inForce || open, open, begins: period.begins, ends: period.ends.slice(0, 10) > dayAfter(today, AHEAD) ? null : period.ends }
}

/** Whether the permit is in force on this day: within its dates and, if it has one, season. @param {Permit} permit @param {string} day */
export function holds({ from, to, season }, day) {
  if (day < (from || day) || day > (to || day)) return false
  return !season || isInSeason(day.slice(5), season.from, season.to)
}

/** @param {string} day `11-20` @param {string} first @param {string} last */
const isInSeason = (day, first, last) => (first <= last ? first <= day && day <= last : day >= first || day <= last)

/** From yesterday's, which may go on past midnight, until a week ahead. @param {Permit} permit @param {string} today @returns {Period[]} */
function periods(permit, today) {
  const days = Array.from({ length: AHEAD + 2 }, (_, index) => dayAfter(today, index - 1))
  return days.flatMap((day) => {
    const told = permit.hours?.[WEEKDAYS[new Date(day).getUTCDay()]]
    if (!told || !holds(permit, day)) return []
    const [begins, ends] = told.split('-')
    const until = ends === '24:00' ? '00:00' : ends
    return [{ begins: `${day}T${begins}`, ends: `${until <= begins ? dayAfter(day, 1) : day}T${until}` }]
  })
}

/** The same with those made one that one walks between without the door being shut. @param {Period[]} apart @returns {Period[]} */
function joined(apart) {
  /** @type {Period[]} */
  const found = []
  for (const period of apart) {
    const last = found.at(-1)
    if (last && period.begins <= last.ends) last.ends = period.ends > last.ends ? period.ends : last.ends
    else found.push({ ...period })
  }
  return found
}

/** @param {string} day @param {number} days */
const dayAfter = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
