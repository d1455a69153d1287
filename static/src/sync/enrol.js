// Lets this phone in with a code. The phone makes its own identity and token and keeps them before it asks, so that an answer
// that is lost can be asked for again with the same body.
import { uuid7 } from '../domain/ids.js'
import * as identities from '../storage/identities.js'
import * as meta from '../storage/meta.js'
import * as supervision from '../storage/supervision.js'
import { note } from './contact.js'
import { SyncError } from './outcome.js'

/** @typedef {import('./engine.js').Ground} Ground */
/** @typedef {{code: string, device: string, token: string}} Attempt */

/**
 * The phone may have changed hands, and may come back to one who has had it before: each is known by a device of their own, under
 * which their unsent reports still wait. Another person gets another device.
 * @param {Ground} ground @param {string} code @param {string} name what the desk shows for this phone
 */
export async function enrol(ground, code, name) {
  const [last, ...before] = identities.devices(ground.db)
  let attempt = attemptWith(ground, code, last)
  for (const device of [...before, undefined]) {
    try {
      return await ask(ground, attempt, name)
    } catch (error) {
      if (!(error instanceof SyncError) || error.name !== 'device-belongs-to-another') throw error
      attempt = newAttempt(ground, code, device)
    }
  }
  await ask(ground, attempt, name)
}

/** The attempt under way with this code, or a new one. @param {Ground} ground @param {string} code @param {string | undefined} me @returns {Attempt} */
function attemptWith(ground, code, me) {
  const begun = meta.get(ground.db, 'enrolling')
  return begun?.code === code ? begun : newAttempt(ground, code, me)
}

/** @param {Ground} ground @param {string} code @param {string} [device] @returns {Attempt} */
function newAttempt({ db, device: { now, random } }, code, device = uuid7(now(), random(10))) {
  const attempt = { code, device, token: base64url(random(32)) }
  db.write(() => meta.set(db, 'enrolling', attempt))
  return attempt
}

/** @param {Ground} ground @param {Attempt} attempt @param {string} name */
async function ask({ db, transport, device: clock }, { code, device, token }, name) {
  const started = clock.now()
  const { body } = await transport.call('POST', '/api/devices', { body: { code, device, token, name } })
  const ended = clock.now()
  db.write(() => {
    note(db, body, { started, ended })
    identities.add(db, { device, token, person: body.person, access: 'ok' }, new Date(ended).toISOString())
    // Another person sees other records, and may see nothing of supervision.
    supervision.clear(db)
    meta.setAll(db, { enrolling: null, cursor: null, supervisionCursor: null })
  })
}

/** @param {Uint8Array} bytes */
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
