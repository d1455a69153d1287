// What the register tells of a premises, in words.
import { dayOf } from '../domain/times.js'
import { dateWords, distanceWords } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import * as here from '../shell/here.js'

/** @typedef {import('../types').PremisesRow} PremisesRow */

/** @param {number | null} risk 1 low – 4 very high */
export const riskWords = (risk) => ({ 1: t('låg risk'), 2: t('normal risk'), 3: t('hög risk'), 4: t('mycket hög risk') })[risk ?? 0] ?? ''

/** @param {string | null} at ISO text */
export const lastVisitWords = (at) => (at ? t('senast {date}', { date: dateWords(dayOf(Date.parse(at), here.zone())) }) : t('inget besök än'))

/** @param {Pick<PremisesRow, 'due' | 'dueOn'>} row */
export function dueWords({ due, dueOn }) {
  if (due === 'overdue') return dueOn ? t('försenat sedan {date}', { date: dateWords(dueOn) }) : t('försenat')
  return due === 'soon' && dueOn ? t('besök senast {date}', { date: dateWords(dueOn) }) : ''
}

/** @param {number} open */
export const openWords = (open) => (open ? count(open, '1 öppen brist', '{n} öppna brister') : '')

/** A deadline, and whether it has passed. @param {string | null} deadline @param {string} [today] */
export function deadlineWords(deadline, today = here.today()) {
  if (!deadline) return ''
  return deadline < today ? t('tiden gick ut {date}', { date: dateWords(deadline) }) : t('åtgärdas senast {date}', { date: dateWords(deadline) })
}

/** How far away, and where. @param {PremisesRow} row */
export const whereWords = ({ distance, address, locality }) =>
  join(distance === null ? '' : distanceWords(distance), address, address.includes(locality) ? '' : locality)

/** @param {PremisesRow} row */
export const historyWords = (row) => capital(join(lastVisitWords(row.lastVisitAt), openWords(row.open), riskWords(row.risk)))

/** @param {...string} parts */
export const join = (...parts) => parts.filter(Boolean).join(' · ')

/** @param {string} words */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1)
