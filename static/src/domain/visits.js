// What a supervision visit holds: its checklists as they were when it began, the answers, what hinders sending it.
// The fields are docs/protocol.md's, the checklists the catalog's.
import { flags } from './privacy.js'
import { permitsOf } from './premises.js'
import { photosOf } from './observations.js'
import { textIn } from './fields.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CatalogChecklist} Checklist */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Severity} Severity */
/** @typedef {import('../types').Time} Time */
/** @typedef {import('../types').Value} Value */
/** @typedef {{id: string, title: string, version: string, items: CheckItem[]}} Frozen a checklist as the visit has it */
/** @typedef {{field: string, item: string | null, reason: 'personal' | 'note' | 'handled' | 'confirm_photo'}} Hindrance */

const CHECKLIST = 'checklist/'
/** What every visit begins with. */
const HEAD = 'HD'
const DAY_MS = 86_400_000
/** Members of a point that the visit keeps; the rest are help while it is made, and the catalog's. */
const KEPT = /** @type {const} */ (['id', 'question', 'reference', 'answer', 'options', 'severity', 'group', 'field'])
/** The visit's own fields that are several under one path. */
const PARTED = new Set(['inspectors', 'present'])
const NOTES = /^(answers\/[^/]+\/(note|said)|earlier\/[^/]+\/[^/]+\/note|summary)$/

/** @param {string} item @param {'value' | 'note' | 'observed_at' | 'observed_by' | 'said' | 'corrected' | 'deadline'} what */
export const answerField = (item, what) => `answers/${item}/${what}`

/** The checklists that these permits call for at such a visit, what all begin with first. @param {Catalog} catalog @param {string[]} permits @param {string} visitKind */
export function checklistsFor(catalog, permits, visitKind) {
  const wanted = new Set([HEAD, ...catalog.permits.filter(({ id }) => permits.includes(id)).flatMap(({ checklists }) => checklists)])
  const suited = catalog.checklists.filter(({ id, visit_kinds }) => wanted.has(id) && visit_kinds.some((kind) => kind === visitKind))
  return suited.sort(headFirst)
}

/** @param {{id: string}} one @param {{id: string}} other */
const headFirst = (one, other) => Number(other.id === HEAD) - Number(one.id === HEAD)

/** A checklist as a visit keeps it for ever. @param {Checklist} checklist @param {string} version the catalog's @param {boolean} evening only the evening's few, where there are such */
export function frozen({ title, items, evening: few }, version, evening) {
  const chosen = evening && few.length ? items.filter(({ id }) => few.includes(id)) : items
  return { title, version, items: chosen.map((item) => Object.fromEntries(KEPT.map((name) => [name, item[name]]))) }
}

/** The fields that freeze these checklists into a visit. @param {Catalog} catalog @param {string[]} ids @param {boolean} evening @returns {Fields} */
export const checklistFields = (catalog, ids, evening) =>
  Object.fromEntries(catalog.checklists.filter(({ id }) => ids.includes(id)).map((list) => [CHECKLIST + list.id, frozen(list, catalog.version, evening)]))

/** The premises as they were, for a reader who has no register. @param {Fields} premises @returns {Fields} */
const asWas = (premises) => ({
  org_number: textIn(premises, 'org_number'),
  holder: textIn(premises, 'holder'),
  address: [textIn(premises, 'address'), textIn(premises, 'locality')].filter(Boolean).join(', '),
  permits: Object.keys(permitsOf(premises)),
})

/**
 * The first fields of a visit, in the one edit that makes it.
 * @param {{premises: {id: string, fields: Fields}, visitKind: string, occasion: string, present?: string[], started: Time,
 *   person: {id: string, label: string}, catalog: Catalog, checklists: string[], evening?: boolean}} visit
 * @returns {Fields}
 */
export const firstFields = ({ premises, visitKind, occasion, present = [], started, person, catalog, checklists, evening = false }) => ({
  premises: premises.id,
  premises_name: textIn(premises.fields, 'name'),
  premises_as_was: asWas(premises.fields),
  visit_kind: visitKind,
  occasion,
  started_at: { ...started },
  [`inspectors/${person.id}`]: { label: person.label },
  ...Object.fromEntries(present.map((authority) => [`present/${authority}`, true])),
  ...checklistFields(catalog, checklists, evening),
})

/** The checklists that a visit has, what all begin with first. What helps to answer a point is the catalog's of today.
 * @param {Fields} fields @param {Catalog | null} catalog @returns {Frozen[]} */
export function checklistsOf(fields, catalog) {
  const help = new Map(catalog?.checklists.flatMap(({ items }) => items).map(({ id, now, hint }) => [id, { now, hint }]))
  return Object.keys(fields)
    .filter((name) => name.startsWith(CHECKLIST) && fields[name])
    .map((name) => ({ id: name.slice(CHECKLIST.length), .../** @type {Omit<Frozen, 'id'>} */ (/** @type {unknown} */ (fields[name])) }))
    .sort((one, other) => headFirst(one, other) || (one.id < other.id ? -1 : 1))
    .map((list) => ({ ...list, items: list.items.map((item) => ({ ...WITHOUT_HELP, ...help.get(item.id), ...item })) }))
}

const WITHOUT_HELP = { options: [], group: '', field: '', now: '', hint: '' }

/** All points of a visit, each once. @param {Fields} fields @param {Catalog | null} catalog @returns {CheckItem[]} */
export const pointsOf = (fields, catalog) => [...new Map(checklistsOf(fields, catalog).flatMap(({ items }) => items).map((item) => [item.id, item])).values()]

/** @param {Fields} fields @param {CheckItem} point @returns {Value} null when nobody has answered it; of the visit's own field a list of what is in it, if it has parts */
export function answerOf(fields, { id, field }) {
  if (!PARTED.has(field)) return fields[field || answerField(id, 'value')] ?? null
  const parts = Object.keys(fields).filter((name) => name.startsWith(`${field}/`) && fields[name])
  return parts.map((name) => name.slice(field.length + 1))
}

/** @param {Fields} fields @param {CheckItem} point */
export function isAnswered(fields, point) {
  const value = answerOf(fields, point)
  return value !== null && value !== '' && value !== 'not_checked' && !(Array.isArray(value) && !value.length)
}

/** @param {Fields} fields @param {CheckItem} point */
export const isDeficient = (fields, point) => point.answer === 'assessment' && answerOf(fields, point) === 'deficiency'

/** How far a visit has come. @param {Fields} fields @param {CheckItem[]} points */
export const progress = (fields, points) => ({
  checked: points.filter((point) => isAnswered(fields, point)).length,
  of: points.length,
  deficiencies: points.filter((point) => isDeficient(fields, point)),
})

/**
 * The fields of an assessment, in one edit; null takes it back. A deficiency begins with when it was seen, by whom, and by when it is to
 * be remedied, unless a person has said so already. What was only true of it goes with it, but nothing that is written about the point.
 * @param {Fields} fields @param {CheckItem} point @param {'ok' | 'deficiency' | 'not_applicable' | null} value
 * @param {{now: Time, initials: string, deadlines: Partial<Catalog['visits']['deadlines']>}} by
 * @returns {Fields}
 */
export function assessed(fields, point, value, { now, initials, deadlines }) {
  const field = (/** @type {Parameters<typeof answerField>[1]} */ what) => answerField(point.id, what)
  const said = { [field('value')]: value }
  if (value !== 'deficiency') {
    const gone = [field('corrected'), field('deadline'), ...(textIn(fields, field('note')) ? [] : [field('observed_at'), field('observed_by')])]
    return { ...said, ...Object.fromEntries(gone.filter((name) => (fields[name] ?? null) !== null).map((name) => [name, null])) }
  }
  const days = deadlines[point.severity]
  const begun = { [field('observed_at')]: { ...now }, [field('observed_by')]: initials, ...(days === undefined ? {} : { [field('deadline')]: deadlineAfter(now.at.slice(0, 10), days) }) }
  return { ...said, ...Object.fromEntries(Object.entries(begun).filter(([name]) => (fields[name] ?? null) === null)) }
}

/** @param {string} day `2026-11-20` @param {number} days */
export const deadlineAfter = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** Marks a group's assessment points that nobody has answered as in order. @param {Fields} fields @param {CheckItem[]} points @returns {Fields} */
export const allOk = (fields, points) =>
  Object.fromEntries(points.filter((point) => point.answer === 'assessment' && !point.field && !isAnswered(fields, point)).map(({ id }) => [answerField(id, 'value'), 'ok']))

/** The points in groups, each in the order of its first. @param {CheckItem[]} points @returns {{group: string, points: CheckItem[]}[]} */
export function inGroups(points) {
  /** @type {Map<string, CheckItem[]>} */
  const groups = new Map()
  for (const point of points) groups.set(point.group, [...(groups.get(point.group) ?? []), point])
  return [...groups].map(([group, held]) => ({ group, points: held }))
}

/** The photos of one point, or of none, in the order they were taken. @param {Fields} fields @param {string | null} item @returns {string[]} SHA-256 in hex */
export const photosOfPoint = (fields, item) =>
  photosOf(fields).filter((sha256) => (/** @type {{item?: string}} */ (fields[`photos/${sha256}`])?.item ?? null) === item)

/** What hinders sending, in the order of the checklists: the field to go to, its point and the reason's name.
 * @param {Fields} fields @param {CheckItem[]} points @param {import('../types').PrivacyRule[]} rules @returns {Hindrance[]} */
export function hindrances(fields, points, rules) {
  /** @type {Hindrance[]} */
  const found = []
  for (const { id, severity } of points.filter((point) => isDeficient(fields, point))) {
    const [note, said] = [answerField(id, 'note'), answerField(id, 'said')]
    const isHandled = severity !== 'critical' || fields[answerField(id, 'corrected')] === true || textIn(fields, said).trim()
    if (!textIn(fields, note).trim()) found.push({ field: note, item: id, reason: 'note' })
    else if (!isHandled) found.push({ field: said, item: id, reason: 'handled' })
  }
  for (const [field, text] of textsOf(fields)) {
    if (flags(text, rules).some(({ action }) => action === 'stop')) found.push({ field, item: itemIn(field), reason: 'personal' })
  }
  if (photosOf(fields).length && fields.no_person_in_photo !== true) found.push({ field: 'no_person_in_photo', item: null, reason: 'confirm_photo' })
  return found
}

/** Everything that is written freely in a visit. @param {Fields} fields @returns {[string, string][]} field and text */
export function textsOf(fields) {
  const comment = /** @type {{comment?: unknown} | null} */ (fields.acknowledgement ?? null)?.comment
  const written = Object.keys(fields).filter((name) => NOTES.test(name)).map((name) => /** @type {[string, string]} */ ([name, textIn(fields, name)]))
  return [...written, ...(typeof comment === 'string' ? [/** @type {[string, string]} */ (['acknowledgement', comment])] : [])].filter(([, text]) => text)
}

/** @param {string} field */
const itemIn = (field) => (field.startsWith('answers/') ? field.split('/')[1] : null)
