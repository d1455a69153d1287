// Notices that the device's clock is set right while the app is open, so that the correction of a wrong clock does not outlive it.

/** A clock that is less wrong than this, ms, is not worth the doubt. */
const WRONG = 60_000

export class ClockWatch {
  #device
  /** The clock minus what counts steadily, when last looked at. */
  #apart

  /** @param {Pick<import('../types').Device, 'now' | 'steady'>} device */
  constructor(device) {
    this.#device = device
    this.#apart = device.now() - device.steady()
  }

  /**
   * The offset as it is after what has happened to the clock since this was last asked. A phone that slept looks as if its clock had
   * been put forward, so only a leap that cancels a large offset counts.
   * @param {number | null} offset server time minus device time, ms @returns {number | null}
   */
  corrected(offset) {
    const before = this.#apart
    this.#apart = this.#device.now() - this.#device.steady()
    if (offset === null || Math.abs(offset) < WRONG) return offset
    const left = Math.round(offset - (this.#apart - before))
    return Math.abs(left) < WRONG ? left : offset
  }
}
