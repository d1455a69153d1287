// What is drawn on the map of reports. Each layer draws what the server counted and gives a line of words for it.
import * as leaflet from 'leaflet'
import { drawPoints } from '../map/points.js'

/** @typedef {[number, number, number, number]} Box South, west, north, east. */
/** @typedef {{map: leaflet.Map, ground: import('../map.js').Ground, mark: (box: Box) => void}} Around */
/** @typedef {{squares: [number, number, number, number, number | null, number][], metres: number, few: string}} Squares */
/** @typedef {{areas: [string, number | null, number][], few: string}} Areas */
/** @typedef {{clusters: [number, number, number, number, number, number, number][], points: import('../map.js').LabelledPoint[]}} Clusters */

const NUMBER = new Intl.NumberFormat('sv-SE')
// What fits into a square; the whole number is in its words.
const SHORT = new Intl.NumberFormat('sv-SE', { notation: 'compact', useGrouping: false })
const LONGEST = 9_999
// How wide a shape must be to hold its number, in pixels.
const ROOM = 32

/** @param {leaflet.FeatureGroup} group @param {Squares} content @param {Around} around */
export function drawSquares(group, { squares, metres, few }, { mark }) {
  for (const [south, west, north, east, reports, band] of squares) {
    const bounds = leaflet.latLngBounds([south, west], [north, east])
    const look = reports === null ? 'is-few' : `is-heat-${band}`
    leaflet
      .rectangle(bounds, { className: `map-square ${look}`, weight: 1, fillOpacity: 1 })
      .bindPopup(() => told(reports === null ? few : inWords(reports), 'Visa rutans rapporter', () => mark([south, west, north, east])))
      .addTo(group)
    if (reports !== null) numberAt(bounds.getCenter(), reports, look).addTo(group)
  }
  return squares.length ? `${squares.length} ${squares.length === 1 ? 'ruta' : 'rutor'} om ${metres} m med rapporter.` : 'Inga rapporter i det som syns.'
}

/** @param {leaflet.FeatureGroup} group @param {Areas} content @param {Around} around */
export function drawAreas(group, { areas, few }, { map, ground }) {
  const counts = new Map(areas.map(([id, reports, band]) => [id, { reports, band }]))
  // A small area may lie inside a large one and is drawn on top of it.
  for (const area of [...ground.areas].sort((one, other) => span(other.outline) - span(one.outline))) {
    const { reports, band } = counts.get(area.id) ?? { reports: 0, band: 0 }
    const look = reports === null ? 'is-few' : `is-heat-${band}`
    const shape = leaflet.polygon(area.outline.map(([lon, lat]) => leaflet.latLng(lat, lon)), { className: `map-square ${look}`, weight: 1, fillOpacity: 1 })
    shape.bindPopup(() => linked(`${area.name}: ${reports === null ? few : inWords(reports)}`, 'Visa områdets rapporter', area.id)).addTo(group)
    if (reports && width(map, shape) > ROOM) numberAt(shape.getBounds().getCenter(), reports, look).addTo(group)
  }
  return `${areas.filter(([, reports]) => reports !== 0).length} områden med rapporter.`
}

/** @param {leaflet.FeatureGroup} group @param {Clusters} content @param {Around} around */
export function drawClusters(group, { clusters, points }, { map }) {
  if (!clusters.length) {
    const own = leaflet.featureGroup().addTo(group)
    drawPoints(own, points)
    return points.length ? `${inWords(points.length)} som punkter.` : 'Inga rapporter i det som syns.'
  }
  for (const [lat, lon, reports, south, west, north, east] of clusters) {
    const size = Math.min(4, String(reports).length)
    const icon = leaflet.divIcon({ className: `map-cluster is-size-${size}`, html: text(reports > LONGEST ? SHORT.format(reports) : NUMBER.format(reports)), iconSize: undefined })
    const marker = leaflet.marker([lat, lon], { icon, alt: '' })
    marker.on('click', () => map.fitBounds(leaflet.latLngBounds([south, west], [north, east])))
    marker.addTo(group)
    marker.getElement()?.setAttribute('aria-label', `${inWords(reports)}, gå närmare`)
  }
  return `${clusters.length} grupper. Gå närmare för att se punkter.`
}

/** @param {leaflet.LatLng} at @param {number} reports @param {string} look */
function numberAt(at, reports, look) {
  const icon = leaflet.divIcon({ className: `map-number ${look}`, html: text(reports > LONGEST ? SHORT.format(reports) : String(reports)), iconSize: [0, 0] })
  return leaflet.marker(at, { icon, interactive: false, keyboard: false })
}

/** @param {string} words @param {string} action @param {() => void} act */
function told(words, action, act) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: action })
  button.addEventListener('click', act)
  return paragraph(words, button)
}

/** The list of an area, under the filters that the page has now. @param {string} words @param {string} action @param {string} area */
function linked(words, action, area) {
  const query = new URLSearchParams(location.search)
  query.delete('as')
  query.set('area', area)
  return paragraph(words, Object.assign(document.createElement('a'), { href: `/reports?${query}`, textContent: action }))
}

/** @param {string} words @param {HTMLElement} after */
function paragraph(words, after) {
  const element = document.createElement('div')
  element.append(Object.assign(document.createElement('p'), { textContent: words }), after)
  return element
}

/** @param {string} words */
const text = (words) => Object.assign(document.createElement('span'), { textContent: words })

/** @param {number} reports */
const inWords = (reports) => `${NUMBER.format(reports)} ${reports === 1 ? 'rapport' : 'rapporter'}`

/** In pixels, as the map is now. @param {leaflet.Map} map @param {leaflet.Polygon} shape */
function width(map, shape) {
  const bounds = shape.getBounds()
  return map.latLngToContainerPoint(bounds.getNorthEast()).x - map.latLngToContainerPoint(bounds.getSouthWest()).x
}

/** @param {[number, number][]} outline */
const span = (outline) => Math.max(...outline.map(([, lat]) => lat)) - Math.min(...outline.map(([, lat]) => lat))
