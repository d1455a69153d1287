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
/** A premises that was merged into one that was merged, and so on; more than this is a ring. */
const MOST_MERGERS = 20

/** @param {Database} db @param {PremisesQuery} query @returns {PremisesRow[]} */
export function find(db, { text = '', near = null, order, limit, today }) {
  const pick = picker(db, wordsOf(text), today)
  const found = rows(db, numbersIn(pick, { text, near, order, limit, today }), near, today)
  // SQL reckons on a flat earth, which is good enough to choose by.
  return order === 'near' && near ? found.sort((one, other) => (one.distance ?? Infinity) - (other.distance ?? Infinity)) : found
}

/** @param {Pick} pick @param {Required<PremisesQuery>} query @returns {number[]} */
function numbersIn(pick, { text, near, order, limit, today }) {
  if (order === 'near' && near) return nearest(pick, near, limit)
  if (order === 'due') return mostOverdue(pick, today, limit)
  if (order === 'deadline') return pick('deadline IS NOT NULL', [], 'deadline, name', [], limit)
  if (order === 'risk') return pick('true', [], 'risk DESC, name', [], limit)
  const key = sortKey(text.trim())
  return key ? pick('true', [], 'substr(name, 1, ?) <> ?, name', [key.length, key], limit) : pick('true', [], 'name', [], limit)
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

/** @param {Database} db @param {string[]} words @param {string} today @returns {Pick} */
function picker(db, words, today) {
  const from = words.length ? 'premises_words JOIN premises ON premises.number = premises_words.rowid WHERE premises_words MATCH ? AND' : 'premises WHERE'
  const match = words.length ? [words.map((word) => `"${word}"*`).join(' ')] : []
  return (where, values, order, orderValues, limit) =>
    db
      .all(
        `SELECT premises.number FROM ${from} ${where} AND (closed_on IS NULL OR closed_on > ?) ORDER BY ${order} LIMIT ?`,
        ...[...match, ...values, today, ...orderValues, limit],
      )
      .map(({ number }) => number)
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
function nearest(pick, { lat, lon }, limit) {
  const narrowing = Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  const order = '(lat - ?) * (lat - ?) + (lon - ?) * (lon - ?) * ?'
  const values = [lat, lat, lon, lon, narrowing ** 2]
  for (let metres = NEAR; metres < FAR; metres *= 2) {
    const [tall, wide] = [metres / METRES_PER_DEGREE, metres / METRES_PER_DEGREE / narrowing]
    const square = [lat - tall, lat + tall, lon - wide, lon + wide, ...values, tall ** 2]
    const found = pick(`lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND ${order} <= ?`, square, order, values, limit)
    if (found.length >= limit) return found
  }
  const found = pick('lat IS NOT NULL', [], order, values, limit)
  return found.length < limit ? [...found, ...pick('lat IS NULL', [], 'name', [], limit - found.length)] : found
}

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
