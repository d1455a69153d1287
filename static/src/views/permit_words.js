// What a premises may do just now, and what its permits say, in words.
import { hours } from '../domain/permits.js'
import { dayOf } from '../domain/times.js'
import { dateWords, dayWords } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { join } from './premises_words.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Permit} Permit */
/** @typedef {{words: string, tone: 'calm' | 'warn' | 'soft', icon: string}} Line */

const WEEKDAYS = /** @type {const} */ (['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'])
/** A day that all weekdays are counted from: a Monday. */
const MONDAY = Date.UTC(2026, 0, 5, 12)
const DAY_MS = 86_400_000

/** One line for each permit that has hours, and one for all others. @param {Record<string, Permit>} permits @param {Catalog | null} catalog @param {number} [now] @returns {Line[]} */
export function permittedNow(permits, catalog, now = here.now()) {
  const known = sorted(permits, catalog).map(([kind, permit]) => ({ name: permitName(kind, catalog), now: hours(permit, now) }))
  const timed = known.filter((one) => one.now.open !== null).map(({ name, now: said }) => lineOf(name, said, now))
  const others = known.filter((one) => one.now.open === null && one.now.inForce).map(({ name }) => name)
  const lapsed = known.filter((one) => one.now.open === null && !one.now.inForce).map(({ name }) => name)
  return [...timed, ...(others.length ? [line('soft', 'list', others.join(', '))] : []), ...(lapsed.length ? [line('soft', 'clock', t('{names}: gäller inte i dag', { names: lapsed.join(', ') }))] : [])]
}

/** @param {string} name @param {ReturnType<typeof hours>} said @param {number} now @returns {Line} */
function lineOf(name, { inForce, open, begins, ends }, now) {
  if (open) return line('calm', 'check', ends ? t('{name} tillåten till {clock}', { name, clock: ends.slice(11) }) : t('{name} tillåten dygnet runt', { name }))
  if (begins) return line('warn', 'clock', t('{name} inte tillåten nu, från {when}', { name, when: whenWords(begins, now) }))
  return inForce ? line('warn', 'clock', t('{name} inte tillåten nu', { name })) : line('soft', 'clock', t('{name}: gäller inte i dag', { name }))
}

/** @param {Line['tone']} tone @param {string} icon @param {string} words @returns {Line} */
const line = (tone, icon, words) => ({ tone, icon, words })

/** `16:00` for today, `lör 21 nov 16:00` for another day. @param {string} wall @param {number} now */
const whenWords = (wall, now) => (wall.slice(0, 10) === dayOf(now, here.zone()) ? wall.slice(11) : `${dayWords(Date.parse(`${wall.slice(0, 10)}T12:00:00Z`), 'UTC')} ${wall.slice(11)}`)

/** In the catalog's order. @param {Record<string, Permit>} permits @param {Catalog | null} catalog */
export function sorted(permits, catalog) {
  const order = catalog?.permits.map(({ id }) => id) ?? []
  return Object.entries(permits).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
}

/** @param {string} kind @param {Catalog | null} catalog */
export const permitName = (kind, catalog) => catalog?.permits.find(({ id }) => id === kind)?.short ?? kind

/** All that a permit says but its conditions: number, dates, season. @param {Permit} permit */
export const permitFacts = ({ number, from, to, season, audience }) => join(
  number ? t('nr {number}', { number }) : '',
  from ? t('från {date}', { date: dateWords(from) }) : '',
  to ? t('till {date}', { date: dateWords(to) }) : '',
  season ? t('säsong {from} – {to}', { from: dateWords(`2026-${season.from}`, '2026-01-01'), to: dateWords(`2026-${season.to}`, '2026-01-01') }) : '',
  audience === 'closed_party' ? t('slutet sällskap') : audience === 'public' ? t('allmänheten') : '',
)

/** The week's hours, days with the same ones together: `mån–tors 11:00–22:00`. @param {Permit} permit @returns {string[]} */
export function weekWords({ hours: told }) {
  if (!told) return []
  /** @type {{from: number, to: number, span: string}[]} */
  const runs = []
  for (const [index, day] of WEEKDAYS.entries()) {
    const span = told[day]
    const last = runs.at(-1)
    if (!span) continue
    if (last && last.span === span && last.to === index - 1) last.to = index
    else runs.push({ from: index, to: index, span })
  }
  return runs.map(({ from, to, span }) => `${from === to ? weekday(from) : `${weekday(from)}–${weekday(to)}`} ${span.replace('-', '–')}`)
}

/** @param {number} index 0 for Monday */
const weekday = (index) => new Intl.DateTimeFormat('sv-SE', { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + index * DAY_MS)
