// Fetches what this phone may see and does not have. The cursor is the server's; the phone only hands it back.
import { newest } from '../domain/changes.js'
import * as changes from '../storage/changes.js'
import * as identities from '../storage/identities.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import * as records from '../storage/records.js'
import { note } from './contact.js'
import { pageAfter } from './pages.js'

/** @typedef {import('../types').Part} Part */
/** @typedef {import('../types').SyncOutcome} SyncOutcome */
/** @typedef {import('../storage/identities.js').Identity} Identity */
/** @typedef {import('./engine.js').Ground} Ground */
/** @typedef {{kind: string, id: string, parts: Part[]}} Pulled */

/** @param {Ground} ground @param {Identity} identity @param {SyncOutcome} outcome */
export async function pull(ground, identity, outcome) {
  while (await page(ground, identity, outcome));
}

/** @param {Ground} ground @param {Identity} identity @param {SyncOutcome} outcome @returns {Promise<boolean>} whether there is more */
async function page({ db, transport, device }, identity, outcome) {
  const started = device.now()
  const cursor = meta.get(db, 'cursor') ?? ''
  const body = await pageAfter(transport, '/api/records', cursor, identity)
  return db.write(() => {
    const ended = device.now()
    const isRestored = note(db, body, { started, ended })
    // A page that began where an older epoch ended says so itself; else it would be asked for again for ever.
    if (isRestored && !body.restart && cursor) return true
    apply(db, body, new Date(ended).toISOString())
    outcome.received += body.records.length
    return Boolean(body.more)
  })
}

/** @param {Ground['db']} db @param {{restart: boolean, more: boolean, cursor: string, records: Pulled[], gone: string[]}} page @param {string} now */
function apply(db, page, now) {
  if (page.restart) {
    meta.set(db, 'round', (meta.get(db, 'round') ?? 0) + 1)
    meta.set(db, 'restarting', true)
  }
  const round = meta.get(db, 'round') ?? 0
  for (const record of page.records) join(db, record, round, now)
  for (const id of page.gone) letGo(db, id)
  meta.set(db, 'cursor', page.cursor)
  if (page.more || !meta.get(db, 'restarting')) return
  for (const id of records.othersBeforeRound(db, identities.current(db)?.person.id ?? '', round)) letGo(db, id)
  meta.set(db, 'restarting', false)
}

/** @param {Ground['db']} db @param {Pulled} pulled @param {number} round @param {string} now */
function join(db, { id, kind, parts }, round, now) {
  const held = records.get(db, id)
  records.put(db, { id, kind, parts: [...(held?.parts ?? []), ...parts], savedAt: held?.savedAt ?? now, round })
  const clock = meta.get(db, 'clock') ?? ''
  if (newest(parts) > clock) meta.set(db, 'clock', newest(parts))
}

/** What this phone may no longer see; but nothing that is not safe elsewhere. @param {Ground['db']} db @param {string} id */
function letGo(db, id) {
  if (changes.isHeld(db, id)) return
  photos.forgetAllOf(db, id)
  records.forget(db, id)
}
