// Pure rules of places: which fixes to trust, how to round, measure and read them. Positions are WGS84, lengths metres.

/** @typedef {import('../types').Position} Position */
/** @typedef {{lat: number, lon: number}} Point */
/** @typedef {{lat: number, lon: number, accuracy: number, at: number}} Fix  `at` is ms since 1970, UTC */

export const FRESH_MS = 60_000
const METRES_PER_DEGREE = 111_320
const EARTH_RADIUS = 6_371_008.8
const WALKING_SPEED = 1.4

/** A fix as the device gave it, or null when it cannot be true: 0/0, out of range, without accuracy, stale.
 * @param {{coords: {latitude: number, longitude: number, accuracy: number}, timestamp: number}} found
 * @param {number} now @returns {Fix | null} */
export function fixOf({ coords, timestamp }, now) {
  const fix = { lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy, at: timestamp }
  return isPlace(fix) && fix.accuracy > 0 && now - timestamp <= FRESH_MS ? fix : null
}

/** The fix to trust most, or null: the most accurate one, where a walker may have moved on since an older one.
 * @param {Fix[]} fixes @param {number} now @returns {Fix | null} */
export function best(fixes, now) {
  const doubt = (/** @type {Fix} */ fix) => fix.accuracy + (WALKING_SPEED * Math.max(0, now - fix.at)) / 1000
  const fresh = fixes.filter((fix) => now - fix.at <= FRESH_MS)
  return fresh.reduce((found, fix) => (found && doubt(found) <= doubt(fix) ? found : fix), /** @type {Fix | null} */ (null))
}

/** @param {Fix} fix @returns {Position} */
export const positionOf = ({ lat, lon, accuracy }) => ({
  lat: decimals(lat),
  lon: decimals(lon),
  accuracy: Math.max(1, Math.round(accuracy)),
  source: 'gps',
})

/** The middle of the square of a fixed grid, `metres` wide, that holds the place. What is stored tells no more.
 * @param {Position} position @param {number} metres 0 leaves it as it is @returns {Position} */
export function rounded(position, metres) {
  if (!metres) return position
  const tall = metres / METRES_PER_DEGREE
  const lat = middle(position.lat, tall)
  const wide = tall / Math.cos((lat * Math.PI) / 180)
  return { ...position, lat: decimals(lat), lon: decimals(middle(position.lon, wide)), accuracy: Math.max(metres, position.accuracy ?? 0) }
}

/** Metres along the surface. @param {Point} one @param {Point} other */
export function distance(one, other) {
  const [lat1, lat2] = [radians(one.lat), radians(other.lat)]
  const chord = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(other.lon - one.lon) / 2) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** These places, the nearest first; as they came when nobody knows where we are.
 * @template {Point} P @param {P[]} places @param {Point | null} here @returns {P[]} */
export const nearestFirst = (places, here) =>
  here ? [...places].sort((one, other) => distance(here, one) - distance(here, other)) : [...places]

/** Coordinates as people write them: `55.793, 13.112`, `55,793 13,112`, `55.793 N 13.112 Ö`. Null for anything else.
 * @param {string} text @returns {Point | null} */
export function parseCoordinates(text) {
  const found = /^\s*(\d{1,2}[.,]\d+)\s*°?\s*N?\s*[,; ]\s*(\d{1,3}[.,]\d+)\s*°?\s*[EÖ]?\s*$/iu.exec(text)
  if (!found) return null
  const [lat, lon] = [found[1], found[2]].map((part) => Number(part.replace(',', '.')))
  return isPlace({ lat, lon }) ? { lat, lon } : null
}

/** Whether a place can be one: within the globe and not the 0/0 of a device that does not know. @param {Point} point */
export const isPlace = ({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)

/** @param {number} value @param {number} step */
const middle = (value, step) => (Math.floor(value / step) + 0.5) * step
/** Five decimals are about a metre. @param {number} value */
const decimals = (value) => Math.round(value * 1e5) / 1e5
/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180
