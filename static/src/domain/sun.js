// When it is dark outside: the sun's height after NOAA's low-accuracy formulas, good to a few minutes.

const DAY_MS = 86_400_000
const J2000_MS = Date.UTC(2000, 0, 1, 12)
const HORIZON = -0.833

/** The sun's height above the horizon in degrees. @param {number} now ms since 1970, UTC @param {{lat: number, lon: number}} place */
export function sunHeight(now, { lat, lon }) {
  const days = (now - J2000_MS) / DAY_MS
  const anomaly = radians(357.529 + 0.98560028 * days)
  const mean = 280.459 + 0.98564736 * days
  const longitude = radians(mean + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly))
  const tilt = radians(23.439 - 0.00000036 * days)
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(longitude), Math.cos(longitude))
  const declination = Math.asin(Math.sin(tilt) * Math.sin(longitude))
  const sidereal = radians((18.697374558 + 24.06570982441908 * days) * 15 + lon)
  const hour = sidereal - ascension
  const sine = Math.sin(radians(lat)) * Math.sin(declination) + Math.cos(radians(lat)) * Math.cos(declination) * Math.cos(hour)
  return (Math.asin(sine) * 180) / Math.PI
}

/** Whether the sun is down. @param {number} now @param {{lat: number, lon: number}} place */
export const isDark = (now, place) => sunHeight(now, place) < HORIZON

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180
