// Maps on desk pages: one place (data-lat, data-lon, data-accuracy) or many (data-points, an address of JSON).
import { openMap } from '../map.js'

/** Draws the map that this element asks for. @param {HTMLElement} element */
export async function draw(element) {
  const { lat, lon, accuracy, points, label = 'Karta' } = element.dataset
  const ground = await json('/reports/ground')
  element.textContent = ''
  const map = await openMap(element, ground, { label })
  if (lat && lon) map.showPosition({ lat: Number(lat), lon: Number(lon), accuracy: Number(accuracy) || null })
  if (points) {
    map.showPoints(await json(points))
    map.fit()
  }
}

/** @param {string} address */
async function json(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}
