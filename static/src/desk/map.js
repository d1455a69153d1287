// Maps on desk pages: one place (data-lat, data-lon, data-accuracy), many (data-points, an address of JSON), or one to
// point out (data-sets, the ids of the two fields that take its degrees).
import { openMap } from '../map.js'

/** Draws the map that this element asks for. @param {HTMLElement} element */
export async function draw(element) {
  const { lat, lon, accuracy, points, sets, label = 'Karta' } = element.dataset
  const ground = await json('/reports/ground')
  element.textContent = ''
  const map = await openMap(element, ground, { label })
  if (lat && lon) map.showPosition({ lat: Number(lat), lon: Number(lon), accuracy: Number(accuracy) || null })
  if (sets) letPointOut(map, sets.split(' '), ground.municipality.centre)
  if (points) {
    map.showPoints(await json(points))
    map.fit()
  }
}

/** The fields and the map say the same, whichever is changed.
 * @param {import('../map.js').OpenMap} map @param {string[]} ids @param {{lat: number, lon: number}} centre */
function letPointOut(map, ids, centre) {
  const [lat, lon] = ids.map((id) => /** @type {HTMLInputElement} */ (document.getElementById(id)))
  const degrees = () => [lat, lon].map((field) => Number(field.value.replace(',', '.')))
  const onMove = (/** @type {{lat: number, lon: number}} */ point) => {
    lat.value = point.lat.toFixed(5).replace('.', ',')
    lon.value = point.lon.toFixed(5).replace('.', ',')
  }
  const show = () => {
    const isKnown = Boolean(lat.value && lon.value)
    const [north, east] = isKnown ? degrees() : [centre.lat, centre.lon]
    if (Number.isFinite(north) && Number.isFinite(east)) {
      map.showPosition({ lat: north, lon: east, accuracy: null }, { onMove, keepView: !isKnown })
    }
  }
  for (const field of [lat, lon]) field.addEventListener('change', show)
  show()
}

/** @param {string} address */
async function json(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}
