// Which screen an address has. Those of supervision are fetched when the first of them is looked at: a walker never needs them.
import { match } from '../shell/router.js'
import { notFetched } from './blocked.js'
import { SCREENS } from './screens.js'

/** @typedef {import('./screen').Screen} Screen */
/** @typedef {{screen: Screen, params: Record<string, string>, route: string}} Found */

export class Addresses {
  /** @type {Promise<[string, Screen][]> | null} */
  #supervision = null

  /** @param {() => Promise<typeof import('./supervision.js')>} load */
  constructor(load) {
    this.load = load
  }

  /** Fetches the screens of supervision, so that nobody waits for them later. A failure is told when one is looked at. */
  warm() {
    this.#fetched().catch(() => {})
  }

  /** @param {string} hash @returns {Promise<Found | null>} null for an address that leads nowhere */
  async find(hash) {
    const found = match(SCREENS, hash)
    if (found) return found
    try {
      return match(await this.#fetched(), hash)
    } catch {
      return { screen: notFetched, params: {}, route: hash.replace(/^#/, '') }
    }
  }

  #fetched() {
    this.#supervision ??= this.load().then(({ SUPERVISION }) => SUPERVISION)
    this.#supervision.catch(() => (this.#supervision = null))
    return this.#supervision
  }
}
