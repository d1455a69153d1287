// The store that the page speaks to: storage and sync as one thing. store.js gives it what the browser has, tests what they have.
import { Problem } from '../domain/problems.js'
import * as catalog from '../storage/catalog.js'
import * as company from '../storage/company.js'
import { Edits } from '../storage/edits.js'
import * as identities from '../storage/identities.js'
import * as items from '../storage/items.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import * as premises from '../storage/premises.js'
import { status } from '../storage/status.js'
import { ClockWatch } from './clock_watch.js'
import { Engine } from './engine.js'
import { enrol } from './enrol.js'
import { rescue } from './rescue.js'

/** @typedef {import('../types').Store} Store */
/** @typedef {import('../types').StoreEvent} StoreEvent */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../storage/database.js').Database} Database */
/** @typedef {import('../storage/photos.js').NewPhoto & {width: number, height: number}} Picture */
/**
 * @typedef {object} Parts
 * @property {() => Promise<Database>} openDatabase
 * @property {import('../types').Transport} transport
 * @property {import('../types').Uploader} uploader
 * @property {import('../types').Device} device
 * @property {import('./engine.js').Timer} timer
 * @property {import('../storage/room.js').Room} room
 * @property {(file: Blob, how?: {whole?: boolean}) => Promise<Picture>} shrink
 * @property {string} app this app's version
 */
/** @typedef {{db: Database, edits: Edits, engine: Engine, ground: import('./engine.js').Ground}} Open */

/** Changes within this many ms are told to the page as one. */
const GATHER = 30

/** @implements {Store} */
export class Phone {
  /** @type {Promise<Open> | null} */
  #opening = null
  #announced = false
  #closed = false
  #parts
  #watch
  /** Where events go. @type {(event: StoreEvent) => void} */
  tell = () => {}

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts
    this.#watch = new ClockWatch(parts.device)
  }

  async open() {
    const { engine } = await this.#opened()
    engine.wake('start')
    return this.status()
  }

  async close() {
    const { db, engine } = await this.#opened()
    this.#closed = true
    engine.stop()
    db.close()
  }

  async status() {
    const { db, engine } = await this.#opened()
    const { room, device, app } = this.#parts
    await room.refresh(device.now())
    this.#mindClock(db)
    const { sending, nextTry } = engine
    return status(db, { sending, nextTry, persisted: room.persisted, freeBytes: db.isOutOfRoom ? 0 : room.freeBytes, appVersion: app })
  }

  /** Waits for the first run too: a phone is not ready for the field without its catalog. @param {string} code @param {string} name */
  async enrol(code, name) {
    const { ground, engine } = await this.#opened()
    await enrol(ground, code, name)
    await engine.run('enrol')
    return this.status()
  }

  // Reports

  /** @param {string} kind @param {Fields} fields */
  async create(kind, fields) {
    const { edits } = await this.#opened()
    return this.#edited(edits.create(kind, fields))
  }

  /** @param {string} id @param {Fields} fields */
  async edit(id, fields) {
    const { edits } = await this.#opened()
    edits.edit(id, fields)
    return this.#edited(id)
  }

  /** @param {string} id @param {Fields} [fields] */
  async submit(id, fields = {}) {
    const { edits } = await this.#opened()
    edits.submit(id, fields)
    return this.#edited(id, 'submit')
  }

  /** @param {string} id */
  async remove(id) {
    const { edits, engine } = await this.#opened()
    edits.remove(id)
    engine.wake('edit')
    this.#announce()
  }

  /** @param {string} id */
  record = async (id) => items.view((await this.#opened()).db, id)
  activeShift = async () => items.activeShift((await this.#opened()).db)
  /** @param {string} shift */
  observations = async (shift) => items.observations((await this.#opened()).db, shift)
  items = async () => items.all((await this.#opened()).db)
  /** @param {string} code */
  findReceipt = async (code) => items.findReceipt((await this.#opened()).db, code)
  catalog = async () => catalog.get((await this.#opened()).db)

  // Premises, and visits with company

  /** @param {import('../types').PremisesQuery} query */
  findPremises = async (query) => premises.find((await this.#opened()).db, query)
  /** @param {string} id */
  premises = async (id) => premises.view((await this.#opened()).db, id)
  /** @param {string} visit */
  invitation = async (visit) => company.invitation((await this.#opened()).db, visit)

  /** @param {import('../types').VisitInvitation} invitation */
  async join(invitation) {
    const { edits } = await this.#opened()
    return this.#edited(company.join(edits, invitation))
  }

  /** @param {string} visit */
  async handOver(visit) {
    const { edits } = await this.#opened()
    edits.handOver(visit)
    return this.#edited(visit, 'submit')
  }

  /** @param {string} visit */
  async protocolPdf(visit) {
    const { db, ground } = await this.#opened()
    const me = identities.current(db)
    if (!me) throw new Problem('not-enrolled')
    return ground.transport.file(`/api/visits/${visit}/protocol.pdf`, 'application/pdf', me.token)
  }

  // Photos

  /** @type {Store['addPhoto']} */
  async addPhoto(record, file, taken) {
    const { db, edits } = await this.#opened()
    const { width, height, ...photo } = await this.#parts.shrink(file, { whole: taken.evidence })
    await this.#parts.room.claim(photo.bytes.length)
    if (!(await db.refill())) throw new Problem('photo-no-room')
    const manifest = { size: photo.bytes.length, type: photo.type, width, height, ...taken }
    edits.addPhoto(record, photo, /** @type {Fields} */ (/** @type {unknown} */ (manifest)))
    return this.#edited(record)
  }

  /** @param {string} record @param {string} sha256 */
  async removePhoto(record, sha256) {
    const { edits } = await this.#opened()
    edits.removePhoto(record, sha256)
    return this.#edited(record)
  }

  /** @param {string} sha256 @param {'thumbnail' | 'full'} size */
  async photo(sha256, size) {
    const found = photos.bytes((await this.#opened()).db, sha256, size)
    return found && new Blob([found.bytes], { type: found.type })
  }

  // Sync

  rescue = async () => rescue((await this.#opened()).ground)
  sync = async () => (await this.#opened()).engine.run('manual')
  /** @param {'online' | 'focus' | 'visible'} trigger */
  wake = async (trigger) => (await this.#opened()).engine.wake(trigger)

  // The screen to return to

  screen = async () => meta.get((await this.#opened()).db, 'screen')
  /** @param {string} route */
  async rememberScreen(route) {
    const { db } = await this.#opened()
    db.write(() => meta.set(db, 'screen', route))
  }

  // Inside

  #opened() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null
      throw error
    })
    return this.#opening
  }

  /** @returns {Promise<Open>} */
  async #open() {
    const { openDatabase, transport, uploader, device, app, timer, room } = this.#parts
    void room.refresh(device.now())
    const db = await openDatabase()
    const ground = { db, transport, uploader, device, app, onChange: () => this.#announce() }
    const engine = new Engine(ground, timer, (outcome) => {
      if (!this.#closed) void db.refill()
      this.tell({ type: 'outcome', outcome })
    })
    return { db, ground, engine, edits: new Edits(db, device) }
  }

  /** @param {string} id @param {'edit' | 'submit'} [trigger] */
  async #edited(id, trigger = 'edit') {
    const { db, engine } = await this.#opened()
    const view = items.view(db, id)
    engine.wake(trigger)
    this.#announce()
    return /** @type {import('../types').RecordView} */ (view)
  }

  /** @param {Database} db */
  #mindClock(db) {
    const offset = meta.get(db, 'offset')
    const corrected = this.#watch.corrected(offset)
    if (corrected !== offset) db.write(() => meta.set(db, 'offset', corrected))
  }

  /** Tells the page that something has changed, once for all that changes together. */
  #announce() {
    if (this.#announced) return
    this.#announced = true
    this.#parts.timer.set(async () => {
      this.#announced = false
      if (this.#closed) return
      this.tell({ type: 'changed' })
      this.tell({ type: 'status', status: await this.status() })
    }, GATHER)
  }
}
