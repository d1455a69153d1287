// Times, places, sizes and states in words.
import { clockOf, dayOf, daysAgo, minutesBetween } from '../domain/times.js'
import { distance } from '../domain/places.js'
import { count, t } from './texts.js'
import * as here from './here.js'

/** @typedef {import('../types').Position} Position */
/** @typedef {import('../types').CatalogArea} CatalogArea */

const NEAR = 600
const MEGABYTE = 1_000_000

/** `21:07` for today, `i går 23:41`, `lör 14 nov 23:41`. @param {string | number} moment ISO text or ms @param {number} [now] @param {string} [zone] */
export function when(moment, now = here.now(), zone = here.zone()) {
  const ms = typeof moment === 'number' ? moment : Date.parse(moment)
  const clock = clockOf(ms, zone)
  const days = daysAgo(ms, now, zone)
  if (days === 0) return clock
  if (days === 1) return t('i går {clock}', { clock })
  return `${dayWords(ms, zone)} ${clock}`
}

/** `lör 14 nov`. @param {number} ms @param {string} zone */
export function dayWords(ms, zone = here.zone()) {
  const noon = new Date(`${dayOf(ms, zone)}T12:00:00Z`)
  return new Intl.DateTimeFormat('sv-SE', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(noon).replaceAll('.', '')
}

/** `11 okt`, with its year when it is another than this. @param {string} date `2026-10-11` @param {string} [today] */
export function dateWords(date, today = here.today()) {
  const year = date.slice(0, 4) === today.slice(0, 4) ? {} : /** @type {const} */ ({ year: 'numeric' })
  return new Intl.DateTimeFormat('sv-SE', { day: 'numeric', month: 'short', timeZone: 'UTC', ...year }).format(new Date(`${date}T12:00:00Z`)).replaceAll('.', '')
}

/** `11 oktober 2026`, as on paper. @param {string} date `2026-10-11` */
export const longDate = (date) => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`))

/** `20 november 2026 kl. 21:07`, as on paper. @param {number} ms @param {string} [zone] */
export const momentWords = (ms, zone = here.zone()) => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(ms)

/** From one moment to another, with the day once where it is the same. @param {number} from @param {number} to @param {string} [zone] */
export const spanWords = (from, to, zone = here.zone()) => `${momentWords(from, zone)} – ${dayOf(from, zone) === dayOf(to, zone) ? clockOf(to, zone) : momentWords(to, zone)}`

/** How long something took or has waited: `4 min`, `1 h 12 min`, `2 dygn`. @param {string | number} from @param {number} [now] */
export function duration(from, now = here.now()) {
  const minutes = minutesBetween(typeof from === 'number' ? from : Date.parse(from), now)
  if (minutes < 60) return t('{n} min', { n: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('{hours} h {minutes} min', { hours, minutes: minutes % 60 })
  return t('{n} dygn', { n: Math.floor(hours / 24) })
}

/** How exact a position is. @param {number | null} accuracy metres */
export function accuracyWords(accuracy) {
  if (accuracy === null) return ''
  if (accuracy <= 15) return t('± {n} m, säker', { n: accuracy })
  if (accuracy <= 60) return t('± {n} m, ganska säker', { n: accuracy })
  return t('± {n} m, ungefärlig', { n: accuracy })
}

/** How far away something is. @param {number} metres */
export function distanceWords(metres) {
  if (metres < 50) return t('här')
  if (metres < 1000) return t('{n} m', { n: Math.round(metres / 50) * 50 })
  return t('{n} km', { n: (metres / 1000).toFixed(1).replace('.', ',') })
}

/** Where something is, for a person: its name, the area near it, or its coordinates.
 * @param {Position | null} position @param {string | null} name @param {CatalogArea[]} areas */
export function placeWords(position, name, areas) {
  if (name) return name
  if (!position) return t('Ingen plats')
  const near = nearest(position, areas)
  if (near && distance(near, position) <= NEAR) return t('Nära {name}', { name: near.name })
  return `${position.lat.toFixed(4)}, ${position.lon.toFixed(4)}`
}

/** @param {Position} position @param {CatalogArea[]} areas @returns {CatalogArea | null} */
const nearest = (position, areas) =>
  areas.reduce((found, area) => (found && distance(found, position) <= distance(area, position) ? found : area), /** @type {CatalogArea | null} */ (null))

/** @param {number} bytes */
export function sizeWords(bytes) {
  if (bytes < MEGABYTE) return t('{n} kB', { n: Math.ceil(bytes / 1000) })
  if (bytes < 1000 * MEGABYTE) return t('{n} MB', { n: Math.round(bytes / MEGABYTE) })
  return t('{n} GB', { n: (bytes / MEGABYTE / 1000).toFixed(1).replace('.', ',') })
}

/** @param {number} n */
export const itemsWaiting = (n) => count(n, '1 väntar', '{n} väntar')
