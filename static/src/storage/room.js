// How much room the browser gives us, and whether it has promised to keep what is there.
import { Problem } from '../domain/problems.js'

/** Left for text when a photo is refused. */
const FOR_TEXT = 10_000_000
/** How long an estimate holds, ms. */
const FRESH = 30_000

export class Room {
  #storage
  #asked = -Infinity
  /** @type {Promise<void> | null} */
  #asking = null
  persisted = false
  /** @type {number | null} */
  freeBytes = null

  /** @param {Pick<StorageManager, 'estimate' | 'persisted'>} storage */
  constructor(storage) {
    this.#storage = storage
  }

  /** Asks the browser, unless it has just been asked. @param {number} now ms @returns {Promise<void>} */
  refresh(now) {
    if (!this.#asking || now - this.#asked >= FRESH) {
      this.#asked = now
      this.#asking = this.#ask()
    }
    return this.#asking
  }

  async #ask() {
    const [{ quota, usage }, persisted] = await Promise.all([this.#storage.estimate(), this.#storage.persisted()])
    this.freeBytes = quota === undefined || usage === undefined ? null : Math.max(0, quota - usage)
    this.persisted = persisted
  }

  /** Photos stop before text does. Problem photo-no-room. @param {number} bytes */
  async claim(bytes) {
    const { quota, usage } = await this.#storage.estimate()
    if (quota !== undefined && usage !== undefined && quota - usage < FOR_TEXT + 2 * bytes) throw new Problem('photo-no-room')
  }
}
