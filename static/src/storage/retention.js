// What leaves the phone, and when: seven days after its receipt, and a report's text when the report is over.
import * as changes from './changes.js'
import * as identities from './identities.js'
import * as photos from './photos.js'
import * as records from './records.js'

/** @typedef {import('./database.js').Database} Database */

const DAYS_KEPT = 7
const DAY = 86_400_000

/** Inside a transaction. @param {Database} db @param {number} now ms since 1970 */
export function sweep(db, now) {
  const before = new Date(now - DAYS_KEPT * DAY).toISOString()
  changes.forgetReceived(db, before)
  photos.forgetBytes(db, before)
  const me = identities.current(db)?.person.id ?? ''
  const done = [...records.overSince(db, before), ...records.strangersSince(db, me, before)]
  for (const id of done.filter((id) => !isNeeded(db, id))) forget(db, id)
}

/** Whether the server still lacks something of it, or may come to. @param {Database} db @param {string} id */
const isNeeded = (db, id) => changes.isHeld(db, id) || photos.of(db, id).some(({ state }) => state === 'waiting')

/** @param {Database} db @param {string} id */
function forget(db, id) {
  photos.forgetAllOf(db, id)
  records.forget(db, id)
}
