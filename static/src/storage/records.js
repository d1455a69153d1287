// The folded state of every record on the phone. put() is its only writer.
import { fold, isDeleted, newest, values } from '../domain/changes.js'
import { colleaguesOf, isDraft, isReport, parentOf, state } from '../domain/reports.js'
import * as identities from './identities.js'
import * as premises from './premises_index.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Part} Part */
/** @typedef {import('../types').Fields} Fields */
/**
 * @typedef {object} StoredRecord
 * @property {string} id
 * @property {string} kind
 * @property {Part[]} parts
 * @property {Fields} fields
 * @property {string | null} parent
 * @property {string | null} author
 * @property {string} state where a report stands
 * @property {boolean} draft never sent as it is
 * @property {boolean} removed
 * @property {string} savedAt
 * @property {string | null} receivedAt
 * @property {string | null} receipt
 */

/** @param {Database} db @param {string} id @returns {StoredRecord | null} */
export function get(db, id) {
  const row = db.one('SELECT * FROM records WHERE id = ?', id)
  return row && read(row)
}

/** The reports of a person that are not removed, and the visits that they are on, last saved first. @param {Database} db @param {string} person @returns {StoredRecord[]} */
export const reportsOf = (db, person) =>
  db
    .all(
      `SELECT * FROM records WHERE (author = ? OR id IN (SELECT record FROM taking_part WHERE person = ?)) AND NOT removed
       ORDER BY saved_at DESC, id DESC`,
      ...[person, person],
    )
    .map(read)

/** What is a part of a record or about it, oldest first. @param {Database} db @param {string} parent @param {string} kind @returns {StoredRecord[]} */
export const of = (db, parent, kind) =>
  db.all('SELECT * FROM records WHERE parent = ? AND kind = ? AND NOT removed ORDER BY id', parent, kind).map(read)

/** A report's reviews, oldest first. @param {Database} db @param {string} report @returns {Fields[]} */
export const reviewsOf = (db, report) =>
  of(db, report, 'review')
    .sort((one, other) => (newest(one.parts) < newest(other.parts) ? -1 : 1))
    .map(({ fields }) => fields)

/**
 * Stores a record's state, and what follows from it for the report that it is about.
 * @param {Database} db @param {{id: string, kind: string, parts: Part[], savedAt: string, round?: number}} record
 */
export function put(db, { id, kind, parts, savedAt, round = 0 }) {
  const folded = fold(parts)
  const fields = values(folded)
  const parent = parentOf(kind, fields)
  const author = isReport(kind) && typeof fields.reporter === 'string' ? fields.reporter : null
  const draft = Number(isDraft(kind, fields, kind === 'visit' ? identities.people(db) : []))
  const removed = isDeleted(folded)
  const row = [JSON.stringify(folded), stateOf(db, id, kind, fields), draft, Number(removed), savedAt, round]
  // An update that names what is indexed writes the indexes too, whether it differs or not.
  const known = db.run(
    `UPDATE records SET parts = ?, state = ?, draft = ?, removed = ?, saved_at = ?, round = max(round, ?)
     WHERE id = ? AND parent IS ? AND author IS ?`,
    ...[...row, id, parent, author],
  )
  if (!known) {
    db.run(
      `INSERT INTO records (parts, state, draft, removed, saved_at, round, id, parent, author, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET parts = excluded.parts, state = excluded.state, draft = excluded.draft, removed = excluded.removed,
         saved_at = excluded.saved_at, round = max(round, excluded.round), parent = excluded.parent, author = excluded.author`,
      ...[...row, id, parent, author, kind],
    )
  }
  if (kind === 'review' && parent) restate(db, parent)
  if (kind === 'visit') noteColleagues(db, id, fields)
  if (kind === 'premises') premises.put(db, { id, fields, removed })
}

/** Who is on a visit besides its author. @param {Database} db @param {string} id @param {Fields} fields */
function noteColleagues(db, id, fields) {
  const people = JSON.stringify(colleaguesOf(fields))
  db.run('DELETE FROM taking_part WHERE record = ? AND person NOT IN (SELECT value FROM json_each(?))', id, people)
  db.run('INSERT OR IGNORE INTO taking_part (person, record) SELECT value, ? FROM json_each(?)', id, people)
}

/** Whether the server has given anything of it. @param {Database} db @param {string} id */
export const isPulled = (db, id) => db.one('SELECT 1 FROM records WHERE id = ? AND round > 0', id) !== null

/**
 * The server has a change of the record. The receipt that people are shown is, as at the desk, that of the change that submitted the
 * record last, and of the newest while none has.
 * @param {Database} db @param {import('../types').Change} change @param {string} receipt @param {string} now
 */
export function received(db, { record, fields }, receipt, now) {
  const stands = Number('submitted_at' in fields)
  db.run(
    'UPDATE records SET receipt = ?, received_at = ?, receipt_stands = ? WHERE id = ? AND receipt_stands <= ?',
    ...[receipt, now, stands, record, stands],
  )
}

/** Others' records that the round has not given. @param {Database} db @param {string} me @param {number} round @returns {string[]} */
export const othersBeforeRound = (db, me, round) =>
  db.all('SELECT id FROM records WHERE round < ? AND author IS NOT ?', round, me).map(({ id }) => id)

// These two come after every run, and a register of thousands of premises is not to be read through for them: `> ''` walks an index.

/** Reports that are removed or over. @param {Database} db @param {string} before when they were last saved @returns {string[]} */
export const overSince = (db, before) =>
  db.all("SELECT id FROM records WHERE author > '' AND saved_at < ? AND (removed OR state IN ('closed', 'dismissed'))", before).map(({ id }) => id)

/** Others' reports, and what is about a report that is not here. @param {Database} db @param {string} me @param {string} before when they came @returns {string[]} */
export const strangersSince = (db, me, before) =>
  db
    .all(
      `SELECT id FROM records WHERE author > '' AND author <> ? AND saved_at < ?
       UNION ALL SELECT id FROM records WHERE parent > '' AND author IS NULL AND saved_at < ?
         AND NOT EXISTS (SELECT 1 FROM records AS report WHERE report.id = records.parent)`,
      ...[me, before, before],
    )
    .map(({ id }) => id)

/** @param {Database} db @param {string} id */
export function forget(db, id) {
  const record = get(db, id)
  db.run('DELETE FROM records WHERE id = ?', id)
  db.run('DELETE FROM taking_part WHERE record = ?', id)
  if (record?.kind === 'premises') premises.forget(db, id)
  if (record?.kind === 'review' && record.parent) restate(db, record.parent)
}

/** Works out anew where a report stands. @param {Database} db @param {string} id */
function restate(db, id) {
  const report = get(db, id)
  if (report) db.run('UPDATE records SET state = ? WHERE id = ?', stateOf(db, id, report.kind, report.fields), id)
}

/** @param {Database} db @param {string} id @param {string} kind @param {Fields} fields */
function stateOf(db, id, kind, fields) {
  if (!isReport(kind)) return ''
  // A draft has no reviews to ask for, and is what is saved most often.
  return state(fields, fields.submitted_at ? reviewsOf(db, id) : [])
}

/** @param {any} row @returns {StoredRecord} */
function read(row) {
  const parts = JSON.parse(row.parts)
  return {
    ...{ id: row.id, kind: row.kind, parts, fields: values(parts), parent: row.parent, author: row.author, state: row.state },
    ...{ draft: Boolean(row.draft), removed: Boolean(row.removed) },
    ...{ savedAt: row.saved_at, receivedAt: row.received_at, receipt: row.receipt },
  }
}
