// The best fix so far. Nobody waits for it: it is asked when something is recorded and may answer null.
import { best, fixOf } from '../domain/places.js'
import * as here from './here.js'

/** @typedef {import('../domain/places.js').Fix} Fix */

export const SEARCH_MS = 20_000
const PERMISSION_DENIED = 1

/** Dispatches `fix` when a fix came and `state` when the search began or ended. */
export class Locator extends EventTarget {
  /** @type {Fix[]} */
  #fixes = []
  /** @type {number | null} */
  #watch = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  denied = false

  /** @param {Geolocation | undefined} geolocation */
  constructor(geolocation = navigator.geolocation) {
    super()
    this.geolocation = geolocation
  }

  get searching() {
    return this.#watch !== null
  }

  /** @returns {Fix | null} */
  best() {
    return best(this.#fixes, here.now())
  }

  /** Looks for some 20 s more. The receiver is off between searches: a battery has to last the night. */
  search() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.stop(), SEARCH_MS)
    if (!this.geolocation || this.#watch !== null) return
    const how = { enableHighAccuracy: true, maximumAge: 10_000, timeout: SEARCH_MS }
    this.#watch = this.geolocation.watchPosition((found) => this.#take(found), (error) => this.#fail(error), how)
    this.dispatchEvent(new Event('state'))
  }

  stop() {
    clearTimeout(this.#timer)
    if (this.#watch === null) return
    this.geolocation?.clearWatch(this.#watch)
    this.#watch = null
    this.dispatchEvent(new Event('state'))
  }

  /** The next fix, or null when the search ends without one. @returns {Promise<Fix | null>} */
  next() {
    this.search()
    return new Promise((resolve) => {
      const settle = () => {
        if (!this.best() && this.searching) return
        this.removeEventListener('fix', settle)
        this.removeEventListener('state', settle)
        resolve(this.best())
      }
      this.addEventListener('fix', settle)
      this.addEventListener('state', settle)
      settle()
    })
  }

  /** @param {GeolocationPosition} found */
  #take(found) {
    this.denied = false
    const fix = fixOf(found, here.now())
    if (!fix) return
    this.#fixes = [...this.#fixes.slice(-20), fix]
    this.dispatchEvent(new Event('fix'))
  }

  /** @param {GeolocationPositionError} error */
  #fail({ code }) {
    this.denied = code === PERMISSION_DENIED
    if (this.denied) this.stop()
  }
}
