// Moments as docs/protocol.md writes them, "Kinds and their fields": the device's own clock, its zone, and how wrong it is.
// Zones are IANA names, moments ms since 1970.

/** @typedef {import('../types').Time} Time */

/**
 * @param {number} now the device's clock
 * @param {number | null} offset server time minus device time in ms, null when never known
 * @param {string} zone the device's
 * @returns {Time}
 */
export const timeOf = (now, offset, zone) => ({ at: localText(now, zone), offset, zone })

/** True time. @param {Time} time */
export const trueTime = (time) => Date.parse(time.at) + (time.offset ?? 0)

/** `2026-11-20T21:07:30.123+01:00`. @param {number} moment @param {string} zone */
export function localText(moment, zone) {
  const east = minutesEast(moment, zone)
  const wall = new Date(moment + east * 60_000).toISOString().slice(0, -1)
  const minutes = Math.abs(east)
  return `${wall}${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** `21:07`. @param {number} moment @param {string} zone */
export const clockOf = (moment, zone) => localText(moment, zone).slice(11, 16)

/** `2026-11-20`. @param {number} moment @param {string} zone */
export const dayOf = (moment, zone) => localText(moment, zone).slice(0, 10)

/** How many midnights lie between: 0 for today, 1 for yesterday. @param {number} moment @param {number} now @param {string} zone */
export const daysAgo = (moment, now, zone) => (Date.parse(dayOf(now, zone)) - Date.parse(dayOf(moment, zone))) / 86_400_000

/** The moment that a wall clock shows `2026-11-20T21:07` in a zone; null when that is no time. @param {string} wall @param {string} zone */
export function momentOfWall(wall, zone) {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  const guess = asUtc - minutesEast(asUtc, zone) * 60_000
  return asUtc - minutesEast(guess, zone) * 60_000
}

/** Whole minutes from one moment to another, at least 0. @param {number} from @param {number} to */
export const minutesBetween = (from, to) => Math.max(0, Math.floor((to - from) / 60_000))

/** @param {number} moment @param {string} zone */
function minutesEast(moment, zone) {
  const parts = format(zone).formatToParts(moment)
  const part = (/** @type {string} */ type) => Number(parts.find((found) => found.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return Math.round((wall - Math.floor(moment / 1000) * 1000) / 60_000)
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/** Kept, as making one costs a phone a millisecond and a list asks for hundreds. @param {string} zone */
function format(zone) {
  const found = formats.get(zone)
  if (found) return found
  const numbers = /** @type {const} */ ({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numbers })
  formats.set(zone, made)
  return made
}

/** @param {number} value */
const two = (value) => String(value).padStart(2, '0')
