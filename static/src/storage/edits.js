// What a person does to a record. Every edit is one committed transaction: the record's new state, its change, its photo, the clock.
import { canonical, isDeleted } from '../domain/changes.js'
import { Clock, EARLIEST, nodeOf } from '../domain/clock.js'
import { uuid7 } from '../domain/ids.js'
import { Problem } from '../domain/problems.js'
import { colleaguesOf, isReport } from '../domain/reports.js'
import { timeOf } from '../domain/times.js'
import * as changes from './changes.js'
import * as identities from './identities.js'
import * as meta from './meta.js'
import * as photos from './photos.js'
import * as records from './records.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Device} Device */
/** @typedef {import('../types').Fields} Fields */

export class Edits {
  /** @param {Database} db @param {Device} device */
  constructor(db, device) {
    this.db = db
    this.device = device
  }

  /** @param {string} kind @param {Fields} fields @returns {string} the new record's id */
  create(kind, fields) {
    const record = this.#id()
    return this.db.write(() => {
      const { person } = this.#identity()
      /** @type {Fields} */
      const own = { authority: person.authority }
      if (isReport(kind)) own.reporter = person.id
      this.#write(record, kind, { ...own, ...fields })
      return record
    })
  }

  /**
   * A record that another phone has made, and that is not here yet. Whose it is, is known to this phone and not its to tell: that part
   * of the record is never sent.
   * @param {string} kind @param {string} record @param {Fields} whose @param {Fields} fields
   */
  createOf(kind, record, whose, fields) {
    this.db.write(() => this.#write(record, kind, fields, { parts: [{ at: EARLIEST, seen: '', fields: whose }], fields: whose }))
  }

  /** Fields that already have the value are left alone. @param {string} id @param {Fields} fields */
  edit(id, fields) {
    this.db.write(() => this.#edit(id, fields))
  }

  /** Marks the record as ready to be sent; after a return, as its next version. Problem visit-not-yours. @param {string} id @param {Fields} fields */
  submit(id, fields) {
    this.db.write(() => {
      const { kind, fields: current, state, author } = this.#record(id)
      if (kind === 'visit' && author !== this.#identity().person.id) throw new Problem('visit-not-yours')
      const isNext = !current.submitted_at || state === 'returned'
      const version = Number(current.version ?? 0) + 1
      this.#edit(id, isNext ? { ...fields, submitted_at: this.#time(), version } : fields, true)
    })
  }

  /** The second inspector of a visit lets go of their part: what this phone has of it may be sent from now on. Problem visit-is-yours. @param {string} id */
  handOver(id) {
    this.db.write(() => {
      const { person } = this.#identity()
      const { fields } = this.#record(id)
      if (!colleaguesOf(fields).includes(person.id)) throw new Problem('visit-is-yours')
      if (!fields[`handed_over/${person.id}`]) this.#edit(id, { [`handed_over/${person.id}`]: this.#time() })
    })
  }

  /**
   * A record that never left the phone is gone at once; another by a change. What a colleague has of it is not one's own to remove:
   * problems visit-not-yours, visit-has-company.
   * @param {string} id
   */
  remove(id) {
    this.db.write(() => {
      const { draft, kind, author } = this.#record(id)
      if (kind === 'visit' && draft && author === this.#identity().person.id && records.isPulled(this.db, id)) throw new Problem('visit-has-company')
      if (kind === 'visit' && !draft && author !== this.#identity().person.id) throw new Problem('visit-not-yours')
      if (!draft && changes.isOffered(this.db, id)) return this.#edit(id, { deleted: true })
      changes.forgetAllOf(this.db, id)
      photos.forgetAllOf(this.db, id)
      records.forget(this.db, id)
    })
  }

  /** Photos stop before text does. Problem photo-no-room. @param {string} id @param {photos.NewPhoto} photo @param {Fields} manifest */
  addPhoto(id, photo, manifest) {
    const work = () => {
      this.#edit(id, { [`photos/${photo.sha256}`]: manifest })
      photos.add(this.db, id, photo, this.#now())
    }
    try {
      this.db.write(work, { leaveReserve: true })
    } catch (error) {
      throw error instanceof Problem && error.name === 'storage-full' ? new Problem('photo-no-room', { cause: error }) : error
    }
  }

  /** @param {string} id @param {string} sha256 */
  removePhoto(id, sha256) {
    this.db.write(() => {
      this.#edit(id, { [`photos/${sha256}`]: null })
      photos.remove(this.db, id, sha256)
    })
  }

  // Inside a transaction

  /** @param {string} id @param {Fields} fields @param {boolean} [again] whether to write anew what was set aside, even if nothing differs */
  #edit(id, fields, again = false) {
    const record = this.#record(id)
    const differ = Object.entries(fields).filter(([name, value]) => canonical(value) !== canonical(record.fields[name] ?? null))
    if (!differ.length && !(again && changes.isSetAside(this.db, id))) return
    this.#write(id, record.kind, Object.fromEntries(differ), record)
  }

  /** @param {string} id @param {string} kind @param {Fields} fields @param {{parts: import('../types').Part[], fields: Fields}} [before] */
  #write(id, kind, fields, before = { parts: [], fields: {} }) {
    const identity = this.#identity()
    const [now, at] = [this.#now(), this.#tick(identity.device)]
    const { parts, fields: current } = before
    const newId = () => this.#id()
    const after = changes.write(this.db, { newId, record: id, kind, identity, at, parts, current, fields, now })
    records.put(this.db, { id, kind, parts: after, savedAt: now })
    meta.setAll(this.db, { clock: at, savedAt: now })
  }

  /** The next clock, which is to be stored with what it stamps. @param {string} device */
  #tick(device) {
    const { clock = '', offset } = meta.getAll(this.db, ['clock', 'offset'])
    return new Clock(nodeOf(device), clock).tick(this.device.now() + (offset ?? 0))
  }

  /** @param {string} id */
  #record(id) {
    const record = records.get(this.db, id)
    if (!record || isDeleted(record.parts)) throw new Problem('record-unknown')
    return record
  }

  #identity() {
    const identity = identities.current(this.db)
    if (!identity) throw new Problem('not-enrolled')
    return identity
  }

  #id() {
    return uuid7(this.device.now(), this.device.random(10))
  }

  #now() {
    return new Date(this.device.now()).toISOString()
  }

  /** @returns {Fields} */
  #time() {
    return { ...timeOf(this.device.now(), meta.get(this.db, 'offset'), this.device.zone()) }
  }
}
