// Autosave is the draft: a tap is committed at once, text within 300 ms of its keystroke however long the typing goes on, and on blur
// and pagehide.
import * as here from './here.js'

/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {import('../types').Store} Store */

/** Most of the 300 is left to the commit itself: a phone may be slow, and busy with something else. */
export const GATHER_MS = 100

/** Dispatches `change` when what it holds, or whether that is saved, has changed. */
export class Draft extends EventTarget {
  /** @type {Fields} fields that the store has not promised yet */
  #pending = {}
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  /** @type {unknown} the problem of the last commit, null when it was kept */
  problem = null
  /** @type {number | null} when the store last promised, ms */
  savedAt = null

  /** @param {Pick<Store, 'edit'>} store @param {RecordView} record */
  constructor(store, record) {
    super()
    this.store = store
    this.record = record
  }

  /** What the person sees: what is typed, else what is stored. @returns {Fields} */
  get fields() {
    return { ...this.record.fields, ...this.#pending }
  }

  get saving() {
    return Object.keys(this.#pending).length > 0
  }

  /** The store's record, unless an edit that it does not hold yet is under way. @param {RecordView} record */
  renew(record) {
    if (!this.saving) this.record = record
    return this
  }

  /** Text under way, by itself or as a member. @param {string} name @param {Value} value */
  type(name, value) {
    this.#hold({ [name]: value })
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  /** A choice: committed at once. @param {Fields} fields @returns {Promise<boolean>} whether it is stored */
  set(fields) {
    this.#hold(fields)
    return this.flush()
  }

  /** Commits what is held. A failure keeps it, and the next keystroke or flush tries again. @returns {Promise<boolean>} */
  async flush() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const sent = this.#pending
    if (!Object.keys(sent).length) return true
    try {
      this.record = await this.store.edit(this.record.id, sent)
      this.#settle(sent)
      return true
    } catch (problem) {
      this.problem = problem
      return false
    } finally {
      this.dispatchEvent(new Event('change'))
    }
  }

  /** @param {Fields} fields */
  #hold(fields) {
    this.#pending = { ...this.#pending, ...fields }
    this.dispatchEvent(new Event('change'))
  }

  /** Lets go of what was stored, but not of what was typed meanwhile. @param {Fields} sent */
  #settle(sent) {
    this.#pending = Object.fromEntries(Object.entries(this.#pending).filter(([name, value]) => sent[name] !== value))
    this.problem = null
    this.savedAt = here.now()
  }
}
