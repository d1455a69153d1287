// What every answer of the server tells besides what was asked: its clock, and its epoch.
import * as changes from '../storage/changes.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'

/** @typedef {import('../storage/database.js').Database} Database */
/** @typedef {{started: number, ended: number}} Span the device's clock when a call began and when it was answered, ms */

/** A call that took longer than this tells too little of the clock. */
const SLOW = 10_000

/**
 * Notes an answer, inside a transaction. A new epoch means a server restored from a backup: all that is still held is offered
 * again, and everything is pulled from the start.
 * @param {Database} db @param {{epoch?: string, server_time?: string, rescue_key?: string}} answer @param {Span} span @returns {boolean} whether the epoch is new
 */
export function note(db, { epoch, server_time, rescue_key }, { started, ended }) {
  meta.set(db, 'lastContact', new Date(ended).toISOString())
  if (rescue_key) meta.set(db, 'rescueKey', rescue_key)
  const server = Date.parse(server_time ?? '')
  if (server && ended - started >= 0 && ended - started < SLOW) meta.set(db, 'offset', Math.round(server - (started + ended) / 2))
  const known = meta.get(db, 'epoch')
  if (!epoch || epoch === known) return false
  meta.set(db, 'epoch', epoch)
  meta.setAll(db, { cursor: null, supervisionCursor: null })
  if (known === null) return false
  changes.offerAll(db)
  photos.offerAll(db)
  return true
}
