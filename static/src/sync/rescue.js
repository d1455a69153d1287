// The rescue file: all that is unsent, sealed to the server; docs/protocol.md, "Rescue file".
import { sha256 } from '../domain/changes.js'
import { Problem } from '../domain/problems.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import { gather } from '../storage/unsent.js'
import { sealer, toHex } from './sealing.js'

/** @typedef {import('./engine.js').Ground} Ground */
/** @typedef {import('../types').RescueFile} RescueFile */

/** @param {Ground} ground @returns {Promise<RescueFile>} problem rescue-no-key */
export async function rescue({ db, device, app }) {
  const key = meta.get(db, 'rescueKey')
  if (!key) throw new Problem('rescue-no-key')
  const { head, seal } = await sealer(key)
  const { identities, ...unsent } = gather(db)
  const nonce = toHex(device.random(16))
  const phones = await Promise.all(identities.map(async ({ device, token }) => ({ device, proof: await proof(token, nonce) })))
  const saved_at = new Date(device.now()).toISOString()
  const contents = { app, saved_at, nonce, phones, ...unsent }
  const parts = [head, await seal(/** @type {Uint8Array<ArrayBuffer>} */ (new TextEncoder().encode(JSON.stringify(contents))))]
  // One photo at a time: together they may be more than the memory holds, and a browser keeps large blobs on disk.
  for (const { sha256 } of unsent.photos) parts.push(await seal(photos.bytes(db, sha256, 'full')?.bytes ?? new Uint8Array()))
  const reports = new Set([...unsent.changes, ...unsent.drafts, ...unsent.photos].map(({ record }) => record)).size
  return { name: `raddningsfil-${saved_at.slice(0, 16).replaceAll(':', '')}.rescue`, file: new Blob(parts), reports, photos: unsent.photos.length }
}

/** What only the phone and the server can know: both hold the digest of the token. @param {string} token @param {string} nonce */
async function proof(token, nonce) {
  const digest = await sha256(new TextEncoder().encode(token))
  return sha256(new TextEncoder().encode(`${digest} ${nonce}`))
}
