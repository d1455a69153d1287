// The order in which a visit is gone through: what was found before and is still open, then the points.
import { isAnswered, pointsOf } from './visits.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */
/** @typedef {import('../types').PremisesView} PremisesView */

/** What the visit's own fields answer is not asked again. @param {CheckItem[]} points */
export const askedOf = (points) => points.filter(({ field }) => !field)

/** The open deficiencies of earlier visits, each under the path of what is said of it. A guest has no part in them.
 * @param {Fields} fields the visit's @param {PremisesView | null} premises @returns {{path: string, found: OpenDeficiency}[]} */
export const toFollowUp = (fields, premises) =>
  (fields.joint ? [] : premises?.supervision?.open ?? []).map((found) => ({ path: `earlier/${found.visit}/${found.item}`, found }))

/** The next thing that nobody has answered: onward from this one, and then from the top; null when there is none.
 * @param {Fields} fields @param {string | null} at a point's id or a path @param {PremisesView | null} premises @param {Catalog | null} catalog */
export function nextOf(fields, at, premises, catalog) {
  const earlier = toFollowUp(fields, premises).map(({ path }) => ({ key: path, done: Boolean(fields[`${path}/outcome`]) }))
  const points = askedOf(pointsOf(fields, catalog)).map((point) => ({ key: point.id, done: isAnswered(fields, point) }))
  const all = [...earlier, ...points]
  const from = all.findIndex(({ key }) => key === at) + 1
  return [...all.slice(from), ...all.slice(0, from)].find(({ done }) => !done)?.key ?? null
}
