// What the protocol of a visit says, in the order in which it is told: deficiencies first, the gravest first. It tells what was
// found and said; it judges nothing and decides nothing.
import { photosOf } from './observations.js'
import { textIn, timeIn } from './fields.js'
import { answerField, answerOf, checklistsOf, isAnswered, isDeficient, photosOfPoint, pointsOf } from './visits.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Time} Time */
/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */
/** @typedef {{point: CheckItem, value: Value, note: string, observedAt: Time | null, observedBy: string, said: string, corrected: boolean, deadline: string, photos: string[]}} Finding */
/** @typedef {{visit: string, item: string, outcome: 'remedied' | 'not_remedied' | null, note: string, known: OpenDeficiency | null}} Earlier `known`: what the register tells of it */
/**
 * @typedef {object} Protocol
 * @property {Finding[]} deficiencies
 * @property {Finding[]} noted counts, times, choices and texts that were answered, and what was noted without an answer
 * @property {Finding[]} inOrder without remark
 * @property {CheckItem[]} notApplicable
 * @property {CheckItem[]} notChecked
 * @property {Earlier[]} earlier deficiencies of earlier visits, those that nobody has looked at last
 * @property {{title: string, version: string}[]} checklists
 * @property {string[]} photos that belong to no point: SHA-256 in hex
 */

const GRAVEST_FIRST = ['critical', 'serious', 'minor', 'information']
const EARLIER = /^earlier\/([^/]+\/[^/]+)\//

/** @param {Fields} fields @param {Catalog | null} catalog @param {OpenDeficiency[]} [open] what the register knows to be open there @returns {Protocol} */
export function protocolOf(fields, catalog, open = []) {
  // What the visit's own fields answer stands at its head.
  const points = pointsOf(fields, catalog).filter(({ field }) => !field)
  const assessed = (/** @type {string} */ value) => points.filter((point) => point.answer === 'assessment' && answerOf(fields, point) === value)
  const hasNote = (/** @type {CheckItem} */ { id }) => textIn(fields, answerField(id, 'note')).trim() !== ''
  const placed = new Set(points.flatMap(({ id }) => photosOfPoint(fields, id)))
  return {
    deficiencies: points.filter((point) => isDeficient(fields, point)).map((point) => finding(fields, point)).sort(byGravity),
    noted: points.filter((point) => (point.answer === 'assessment' ? !isAnswered(fields, point) && hasNote(point) : isAnswered(fields, point) || hasNote(point))).map((point) => finding(fields, point)),
    inOrder: assessed('ok').map((point) => finding(fields, point)),
    notApplicable: assessed('not_applicable'),
    notChecked: points.filter((point) => !isAnswered(fields, point) && !hasNote(point)),
    earlier: earlierOf(fields, open),
    checklists: checklistsOf(fields, catalog).map(({ title, version }) => ({ title, version })),
    photos: photosOf(fields).filter((sha256) => !placed.has(sha256)),
  }
}

/** @param {Fields} fields @param {CheckItem} point @returns {Finding} */
function finding(fields, point) {
  const name = (/** @type {Parameters<typeof answerField>[1]} */ what) => answerField(point.id, what)
  return {
    ...{ point, value: answerOf(fields, point), note: textIn(fields, name('note')).trim(), said: textIn(fields, name('said')).trim() },
    ...{ observedAt: timeIn(fields, name('observed_at')), observedBy: textIn(fields, name('observed_by')) },
    ...{ corrected: fields[name('corrected')] === true, deadline: textIn(fields, name('deadline')), photos: photosOfPoint(fields, point.id) },
  }
}

/** @param {Finding} one @param {Finding} other */
const byGravity = (one, other) => GRAVEST_FIRST.indexOf(one.point.severity) - GRAVEST_FIRST.indexOf(other.point.severity)

/** @param {Fields} fields @param {OpenDeficiency[]} open @returns {Earlier[]} */
function earlierOf(fields, open) {
  const told = Object.keys(fields).flatMap((name) => (fields[name] === null ? [] : EARLIER.exec(name)?.[1] ?? []))
  const known = new Map(open.map((one) => [`${one.visit}/${one.item}`, one]))
  return [...new Set([...told, ...known.keys()])].map((name) => {
    const [visit, item] = name.split('/')
    const outcome = /** @type {Earlier['outcome']} */ (textIn(fields, `earlier/${name}/outcome`) || null)
    return { visit, item, outcome, note: textIn(fields, `earlier/${name}/note`).trim(), known: known.get(name) ?? null }
  }).sort((one, other) => Number(!one.outcome) - Number(!other.outcome))
}
