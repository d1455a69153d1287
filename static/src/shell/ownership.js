// One tab owns the store worker, under a Web Lock. Another tab learns that, and can take it over.

const NAME = 'fieldapp-store'
const TIMES = 5
const WAITS = {
  /** A page that was just closed or reloaded holds the lock a little longer. */
  grace: 700,
  /** A tab that is frozen does not hand over; then the lock is taken from it. */
  patience: 1_500,
}

/** @typedef {Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>} Channel */

export class Ownership {
  /** @type {(() => void) | null} */
  #release = null
  #locks
  #channel
  #waits
  /** Called when another tab takes over: must let go of the store. @type {() => Promise<void>} */
  onLost = async () => {}

  /** @param {{locks?: LockManager, channel?: Channel, waits?: typeof WAITS}} [browser] `waits` in ms */
  constructor({ locks = navigator.locks, channel = new BroadcastChannel(NAME), waits = WAITS } = {}) {
    this.#locks = locks
    this.#waits = waits
    this.#channel = channel
    channel.addEventListener('message', () => void this.#handOver())
  }

  get owns() {
    return this.#release !== null
  }

  /** Becomes the owner if no other tab is. However slow the browser answers, it says who has the lock. @returns {Promise<boolean>} */
  async claim() {
    for (let asked = 0; asked < TIMES; asked += 1) {
      if (await this.#request({ ifAvailable: true })) return true
      await new Promise((resolve) => setTimeout(resolve, this.#waits.grace / TIMES))
    }
    return false
  }

  /** Becomes the owner, whoever is. @returns {Promise<void>} */
  async takeOver() {
    this.#channel.postMessage('hand over')
    if (!(await this.#request({ signal: AbortSignal.timeout(this.#waits.patience) }))) await this.#request({ steal: true })
  }

  /** @param {LockOptions} options @returns {Promise<boolean>} whether the lock was given; it is held until it is released or stolen */
  #request(options) {
    return new Promise((resolve) => {
      const held = this.#locks.request(NAME, options, (lock) => {
        resolve(lock !== null)
        return lock && new Promise((release) => (this.#release = () => release(undefined)))
      })
      held.catch(() => {
        resolve(false)
        if (this.#release) void this.#lose()
      })
    })
  }

  async #handOver() {
    if (!this.#release) return
    const release = this.#release
    await this.#lose()
    release()
  }

  async #lose() {
    this.#release = null
    await this.onLost()
  }
}
