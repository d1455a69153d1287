// The bytes of photos, and how far each has come. A photo's manifest is a field of its record.

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./changes.js').Cause} Cause */
/** @typedef {{record: string, sha256: string, size: number, type: string, state: 'waiting' | 'arrived' | 'refused', sent: number, url: string | null, problem: Cause | null}} StoredPhoto */
/** @typedef {{sha256: string, type: string, bytes: Uint8Array<ArrayBuffer>, thumbnail: Uint8Array<ArrayBuffer>}} NewPhoto */

const SENDABLE = `photos JOIN records ON records.id = photos.record
  WHERE photos.state = 'waiting' AND NOT records.draft AND NOT records.removed AND records.state <> 'returned'`

/** @param {Database} db @param {string} record @param {NewPhoto} photo @param {string} now */
export function add(db, record, { sha256, type, bytes, thumbnail }, now) {
  db.run(
    `INSERT INTO photos (record, sha256, size, type, state, taken_at) VALUES (?, ?, ?, ?, 'waiting', ?)
     ON CONFLICT DO UPDATE SET state = iif(state = 'arrived', 'arrived', 'waiting'), problem = NULL`,
    ...[record, sha256, bytes.length, type, now],
  )
  db.run('INSERT OR IGNORE INTO photo_bytes (record, sha256, thumbnail, bytes) VALUES (?, ?, ?, ?)', record, sha256, thumbnail, bytes)
}

/** @param {Database} db @param {string} record @param {string} sha256 */
export function remove(db, record, sha256) {
  db.run('DELETE FROM photos WHERE record = ? AND sha256 = ?', record, sha256)
}

/** @param {Database} db @param {string} record @returns {StoredPhoto[]} */
export const of = (db, record) => db.all('SELECT * FROM photos WHERE record = ? ORDER BY taken_at', record).map(read)

/** @param {Database} db @param {string} sha256 @param {'thumbnail' | 'full'} size @returns {{type: string, bytes: Uint8Array<ArrayBuffer>} | null} */
export function bytes(db, sha256, size) {
  const column = size === 'full' ? 'bytes' : 'thumbnail'
  const row = db.one(`SELECT type, ${column} AS bytes FROM photos JOIN photo_bytes USING (record, sha256) WHERE sha256 = ? LIMIT 1`, sha256)
  return row && { type: size === 'full' ? row.type : 'image/jpeg', bytes: row.bytes }
}

/** The photos that may be sent now, the oldest first. @param {Database} db @returns {StoredPhoto[]} */
export const due = (db) => db.all(`SELECT photos.* FROM ${SENDABLE} ORDER BY photos.taken_at`).map(read)

/** The photos that have no receipt and whose bytes are here, drafts' too. @param {Database} db @returns {{record: string, sha256: string, type: string, draft: boolean}[]} */
export const unsent = (db) =>
  db
    .all(`SELECT photos.*, records.draft FROM photos JOIN records ON records.id = photos.record WHERE photos.state <> 'arrived' AND ${HELD} ORDER BY taken_at`)
    .map(({ record, sha256, type, draft }) => ({ record, sha256, type, draft: Boolean(draft) }))

/** When the oldest of them was taken. @param {Database} db @returns {string | null} */
export const oldestDue = (db) => db.one(`SELECT min(photos.taken_at) AS oldest FROM ${SENDABLE}`)?.oldest ?? null

/** @param {Database} db @param {Pick<StoredPhoto, 'record' | 'sha256'>} photo */
export const device = (db, { record, sha256 }) =>
  db.one("SELECT device FROM changes WHERE record = ? ORDER BY instr(fields, ?) > 0 DESC, at DESC LIMIT 1", record, `photos/${sha256}`)?.device ?? null

/** Where the upload goes on, and how much of it has left the phone. @param {Database} db @param {StoredPhoto} photo @param {{url?: string | null, sent?: number}} progress */
export function progress(db, { record, sha256 }, { url, sent }) {
  if (url !== undefined) db.run('UPDATE photos SET url = ? WHERE record = ? AND sha256 = ?', url, record, sha256)
  if (sent !== undefined) db.run('UPDATE photos SET sent = ? WHERE record = ? AND sha256 = ?', sent, record, sha256)
}

/** The server has all of it, whichever record it belongs to. @param {Database} db @param {string} sha256 @param {string} now */
export function arrived(db, sha256, now) {
  db.run("UPDATE photos SET state = 'arrived', sent = size, url = NULL, problem = NULL, arrived_at = ? WHERE sha256 = ?", now, sha256)
}

/** @param {Database} db @param {StoredPhoto} photo @param {Cause} cause */
export function refused(db, { record, sha256 }, cause) {
  const problem = JSON.stringify(cause)
  db.run("UPDATE photos SET state = 'refused', url = NULL, problem = ? WHERE record = ? AND sha256 = ?", problem, record, sha256)
}

/** The server says that it lacks these, which it once had. @param {Database} db @param {string[]} digests */
export function missing(db, digests) {
  for (const sha256 of digests) {
    db.run(`UPDATE photos SET ${WAITING} WHERE sha256 = ? AND state = 'arrived' AND ${HELD}`, sha256)
  }
}

/** Whether any was refused. @param {Database} db */
export const anyRefused = (db) => db.one("SELECT 1 FROM photos WHERE state = 'refused'") !== null

/** All refused photos are tried again. @param {Database} db */
export function offerAgain(db) {
  db.run(`UPDATE photos SET ${WAITING} WHERE state = 'refused'`)
}

/** All that are still held are sent again. @param {Database} db */
export function offerAll(db) {
  db.run(`UPDATE photos SET ${WAITING} WHERE ${HELD}`)
}

/** @param {Database} db @param {string} record */
export function forgetAllOf(db, record) {
  db.run('DELETE FROM photos WHERE record = ?', record)
}

/** Lets go of the bytes of what arrived long ago. @param {Database} db @param {string} before */
export function forgetBytes(db, before) {
  db.run("DELETE FROM photo_bytes WHERE (record, sha256) IN (SELECT record, sha256 FROM photos WHERE state = 'arrived' AND arrived_at < ?)", before)
}

const WAITING = "state = 'waiting', sent = 0, url = NULL, arrived_at = NULL, problem = NULL"
const HELD = 'EXISTS (SELECT 1 FROM photo_bytes WHERE photo_bytes.record = photos.record AND photo_bytes.sha256 = photos.sha256)'

/** @param {any} row @returns {StoredPhoto} */
const read = ({ record, sha256, size, type, state, sent, url, problem }) => ({
  ...{ record, sha256, size, type, state, sent, url },
  problem: problem && JSON.parse(problem),
})
