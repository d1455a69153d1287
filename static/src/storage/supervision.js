// What the server's log tells of each premises; docs/protocol.md, `GET /api/supervision`.
import * as premises from './premises_index.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Supervision} Supervision */

/** @param {Database} db @param {Supervision} supervision */
export function put(db, supervision) {
  const body = JSON.stringify(supervision)
  db.run('INSERT INTO supervision (premises, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body', supervision.id, body)
  premises.restage(db, supervision)
}

/** @param {Database} db @param {string} id the premises' @returns {Supervision | null} */
export const of = premises.known

/** Forgets all of it. @param {Database} db */
export function clear(db) {
  db.run('DELETE FROM supervision')
  premises.unstage(db)
}
