// One run at a time: text out, records in, catalog, photos. A run returns an outcome; it never throws for what the network does.
import * as changes from '../storage/changes.js'
import * as identities from '../storage/identities.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import * as retention from '../storage/retention.js'
import { pause } from './backoff.js'
import { fetchCatalog } from './catalog.js'
import { SyncError, nothingYet } from './outcome.js'
import { pull } from './pull.js'
import { asIdentity, push, tell } from './push.js'
import { pullSupervision } from './supervision.js'
import { sendPhotos } from './uploads.js'

/** @typedef {import('../types').SyncOutcome} SyncOutcome */
/** @typedef {'start' | 'online' | 'focus' | 'visible' | 'timer' | 'submit' | 'edit' | 'enrol' | 'manual'} Trigger */
/**
 * @typedef {object} Ground what a run stands on
 * @property {import('../storage/database.js').Database} db
 * @property {import('../types').Transport} transport
 * @property {import('../types').Uploader} uploader
 * @property {import('../types').Device} device
 * @property {string} app this app's version
 * @property {() => void} onChange something that screens show has changed
 */
/** @typedef {{set(work: () => void, ms: number): unknown, clear(timer: any): void}} Timer */

/** Between two runs when nothing waits: a report may have been returned. */
const QUIET = 300_000
/** Looking at the app again and again does not ask the server again and again. */
const HUSH = 5_000
/** An edit that may be followed by others. */
const SOON = 3_000
const LOOKS = new Set(['focus', 'visible'])
const LEAVES_WORK = new Set(['submit', 'edit'])

export class Engine {
  /** @type {Promise<SyncOutcome> | null} */
  #running = null
  #again = false
  /** Whether a person asked for the run under way. */
  #isManual = false
  #stopped = false
  #failures = 0
  #ended = 0
  /** @type {unknown} */
  #timer
  /** @type {string | null} when the next try comes, if something waits */
  nextTry = null

  /** @param {Ground} ground @param {Timer} timer @param {(outcome: SyncOutcome) => void} [onOutcome] */
  constructor(ground, timer, onOutcome = () => {}) {
    this.ground = ground
    this.timer = timer
    this.onOutcome = onOutcome
  }

  get sending() {
    return this.#running !== null
  }

  /** Runs if there is reason to. @param {Trigger} trigger */
  wake(trigger) {
    if (!identities.current(this.ground.db)) return
    if (trigger === 'online') this.#failures = 0
    if (this.#running) this.#again ||= LEAVES_WORK.has(trigger)
    else if (trigger === 'edit') this.#soon()
    else if (!LOOKS.has(trigger) || this.ground.device.now() - this.#ended >= HUSH) void this.run(trigger)
  }

  /**
   * Runs now, or joins the run under way. A person who asks for what was refused to be judged again is not served by a run that had
   * begun without that. @param {Trigger} trigger @returns {Promise<SyncOutcome>}
   */
  run(trigger) {
    if (this.#running && trigger === 'manual' && !this.#isManual) return this.#running.then((outcome) => this.#after(outcome))
    this.#isManual ||= trigger === 'manual'
    this.#running ??= this.#run(trigger)
    return this.#running
  }

  /** @param {SyncOutcome} outcome of a run that a person joined */
  #after(outcome) {
    const isOutOfReach = outcome.error !== null && outcome.error.kind !== 'refused'
    return this.#stopped || isOutOfReach || !isHeldBack(this.ground.db) ? outcome : this.run('manual')
  }

  /** The database is about to be closed: a run under way ends without a trace. */
  stop() {
    this.#stopped = true
    this.timer.clear(this.#timer)
  }

  /** @param {Trigger} trigger */
  async #run(trigger) {
    this.timer.clear(this.#timer)
    this.nextTry = null
    const outcome = nothingYet()
    await Promise.resolve()
    this.ground.onChange()
    try {
      await round(this.ground, trigger, outcome)
      this.#failures = 0
    } catch (error) {
      outcome.error = this.#stopped ? null : told(error)
      this.#failures += 1
    }
    if (!this.#stopped) this.#finish(outcome)
    return outcome
  }

  /** @param {SyncOutcome} outcome */
  #finish(outcome) {
    const { db, device, onChange } = this.ground
    outcome.photosLeft = photos.due(db).length
    db.write(() => meta.set(db, 'lastError', outcome.error && { title: outcome.error.title, detail: outcome.error.detail }))
    this.#running = null
    this.#isManual = false
    this.#ended = device.now()
    if (isLetIn(db)) this.#schedule(outcome)
    this.onOutcome(outcome)
    onChange()
  }

  /** What an edit left is sent when the edits have ceased; while the server is out of reach, at the next try. */
  #soon() {
    if (this.#failures || !isLetIn(this.ground.db)) return
    this.#arm(SOON)
  }

  /** @param {number} wait ms */
  #arm(wait) {
    this.timer.clear(this.#timer)
    this.#timer = this.timer.set(() => void this.run('timer'), wait)
  }

  /** @param {SyncOutcome} outcome */
  #schedule(outcome) {
    const { db, device } = this.ground
    const dice = device.random(1)[0] / 255
    const isAsked = this.#again && !outcome.error
    this.#again = false
    const wait = isAsked ? SOON : this.#failures ? pause(this.#failures, dice) : QUIET
    if (this.#failures && (changes.due(db).count || outcome.photosLeft)) this.nextTry = new Date(device.now() + wait).toISOString()
    outcome.nextTry = this.nextTry
    this.#arm(wait)
  }
}

/** @param {Ground} ground @param {Trigger} trigger @param {SyncOutcome} outcome */
async function round(ground, trigger, outcome) {
  const { db, device } = ground
  const identity = identities.current(db)
  if (!identity) throw new SyncError('refused', 'not-enrolled')
  if (trigger === 'manual') tryAgain(db, identity.device)
  else if (identity.access !== 'ok') throw new SyncError('refused', identity.access === 'revoked' ? 'device-revoked' : 'token-unknown')
  await push(ground, outcome)
  await asIdentity(ground, identity, async () => {
    await pull(ground, identity, outcome)
    await pullSupervision(ground, identity)
    await fetchCatalog(ground, identity)
  })
  while (photos.due(db).length && (await photosAfterText(ground, outcome)));
  if (outcome.photosSent) await tell(ground, identity)
  db.write(() => retention.sweep(db, device.now()))
}

/** @param {Ground} ground @param {SyncOutcome} outcome @returns {Promise<boolean>} whether there is a reason to go on */
async function photosAfterText(ground, outcome) {
  await push(ground, outcome)
  const before = outcome.photosSent
  await sendPhotos(ground, outcome)
  return outcome.photosSent > before && changes.isSendable(ground.db)
}

/** A person asks: what was refused is judged again, and a phone that was shut out knocks again. @param {Ground['db']} db @param {string} device */
function tryAgain(db, device) {
  db.write(() => {
    identities.setAccess(db, device, 'ok')
    changes.offerAgain(db)
    photos.offerAgain(db)
  })
}

/** Whether only a person's asking can send something. @param {Ground['db']} db */
const isHeldBack = (db) => !isLetIn(db) || changes.anySetAside(db) || photos.anyRefused(db)

/** @param {Ground['db']} db */
const isLetIn = (db) => identities.current(db)?.access === 'ok'

/** @param {unknown} error @returns {SyncOutcome['error']} */
function told(error) {
  if (!(error instanceof SyncError)) console.error(error)
  const { kind, title, detail } = error instanceof SyncError ? error : new SyncError('unknown', 'unexpected', { cause: error })
  return { kind, title, detail }
}
