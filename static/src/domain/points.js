// The points of a visit and how they are answered; docs/protocol.md, "Kinds and their fields". A point without an answer is not
// checked, never in order.

/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Severity} Severity */
/** @typedef {import('../types').Time} Time */
/** @typedef {import('../types').Value} Value */
/** @typedef {Pick<CheckItem, 'id' | 'question' | 'reference' | 'answer' | 'options' | 'severity' | 'group'> & {field?: string}} Point as it is frozen */
/** @typedef {{id: string, title: string, version: string, items: Point[]}} Checklist */
/** @typedef {{name: string, points: Point[]}} Group */
/** @typedef {{value: Value, note: string, observed_at: Time | null, observed_by: string, said: string, corrected: boolean, deadline: string | null}} Answer */

const CHECKLIST = 'checklist/'
const DAY_MS = 86_400_000
/** What is said of a deficiency and of nothing else. */
const ONLY_THEN = /** @type {const} */ (['corrected', 'deadline'])
const SEEN = /** @type {const} */ (['observed_at', 'observed_by'])

/** The name of a part of a point's answer. @param {string} point @param {keyof Answer} part */
export const nameOf = (point, part) => `answers/${point}/${part}`

/** The checklists that were frozen into a visit. @param {Fields} fields @param {string[]} [order] their ids as the catalog has them
 * @returns {Checklist[]} */
export function checklistsOf(fields, order = []) {
  const place = (/** @type {Checklist} */ { id }) => (order.includes(id) ? order.indexOf(id) : order.length)
  return Object.keys(fields).sort()
    .filter((name) => name.startsWith(CHECKLIST) && fields[name])
    .map((name) => ({ id: name.slice(CHECKLIST.length), .../** @type {any} */ (fields[name]) }))
    .sort((one, other) => place(one) - place(other))
}

/** What is asked of a checklist, in its groups. What the visit's own fields answer is not asked again. @param {Checklist} checklist @returns {Group[]} */
export function groupsIn({ items }) {
  /** @type {Map<string, Point[]>} */
  const groups = new Map()
  for (const point of items.filter(isAsked)) groups.set(point.group, [...(groups.get(point.group) ?? []), point])
  return [...groups].map(([name, points]) => ({ name, points }))
}

/** All that is asked on a visit, in order. @param {Fields} fields @param {string[]} [order] @returns {Point[]} */
export const pointsOf = (fields, order = []) => checklistsOf(fields, order).flatMap(({ items }) => items.filter(isAsked))

/** @param {Fields} fields @param {string} point @returns {Point | null} */
export const pointOf = (fields, point) => pointsOf(fields).find(({ id }) => id === point) ?? null

/** @param {Point} point */
const isAsked = ({ field }) => !field

/** @param {Fields} fields @param {string} point @returns {Answer} */
export function answerOf(fields, point) {
  const part = (/** @type {keyof Answer} */ name) => /** @type {any} */ (fields[nameOf(point, name)])
  return { value: part('value') ?? null, note: part('note') ?? '', observed_at: part('observed_at') ?? null, observed_by: part('observed_by') ?? '',
    said: part('said') ?? '', corrected: part('corrected') === true, deadline: part('deadline') ?? null }
}

/** @param {Fields} fields @param {string} point */
export function isChecked(fields, point) {
  const value = fields[nameOf(point, 'value')] ?? null
  return value !== null && value !== '' && value !== 'not_checked' && !(Array.isArray(value) && !value.length)
}

/** @param {Fields} fields @param {string} point */
export const isDeficient = (fields, point) => fields[nameOf(point, 'value')] === 'deficiency'

/** How far the visit has come. @param {Fields} fields */
export function progress(fields) {
  const points = pointsOf(fields)
  const found = points.filter(({ id }) => isDeficient(fields, id))
  return { of: points.length, checked: points.filter(({ id }) => isChecked(fields, id)).length, deficiencies: found.length,
    critical: found.filter(({ severity }) => severity === 'critical').length, unsaid: found.filter(({ id }) => !answerOf(fields, id).note.trim()).length }
}

/** The next point that is not checked, after this one and then from the top. @param {Fields} fields @param {string | null} after @param {string[]} [order]
 * @returns {string | null} */
export function nextUnchecked(fields, after, order = []) {
  const ids = pointsOf(fields, order).map(({ id }) => id)
  const from = after === null ? 0 : ids.indexOf(after) + 1
  return [...ids.slice(from), ...ids.slice(0, from)].find((id) => !isChecked(fields, id)) ?? null
}

/** The assessments among these that nobody has answered: what "the rest is in order" is said of. @param {Fields} fields @param {Point[]} points */
export const restOf = (fields, points) => points.filter(({ id, answer }) => answer === 'assessment' && !isChecked(fields, id)).map(({ id }) => id)

/** One value for several points; null takes the answers back. @param {string[]} points @param {Value} value @returns {Fields} */
export const answered = (points, value) => Object.fromEntries(points.map((id) => [nameOf(id, 'value'), value]))

/**
 * An assessment as it is tapped. A deficiency begins with when it was seen, by whom, and when it is to be remedied; what was only
 * true of it is cleared with it, but nothing that a person has written.
 * @param {Fields} fields @param {Point} point @param {'ok' | 'deficiency' | 'not_applicable' | null} value
 * @param {{now: Time, by: string, today: string, days: Partial<Record<Severity, number>>}} seen @returns {Fields}
 */
export function assessed(fields, { id, severity }, value, { now, by, today, days }) {
  const held = answerOf(fields, id)
  const said = answered([id], value)
  if (value !== 'deficiency') return { ...said, ...cleared(fields, id, held.note ? ONLY_THEN : [...ONLY_THEN, ...SEEN]) }
  const deadline = held.deadline ?? later(today, days[severity])
  return {
    ...said,
    ...(held.observed_at ? {} : { [nameOf(id, 'observed_at')]: { ...now } }),
    ...(held.observed_by ? {} : { [nameOf(id, 'observed_by')]: by }),
    ...(deadline ? { [nameOf(id, 'deadline')]: deadline } : {}),
  }
}

/** @param {Fields} fields @param {string} point @param {readonly (keyof Answer)[]} parts @returns {Fields} */
const cleared = (fields, point, parts) =>
  Object.fromEntries(parts.map((part) => nameOf(point, part)).filter((name) => (fields[name] ?? null) !== null).map((name) => [name, null]))

/** @param {string} date `2026-11-20` @param {number | undefined} days */
const later = (date, days) => (days ? new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10) : null)

/** The photos that belong to a point, in the order they were taken. @param {Fields} fields @param {string[]} photos all of the visit's @param {string} point */
export const photosAt = (fields, photos, point) => photos.filter((sha256) => /** @type {any} */ (fields[`photos/${sha256}`])?.item === point)

/** What has been said of a deficiency of an earlier visit. @param {Fields} fields @param {{visit: string, item: string}} earlier */
export const followUpOf = (fields, { visit, item }) => ({
  outcome: /** @type {'remedied' | 'not_remedied' | null} */ (fields[`earlier/${visit}/${item}/outcome`] ?? null),
  note: String(fields[`earlier/${visit}/${item}/note`] ?? ''),
})
