// Sends what waits in the outbox. Only a receipt whose digest is our own takes a change out of it.
import { digest, receiptCode } from '../domain/changes.js'
import { Problem } from '../domain/problems.js'
import * as changes from '../storage/changes.js'
import * as identities from '../storage/identities.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import * as records from '../storage/records.js'
import { note } from './contact.js'
import { SyncError, causeOf } from './outcome.js'
import { PROTOCOL } from './protocol.js'

/** @typedef {import('../types').Change} Change */
/** @typedef {import('../types').SyncOutcome} SyncOutcome */
/** @typedef {import('../storage/identities.js').Identity} Identity */
/** @typedef {import('./engine.js').Ground} Ground */

const MOST = { count: 500, bytes: 256_000 }
/** Refusals of a whole batch that may be the fault of one change in it. */
const DIVISIBLE = [400, 413, 422]

/** Sends all that is due, each change under the identity that wrote it. @param {Ground} ground @param {SyncOutcome} outcome */
export async function push(ground, outcome) {
  for (const device of changes.devicesWithDue(ground.db)) {
    const identity = identities.of(ground.db, device)
    if (identity?.access !== 'ok') continue
    await asIdentity(ground, identity, () => pushAs(ground, identity, outcome))
  }
}

/** Tells the server that nothing, or less than before, is left. @param {Ground} ground @param {Identity} identity */
export const tell = (ground, identity) => asIdentity(ground, identity, () => post(ground, identity, []))

/**
 * Does something as an identity. If the server does not let it in, that is noted; it stops the run if it is the current one.
 * @param {Ground} ground @param {Identity} identity @param {() => Promise<unknown>} work
 */
export async function asIdentity({ db }, identity, work) {
  try {
    await work()
  } catch (error) {
    const access = error instanceof SyncError && refusedAccess(error)
    if (!access) throw error
    db.write(() => identities.setAccess(db, identity.device, access))
    if (identity.device === identities.current(db)?.device) throw error
  }
}

/** @param {SyncError} error @returns {Identity['access'] | null} */
function refusedAccess({ name, kind, status }) {
  if (name === 'device-revoked') return 'revoked'
  return kind === 'refused' && status === 401 ? 'unknown_token' : null
}

/** @param {Ground} ground @param {Identity} identity @param {SyncOutcome} outcome */
async function pushAs(ground, identity, outcome) {
  let after = ''
  for (;;) {
    const batch = changes.pick(ground.db, identity.device, { ...MOST, after })
    if (!batch.length) return
    const isRestored = await send(ground, identity, batch, outcome)
    after = isRestored ? '' : batch[batch.length - 1].at
  }
}

/** @param {Ground} ground @param {Identity} identity @param {Change[]} batch @param {SyncOutcome} outcome @returns {Promise<boolean>} whether the server was restored */
async function send(ground, identity, batch, outcome) {
  try {
    const { answer, isRestored } = await post(ground, identity, batch)
    await settle(ground, batch, answer.results, outcome)
    return isRestored
  } catch (error) {
    if (!(error instanceof SyncError) || !DIVISIBLE.includes(error.status ?? 0)) throw error
    if (batch.length === 1) return park(ground, batch[0], error, outcome)
    const half = Math.ceil(batch.length / 2)
    const first = await send(ground, identity, batch.slice(0, half), outcome)
    return (await send(ground, identity, batch.slice(half), outcome)) || first
  }
}

/** @param {Ground} ground @param {Identity} identity @param {Change[]} batch */
async function post({ db, transport, device, app }, identity, batch) {
  const [started, { count, oldest }] = [device.now(), changes.due(db)]
  const holding = { changes: count, photos: photos.due(db).length, oldest: oldest ?? photos.oldestDue(db) }
  const body = { protocol: PROTOCOL, app, device_time: new Date(started).toISOString(), holding, changes: batch }
  const { body: answer } = await transport.call('POST', '/api/changes', { token: identity.token, body })
  const isRestored = db.write(() => {
    const restored = note(db, answer, { started, ended: device.now() })
    photos.missing(db, answer.photos_missing ?? [])
    return restored
  })
  return { answer, isRestored }
}

/** @param {Ground} ground @param {Change[]} batch @param {any[]} results @param {SyncOutcome} outcome */
async function settle({ db, device }, batch, results, outcome) {
  const digests = await Promise.all(batch.map(digest))
  const answers = new Map((results ?? []).map((result) => [result.id, result]))
  const now = new Date(device.now()).toISOString()
  db.write(() => {
    batch.forEach((change, index) => {
      const result = answers.get(change.id)
      if (!result) return
      if (result.status === 'quarantined') return setAside(db, change, result.problem, outcome)
      if (result.digest !== digests[index]) return changes.blame(db, change.id, causeOf(new Problem('receipt-differs')))
      receive(db, change, receiptCode(digests[index]), now)
      outcome[result.status === 'known' ? 'known' : 'sent'] += 1
    })
  })
}

/** @param {Ground['db']} db @param {Change} change @param {string} receipt @param {string} now */
function receive(db, change, receipt, now) {
  changes.received(db, change.id, receipt, now)
  records.received(db, change, receipt, now)
  meta.set(db, 'lastSent', now)
}

/** @param {Ground['db']} db @param {Change} change @param {any} problem @param {SyncOutcome} outcome */
function setAside(db, change, problem, outcome) {
  changes.setAside(db, change.id, causeOf(new Problem('refused', problem ?? {})))
  outcome.quarantined += 1
}

/** @param {Ground} ground @param {Change} change @param {SyncError} error @param {SyncOutcome} outcome */
function park({ db }, change, error, outcome) {
  db.write(() => setAside(db, change, error, outcome))
  return false
}
