// A hybrid logical clock written as a sortable string; docs/protocol.md, "Clock". The twin of fieldapp/domain/clock.py.

const FORM = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{16}$/
const FIRST_MOMENT = Date.UTC(2000, 0, 1)
const LAST_MOMENT = Date.UTC(2100, 0, 1) - 1
const LAST_COUNT = 0xffff

export const NOTHING_SEEN = ''
/** Before all that devices give. */
export const EARLIEST = `2000-01-01T00:00:00.000Z-0000-${'0'.repeat(16)}`

/** The node part for a device's UUID. @param {string} device */
export const nodeOf = (device) => device.replaceAll('-', '').toLowerCase().slice(-16)

/** Whether it is well formed and names a moment that exists. @param {unknown} clock */
export function isClock(clock) {
  if (typeof clock !== 'string' || !FORM.test(clock)) return false
  const moment = Date.parse(clock.slice(0, 24))
  return !Number.isNaN(moment) && new Date(moment).toISOString() === clock.slice(0, 24)
}

/** One node's clock. It reads no time of its own: `now` (ms since 1970, UTC) is handed to every tick. */
export class Clock {
  /** @param {string} node @param {string} [last] */
  constructor(node, last = NOTHING_SEEN) {
    this.node = node
    this.last = last
  }

  /**
   * A clock later than every one given or observed before. A phone that has lost its time altogether still
   * makes clocks that are accepted.
   * @param {number} now
   */
  tick(now) {
    const wall = new Date(Math.min(Math.max(now, FIRST_MOMENT), LAST_MOMENT)).toISOString()
    if (wall > this.last.slice(0, 24)) {
      this.last = `${wall}-0000-${this.node}`
      return this.last
    }
    let moment = this.last.slice(0, 24)
    let count = parseInt(this.last.slice(25, 29), 16) + 1
    if (count > LAST_COUNT) {
      moment = new Date(Date.parse(moment) + 1).toISOString()
      count = 0
    }
    this.last = `${moment}-${count.toString(16).padStart(4, '0')}-${this.node}`
    return this.last
  }

  /** Takes note of a clock that was seen, so that the next tick is later than it. @param {string} clock */
  observe(clock) {
    if (clock > this.last) this.last = clock
  }
}
