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
  const [place, words, planned] = [placeIn(fields, 'place'), searchText(fields), isPlanned(fields)]
  const risk = typeof fields.risk === 'number' ? fields.risk : null
  const { dueOn, deadline, stage } = standing(known(db, id), planned)
  const row = db.one(
    `INSERT INTO premises (id, name, words, lat, lon, risk, planned, stage, due_on, deadline, closed_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, words = excluded.words, lat = excluded.lat, lon = excluded.lon, risk = excluded.risk,
       planned = excluded.planned, stage = excluded.stage, due_on = excluded.due_on, deadline = excluded.deadline, closed_on = excluded.closed_on
     RETURNING number`,
    ...[id, sortKey(textIn(fields, 'name')), words, place?.lat ?? null, place?.lon ?? null, risk],
    ...[Number(planned), stage, dueOn, deadline, textIn(fields, 'closed_on') || null],
  )
  db.run('INSERT OR REPLACE INTO premises_words (rowid, words) VALUES (?, ?)', row?.number, words)
}

/** @param {Database} db @param {string} id */
export function forget(db, id) {
  const row = db.one('DELETE FROM premises WHERE id = ? RETURNING number', id)
  if (row) db.run('DELETE FROM premises_words WHERE rowid = ?', row.number)
}

/** What is known of it has changed. @param {Database} db @param {Supervision} supervision */
export function restage(db, supervision) {
  const [planned, unplanned] = [true, false].map((isPlanned) => standing(supervision, isPlanned))
  const row = [planned.dueOn, planned.deadline, planned.stage, unplanned.stage, supervision.id]
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

/** @param {Supervision | null} supervision @param {boolean} planned */
function standing(supervision, planned) {
  const dueOn = supervision?.due_on ?? null
  const undated = planned && !supervision?.last_visit ? STAGE.never : STAGE.none
  return { dueOn, deadline: earliestDeadline(supervision), stage: dueOn ? STAGE.due : undated }
}
