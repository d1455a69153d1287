// One place with its circle of accuracy. It can be moved by dragging, with the arrow keys, or with a tap on the map.
import * as leaflet from 'leaflet'

/** @typedef {import('../map.js').Place} Place */
/** @typedef {import('../map.js').Point} Point */

const STEP = 12
/** @type {Record<string, [number, number]>} Pixels to the right and down. */
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }

/** @param {leaflet.Map} map @param {leaflet.FeatureGroup} group @param {Place} place @param {((point: Point) => void)} [onMove] */
export function drawPosition(map, group, place, onMove) {
  group.clearLayers()
  map.off('click')
  const at = leaflet.latLng(place.lat, place.lon)
  const circle = { className: 'map-accuracy', radius: place.accuracy ?? 0, weight: 1.5, interactive: false }
  if (place.accuracy) leaflet.circle(at, circle).addTo(group)
  const pin = leaflet.marker(at, { icon: icon(), draggable: Boolean(onMove), keyboard: Boolean(onMove), interactive: Boolean(onMove), title: '', alt: 'Platsen' })
  pin.addTo(group)
  if (onMove) letMove(map, pin, onMove)
}

/** @param {leaflet.Map} map @param {leaflet.Marker} pin @param {(point: Point) => void} onMove */
function letMove(map, pin, onMove) {
  const tell = () => onMove({ lat: pin.getLatLng().lat, lon: pin.getLatLng().lng })
  pin.on('dragend', tell)
  map.on('click', (event) => {
    pin.setLatLng(event.latlng)
    tell()
  })
  pin.getElement()?.setAttribute('aria-label', 'Platsen. Flytta med piltangenterna.')
  pin.getElement()?.addEventListener('keydown', (event) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    pin.setLatLng(map.containerPointToLatLng(map.latLngToContainerPoint(pin.getLatLng()).add(step)))
    map.panInside(pin.getLatLng(), { padding: [40, 40] })
    tell()
  })
}

/** A target of 48 px around a smaller picture; its middle is the place. */
const icon = () => leaflet.divIcon({ className: 'map-pin', iconSize: [48, 48], iconAnchor: [24, 24] })
