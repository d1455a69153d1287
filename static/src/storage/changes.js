// The phone's own changes: what is being written, what waits to be sent, what the server has given a receipt for.
//
//   open ──picked for sending──► frozen ──receipt──► received ──7 days──► forgotten
//    ▲ absorbs further edits        └──set aside──► quarantined ──next edit──► written anew as an open one
import { newest } from '../domain/changes.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Change} Change */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Part} Part */
/** @typedef {import('./identities.js').Identity} Identity */
/** @typedef {{title: string, detail: string, field: string | null}} Cause */

// A draft is never sent, and a returned report not until it is submitted again; what was picked before that goes on.
const DUE = `changes JOIN records ON records.id = changes.record
  WHERE changes.state IN ('open', 'frozen') AND NOT records.draft AND (changes.state = 'frozen' OR records.state <> 'returned')`

/**
 * Writes fields of a record: into its open change, or as a new one where the author has seen something newer since.
 * What was set aside is written anew together with what corrects it.
 * @param {Database} db
 * @param {{newId: () => string, record: string, kind: string, identity: Identity, at: string, parts: Part[], current: Fields, fields: Fields, now: string}} edit
 *   `newId` for a new change; `parts` and `current` are the record's state and values before it
 * @returns {Part[]} the record's state after it, not folded
 */
export function write(db, { newId, record, kind, identity, at, parts, current, fields, now }) {
  const open = db.one("SELECT * FROM changes WHERE record = ? AND state = 'open'", record)
  const others = open ? parts.filter((part) => part.at !== open.at) : parts
  if (open && newest(others) <= open.seen && open.device === identity.device) {
    const merged = { ...JSON.parse(open.fields), ...fields }
    db.run('UPDATE changes SET fields = ?, at = ? WHERE id = ?', JSON.stringify(merged), at, open.id)
    return [...others, { at, seen: open.seen, fields: merged }]
  }
  if (open) db.run("UPDATE changes SET state = 'frozen' WHERE id = ?", open.id)
  const seen = newest(parts)
  const whole = { ...takeBack(db, record, current), ...fields }
  db.run(
    `INSERT INTO changes (id, kind, record, device, actor, at, seen, fields, state, written_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
    ...[newId(), kind, record, identity.device, identity.person.id, at, seen, JSON.stringify(whole), now],
  )
  return [...parts, { at, seen, fields: whole }]
}

/** Removes what was set aside of a record. @param {Database} db @param {string} record @param {Fields} current @returns {Fields} its fields, as they are now */
function takeBack(db, record, current) {
  const aside = db.all("SELECT fields FROM changes WHERE record = ? AND state = 'quarantined'", record)
  db.run("DELETE FROM changes WHERE record = ? AND state = 'quarantined'", record)
  const names = aside.flatMap(({ fields }) => Object.keys(JSON.parse(fields)))
  return Object.fromEntries(names.map((name) => [name, current[name] ?? null]))
}

/** Whether something of the record was set aside. @param {Database} db @param {string} record */
export const isSetAside = (db, record) => db.one("SELECT 1 FROM changes WHERE record = ? AND state = 'quarantined'", record) !== null

/** Whether anything at all is set aside. @param {Database} db */
export const anySetAside = (db) => db.one("SELECT 1 FROM changes WHERE state = 'quarantined'") !== null

/** Whether anything of the record is still held, for the server that may come to ask for it. @param {Database} db @param {string} record */
export const isHeld = (db, record) => db.one('SELECT 1 FROM changes WHERE record = ?', record) !== null

/** Whether anything of the record was ever picked for sending. @param {Database} db @param {string} record */
export const isOffered = (db, record) => db.one("SELECT 1 FROM changes WHERE record = ? AND state <> 'open'", record) !== null

/** The devices, in which this phone has been enrolled, that have something to send. @param {Database} db @returns {string[]} */
export const devicesWithDue = (db) => db.all(`SELECT DISTINCT changes.device FROM ${DUE}`).map(({ device }) => device)

/**
 * Picks the oldest changes for sending and freezes them.
 * @param {Database} db @param {string} device @param {{count: number, bytes: number, after: string}} limits `after` is the clock of the last one sent in this run
 * @returns {Change[]}
 */
export function pick(db, device, { count, bytes, after }) {
  return db.write(() => {
    const rows = db.all(
      `SELECT changes.*, sum(length(changes.fields) + 300) OVER (ORDER BY changes.at) AS total FROM ${DUE}
       AND changes.device = ? AND changes.at > ? ORDER BY changes.at LIMIT ?`,
      ...[device, after, count],
    )
    const picked = rows.filter(({ total }, index) => index === 0 || total <= bytes)
    for (const { id } of picked) db.run("UPDATE changes SET state = 'frozen' WHERE id = ?", id)
    return picked.map(read)
  })
}

/** The server has it: the receipt is our own digest's. @param {Database} db @param {string} id @param {string} receipt @param {string} now */
export function received(db, id, receipt, now) {
  db.run("UPDATE changes SET state = 'received', receipt = ?, received_at = ?, problem = NULL WHERE id = ?", receipt, now, id)
}

/** The server has set it aside. @param {Database} db @param {string} id @param {Cause} cause */
export function setAside(db, id, cause) {
  db.run("UPDATE changes SET state = 'quarantined', problem = ? WHERE id = ?", JSON.stringify(cause), id)
}

/** It stays in the outbox, with a reason for a person to read. @param {Database} db @param {string} id @param {Cause} cause */
export function blame(db, id, cause) {
  db.run('UPDATE changes SET problem = ? WHERE id = ?', JSON.stringify(cause), id)
}

/** Puts all that was set aside back into the outbox, to be judged again. @param {Database} db */
export function offerAgain(db) {
  db.run("UPDATE changes SET state = 'frozen' WHERE state = 'quarantined'")
}

/** Puts all that is still held back into the outbox: the server may have lost it. @param {Database} db */
export function offerAll(db) {
  db.run("UPDATE changes SET state = 'frozen', receipt = NULL, received_at = NULL WHERE state IN ('received', 'quarantined')")
}

/** What waits to be sent. @param {Database} db @returns {{count: number, records: string[], oldest: string | null}} `oldest` is when it was begun */
export function due(db) {
  const rows = db.all(`SELECT changes.record, count(*) AS count, min(changes.written_at) AS oldest FROM ${DUE} GROUP BY changes.record`)
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    records: rows.map(({ record }) => record),
    oldest: rows.reduce((oldest, row) => (oldest && oldest < row.oldest ? oldest : row.oldest), null),
  }
}

/** All that has no receipt, frozen as it is now. @param {Database} db @returns {{changes: Change[], drafts: Change[]}} */
export function give(db) {
  if (db.one("SELECT 1 FROM changes WHERE state = 'open'")) db.run("UPDATE changes SET state = 'frozen' WHERE state = 'open'")
  const rows = db.all(
    `SELECT changes.*, records.draft FROM changes JOIN records ON records.id = changes.record
     WHERE changes.state <> 'received' ORDER BY changes.at`,
  )
  const those = (/** @type {boolean} */ draft) => rows.filter((row) => Boolean(row.draft) === draft).map(read)
  return { changes: those(false), drafts: those(true) }
}

/**
 * Whether there is text that can be sent now. What waits for its author to be let in again, or for a person to read why its receipt
 * differs, holds nobody else's up.
 * @param {Database} db
 */
export const isSendable = (db) =>
  db.one(
    `SELECT 1 FROM ${DUE} AND changes.problem IS NULL
     AND EXISTS (SELECT 1 FROM identities WHERE identities.device = changes.device AND identities.access = 'ok') LIMIT 1`,
  ) !== null

/** @param {Database} db @param {string} record */
export function forgetAllOf(db, record) {
  db.run('DELETE FROM changes WHERE record = ?', record)
}

/** Lets go of what was received long ago. @param {Database} db @param {string} before */
export function forgetReceived(db, before) {
  db.run("DELETE FROM changes WHERE state = 'received' AND received_at < ?", before)
}

/** @param {any} row @returns {Change} */
const read = ({ id, kind, record, device, actor, at, seen, fields }) => ({
  ...{ id, kind, record, device, actor, at, seen },
  fields: JSON.parse(fields),
})
