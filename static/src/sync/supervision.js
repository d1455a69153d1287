// Fetches what the server's log tells of each premises, for those who make visits. The cursor is the server's, as a pull's is.
import { makesVisits } from '../domain/reports.js'
import * as meta from '../storage/meta.js'
import * as supervision from '../storage/supervision.js'
import { note } from './contact.js'
import { SyncError } from './outcome.js'
import { pageAfter } from './pages.js'

/** @typedef {import('../storage/identities.js').Identity} Identity */
/** @typedef {import('./engine.js').Ground} Ground */

const NOT_FOUND = 404
const FORBIDDEN = 403

/** @param {Ground} ground @param {Identity} identity */
export async function pullSupervision(ground, identity) {
  if (!makesVisits(identity.person)) return
  try {
    while (await page(ground, identity));
  } catch (error) {
    if (!isWithout(error)) throw error
  }
}

/** A server that is older, or that gives it to others only. @param {unknown} error */
const isWithout = (error) => error instanceof SyncError && error.name !== 'device-revoked' && [NOT_FOUND, FORBIDDEN].includes(error.status ?? 0)

/** @param {Ground} ground @param {Identity} identity @returns {Promise<boolean>} whether there is more */
async function page({ db, transport, device }, identity) {
  const started = device.now()
  const cursor = meta.get(db, 'supervisionCursor') ?? ''
  const body = await pageAfter(transport, '/api/supervision', cursor, identity)
  return db.write(() => {
    const isRestored = note(db, body, { started, ended: device.now() })
    // As of a pull: a page that began where an older epoch ended says so itself, or is asked for again.
    if (isRestored && !body.restart && cursor) return true
    if (body.restart) supervision.clear(db)
    for (const found of body.premises) supervision.put(db, found)
    meta.set(db, 'supervisionCursor', body.cursor)
    return Boolean(body.more)
  })
}
