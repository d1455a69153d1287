// Notices that the device's clock is set right while the app is open, so that the correction of a wrong clock does not outlive it.

/** A clock that is less wrong than this, ms, is not worth the doubt. */
const WRONG = 60_000

export class ClockWatch {
  #device
  /** @type {number | null} */
  #offset = null
  /** The clock minus what counts steadily, when the offset was learned. */
  #apart = 0

  /** @param {Pick<import('../types').Device, 'now' | 'steady'>} device */
  constructor(device) {
    this.#device = device
  }

  /**
   * The offset as it is after what has happened to the clock. To a phone that slept all looks as if its clock had been put forward, so
   * only what cancels a large offset counts.
   * @param {number | null} offset server time minus device time, ms @returns {number | null}
   */
  corrected(offset) {
    const apart = this.#device.now() - this.#device.steady()
    if (offset === null || offset !== this.#offset) return this.#learn(offset, apart)
    const left = Math.round(offset - (apart - this.#apart))
    return Math.abs(offset) > WRONG && Math.abs(left) < WRONG ? this.#learn(left, apart) : offset
  }

  /** @param {number | null} offset @param {number} apart */
  #learn(offset, apart) {
    this.#offset = offset
    this.#apart = apart
    return offset
  }
}
