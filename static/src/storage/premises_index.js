// The index that premises are found by. Their records write it (records.js), and what is known of them (supervision.js).
import { placeIn, textIn } from '../domain/fields.js'
import { earliestDeadline, isPlanned, searchText, sortKey } from '../domain/premises.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Supervision} Supervision */

/** The next visit has a day; the first is planned; none is. */
export const STAGE = { due: 0, never: 1, none: 2 }

/** One that is removed or merged into another is not found. @param {Database} db @param {{id: string, fields: Fields, removed: boolean}} premises */
export function put(db, { id, fields, removed }) {
  if (removed || fields.merged_into) return forget(db, id)
  const place = placeIn(fields, 'place')
  const risk = typeof fields.risk === 'number' ? fields.risk : null
  const row = [sortKey(textIn(fields, 'name')), place?.lat ?? null, place?.lon ?? null, risk, Number(isPlanned(fields)), textIn(fields, 'closed_on') || null]
  const number = numberOf(db, id)
  if (number !== null) {
    db.run('UPDATE premises SET name = ?, lat = ?, lon = ?, risk = ?, planned = ?, closed_on = ? WHERE number = ?', ...row, number)
    db.run('DELETE FROM premises_words WHERE rowid = ?', number)
  } else {
    db.run('INSERT INTO premises (name, lat, lon, risk, planned, closed_on, stage, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...row, STAGE.none, id)
  }
  db.run('INSERT INTO premises_words (rowid, words) VALUES (?, ?)', number ?? numberOf(db, id), searchText(fields))
  restage(db, known(db, id) ?? { id, due_on: null, last_visit: null, open: [] })
}

/** @param {Database} db @param {string} id */
export function forget(db, id) {
  const number = numberOf(db, id)
  if (number === null) return
  db.run('DELETE FROM premises_words WHERE rowid = ?', number)
  db.run('DELETE FROM premises WHERE number = ?', number)
}

/** When its next visit is due, and what is open there. @param {Database} db @param {Pick<Supervision, 'id' | 'due_on' | 'last_visit' | 'open'>} supervision */
export function restage(db, supervision) {
  const { id, due_on, last_visit } = supervision
  const [planned, unplanned] = due_on ? [STAGE.due, STAGE.due] : [last_visit ? STAGE.none : STAGE.never, STAGE.none]
  const row = [due_on, earliestDeadline(supervision), planned, unplanned, id]
  db.run('UPDATE premises SET due_on = ?, deadline = ?, stage = iif(planned, ?, ?) WHERE id = ?', ...row)
}

/** Nothing is known of any of them. @param {Database} db */
export function unstage(db) {
  db.run('UPDATE premises SET due_on = NULL, deadline = NULL, stage = iif(planned, ?, ?)', STAGE.never, STAGE.none)
}

/** @param {Database} db @param {string} id @returns {Supervision | null} */
export function known(db, id) {
  const row = db.one('SELECT body FROM supervision WHERE premises = ?', id)
  return row && JSON.parse(row.body)
}

/** @param {Database} db @param {string} id @returns {number | null} */
const numberOf = (db, id) => db.one('SELECT number FROM premises WHERE id = ?', id)?.number ?? null
