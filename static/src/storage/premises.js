// The register of premises as people look things up in it. Every search walks an index and is bounded by its limit.
import { values } from '../domain/changes.js'
import { numberIn, placeIn, textIn } from '../domain/fields.js'
import { distance } from '../domain/places.js'
import { due, dueInputs, earliestDeadline, permitsOf, sortKey, wordsOf } from '../domain/premises.js'
import * as items from './items.js'
import { STAGE } from './premises_index.js'
import * as records from './records.js'
import * as supervision from './supervision.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('@sqlite.org/sqlite-wasm').SqlValue} SqlValue */
/** @typedef {import('../types').PremisesQuery} PremisesQuery */
/** @typedef {import('../types').PremisesRow} PremisesRow */
/** @typedef {import('../types').PremisesView} PremisesView */
/** @typedef {{lat: number, lon: number}} Point */
/** @typedef {(where: string, values: SqlValue[], order: string, orderValues: SqlValue[], limit: number) => number[]} Pick numbers of those that are open and fit the words */

const METRES_PER_DEGREE = 111_320
/** The half side of the first square that is looked in, metres. Each of the next is twice as wide. */
const NEAR = 500
/** From here on all are looked at: nobody's register is wider. */
const FAR = 100_000
/** Words that fit so many premises are common. */
const COMMON = 200
/** After all that a name may go on with. */
const LAST = '\u{10ffff}'
/** A premises that was merged into one that was merged, and so on; more than this is a ring. */
const MOST_MERGERS = 20

/** @param {Database} db @param {PremisesQuery} query @returns {PremisesRow[]} */
export function find(db, { text = '', near = null, order, limit, today }) {
  const found = rows(db, numbersIn(db, { text, near, order, limit, today }), near, today)
  // SQL reckons on a flat earth, which is good enough to choose by.
  return order === 'near' && near ? found.sort((one, other) => (one.distance ?? Infinity) - (other.distance ?? Infinity)) : found
}

/** One with all that the phone knows; a merged one as what it was merged into. @param {Database} db @param {string} id @returns {PremisesView | null} */
export function view(db, id) {
  const record = standing(db, id)
  if (!record) return null
  const ids = [record.id, ...records.of(db, record.id, 'premises').map((merged) => merged.id)]
  const visits = ids.flatMap((premises) => records.of(db, premises, 'visit')).sort((one, other) => (one.id < other.id ? 1 : -1))
  return { id: record.id, fields: record.fields, supervision: supervision.of(db, record.id), visits: visits.map((visit) => items.item(db, visit)) }
}

/** @param {Database} db @param {string} id */
function standing(db, id) {
  let record = records.get(db, id)
  for (let hop = 0; record?.fields.merged_into && hop < MOST_MERGERS; hop++) record = records.get(db, String(record.fields.merged_into)) ?? null
  return record && record.kind === 'premises' && !record.removed && !record.fields.merged_into ? record : null
}

/** Rare words are looked up, and what they find is put in order. Common ones are looked for along the index of the order: soon there are enough.
 * @param {Database} db @param {Required<PremisesQuery>} query @returns {number[]} */
function numbersIn(db, query) {
  const words = wordsOf(query.text)
  const having = words.map(() => 'instr(words, ?) AND ').join('')
  const begun = words.map((word) => ` ${word}`)
  const numbers = rare(db, words.filter(({ length }) => length > 1))
  return numbers
    ? among(picker(db, `number IN (SELECT value FROM json_each(?)) AND ${having}`, [JSON.stringify(numbers), ...begun], query.today), query)
    : along(picker(db, having, begun, query.today), query)
}

/** Those that fit the words; null for more than a few, or for no words. @param {Database} db @param {string[]} words @returns {number[] | null} */
function rare(db, words) {
  if (!words.length) return null
  const match = words.map((word) => `"${word}"*`).join(' ')
  const found = db.all('SELECT rowid AS number FROM premises_words WHERE premises_words MATCH ? LIMIT ?', match, COMMON)
  return found.length < COMMON ? found.map(({ number }) => number) : null
}

/** @param {Database} db @param {string} having a condition that all meet, and then AND @param {SqlValue[]} held its values @param {string} today @returns {Pick} */
const picker = (db, having, held, today) => (where, values, order, orderValues, limit) =>
  db
    .all(
      `SELECT number FROM premises WHERE ${having}${where} AND (closed_on IS NULL OR closed_on > ?) ORDER BY ${order} LIMIT ?`,
      ...[...held, ...values, today, ...orderValues, limit],
    )
    .map(({ number }) => number)

/** @param {Pick} pick @param {Required<PremisesQuery>} query @returns {number[]} */
function along(pick, { text, near, order, limit, today }) {
  if (order === 'near' && near) return nearest(pick, near, limit)
  if (order === 'due') return mostOverdue(pick, today, limit)
  if (order === 'deadline') return pick('deadline IS NOT NULL', [], 'deadline, name', [], limit)
  if (order === 'risk') return pick('true', [], 'risk DESC, name', [], limit)
  return bestFitting(pick, sortKey(text.trim()), limit)
}

/** @param {Pick} pick @param {Required<PremisesQuery>} query @returns {number[]} */
function among(pick, { text, near, order, limit, today }) {
  if (order === 'near' && near) return pick('true', [], `lat IS NULL, ${APART}, name`, apart(near), limit)
  if (order === 'due') return pick('true', [], MOST_OVERDUE, [STAGE.due, today, STAGE.never, STAGE.due], limit)
  return along(pick, { text, near, order, limit, today })
}

/** By name, and first those whose name begins as the key does. @param {Pick} pick @param {string} key @param {number} limit */
function bestFitting(pick, key, limit) {
  const found = key ? pick('name BETWEEN ? AND ?', [key, key + LAST], 'name', [], limit) : []
  return found.length < limit ? [...found, ...pick('NOT name BETWEEN ? AND ?', [key, key && key + LAST], 'name', [], limit - found.length)] : found
}

/** Overdue, the longest first; never visited; coming; not planned. @param {Pick} pick @param {string} today @param {number} limit */
function mostOverdue(pick, today, limit) {
  const ranges = /** @type {[string, SqlValue[]][]} */ ([
    ['stage = ? AND due_on < ?', [STAGE.due, today]],
    ['stage = ?', [STAGE.never]],
    ['stage = ? AND due_on >= ?', [STAGE.due, today]],
    ['stage = ?', [STAGE.none]],
  ])
  /** @type {number[]} */
  const found = []
  for (const [where, values] of ranges) {
    if (found.length < limit) found.push(...pick(where, values, 'due_on, name', [], limit - found.length))
  }
  return found
}

/** In squares that widen until a circle in one holds enough. Those without a place come last. @param {Pick} pick @param {Point} here @param {number} limit */
function nearest(pick, here, limit) {
  const { lat, lon } = here
  for (let metres = NEAR; metres < FAR; metres *= 2) {
    const [tall, wide] = [metres / METRES_PER_DEGREE, metres / METRES_PER_DEGREE / narrowing(here)]
    const square = [lat - tall, lat + tall, lon - wide, lon + wide, ...apart(here), tall ** 2]
    const found = pick(`lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND ${APART} <= ?`, square, APART, apart(here), limit)
    if (found.length >= limit) return found
  }
  const found = pick('lat IS NOT NULL', [], APART, apart(here), limit)
  return found.length < limit ? [...found, ...pick('lat IS NULL', [], 'name', [], limit - found.length)] : found
}

/** How far apart two places are, squared, in degrees of latitude. */
const APART = '(lat - ?) * (lat - ?) + (lon - ?) * (lon - ?) * ?'
/** @param {Point} here @returns {SqlValue[]} */
const apart = (here) => [here.lat, here.lat, here.lon, here.lon, narrowing(here) ** 2]
/** A degree of longitude in degrees of latitude. @param {Point} here */
const narrowing = ({ lat }) => Math.max(0.01, Math.cos((lat * Math.PI) / 180))
const MOST_OVERDUE = 'CASE WHEN stage = ? AND due_on < ? THEN 0 WHEN stage = ? THEN 1 WHEN stage = ? THEN 2 ELSE 3 END, due_on, name'

/** @param {Database} db @param {number[]} numbers @param {Point | null} near @param {string} today @returns {PremisesRow[]} in the same order */
function rows(db, numbers, near, today) {
  const found = db.all(
    `SELECT premises.number, records.id, records.parts, supervision.body FROM premises JOIN records ON records.id = premises.id
     LEFT JOIN supervision ON supervision.premises = premises.id WHERE premises.number IN (SELECT value FROM json_each(?))`,
    JSON.stringify(numbers),
  )
  const byNumber = new Map(found.map((row) => [row.number, row]))
  return numbers.flatMap((number) => byNumber.get(number) ?? []).map((row) => rowOf(row, near, today))
}

/** @param {any} row @param {Point | null} near @param {string} today @returns {PremisesRow} */
function rowOf({ id, parts, body }, near, today) {
  const fields = values(JSON.parse(parts))
  /** @type {import('../types').Supervision | null} */
  const known = body && JSON.parse(body)
  const place = placeIn(fields, 'place')
  return {
    ...{ id, name: textIn(fields, 'name'), address: textIn(fields, 'address'), locality: textIn(fields, 'locality') },
    ...{ lat: place?.lat ?? null, lon: place?.lon ?? null, distance: near && place ? distance(near, place) : null },
    ...{ risk: numberIn(fields, 'risk') || null, permits: permitsOf(fields) },
    ...{ due: due(dueInputs(fields, known), today), dueOn: known?.due_on ?? null, lastVisitAt: known?.last_visit?.at ?? null },
    ...{ open: known?.open.length ?? 0, deadline: earliestDeadline(known), foundInField: fields.found_in_field === true },
  }
}
