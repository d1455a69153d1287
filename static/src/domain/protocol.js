// What the protocol of a visit says, in the order in which it is told: deficiencies first, the gravest first. It tells what was
// found and said; it judges nothing and decides nothing.
import { photosOf } from './observations.js'
import { answerOf, checklistsOf, followUpOf, isChecked, isDeficient, photosAt, pointsOf } from './points.js'

/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */
/** @typedef {import('./points.js').Point} Point */
/** @typedef {import('./points.js').Answer & {point: Point, photos: string[]}} Finding */
/** @typedef {ReturnType<typeof followUpOf> & {visit: string, item: string, known: OpenDeficiency | null}} Earlier `known`: what the register tells of it */
/**
 * @typedef {object} Protocol
 * @property {Finding[]} deficiencies
 * @property {Finding[]} noted counts, times, choices and texts that were answered
 * @property {Finding[]} inOrder without remark
 * @property {Point[]} notApplicable
 * @property {Point[]} notChecked
 * @property {Earlier[]} earlier deficiencies of earlier visits, those that nobody has looked at last
 * @property {{title: string, version: string}[]} checklists
 * @property {string[]} photos that belong to no point: SHA-256 in hex
 */

const GRAVEST_FIRST = ['critical', 'serious', 'minor', 'information']
const EARLIER = /^earlier\/([^/]+\/[^/]+)\//

/** @param {Fields} fields @param {string[]} [order] the checklists' ids as the catalog has them
 * @param {OpenDeficiency[]} [open] what the register knows to be open there @returns {Protocol} */
export function protocolOf(fields, order = [], open = []) {
  const points = pointsOf(fields, order)
  const photos = photosOf(fields)
  const finding = (/** @type {Point} */ point) => ({ point, ...answerOf(fields, point.id), photos: photosAt(fields, photos, point.id) })
  const assessed = (/** @type {string} */ value) => points.filter(({ id, answer }) => answer === 'assessment' && answerOf(fields, id).value === value)
  const ids = new Set(points.map(({ id }) => id))
  return {
    deficiencies: points.filter(({ id }) => isDeficient(fields, id)).map(finding).sort(byGravity),
    noted: points.filter(({ id, answer }) => answer !== 'assessment' && isChecked(fields, id)).map(finding),
    inOrder: assessed('ok').map(finding),
    notApplicable: assessed('not_applicable'),
    notChecked: points.filter(({ id }) => !isChecked(fields, id)),
    earlier: earlierOf(fields, open),
    checklists: checklistsOf(fields, order).map(({ title, version }) => ({ title, version })),
    photos: photos.filter((sha256) => !ids.has(String(/** @type {{item?: string}} */ (fields[`photos/${sha256}`]).item))),
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
    return { visit, item, ...followUpOf(fields, { visit, item }), known: known.get(name) ?? null }
  }).sort((one, other) => Number(!one.outcome) - Number(!other.outcome))
}
