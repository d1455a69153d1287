// What lies under everything: tiles if the settings name them, the municipality's border, its areas, a scale.
import * as leaflet from 'leaflet'

/** @typedef {import('../map.js').Ground} Ground */

const NAMES_FROM_ZOOM = 13

/** Draws the ground and returns what it covers. @param {leaflet.Map} map @param {Ground} ground @returns {leaflet.LatLngBounds} */
export function drawGround(map, { municipality, areas, map: { tiles, attribution } }) {
  const { lat, lon, zoom } = municipality.centre
  map.setView([lat, lon], zoom)
  leaflet.control.zoom({ zoomInTitle: 'Närmare', zoomOutTitle: 'Längre bort' }).addTo(map)
  leaflet.control.scale({ imperial: false }).addTo(map)
  map.attributionControl.setPrefix(false)
  if (tiles) drawTiles(map, tiles, attribution)
  const border = municipality.border ? drawBorder(map, municipality.border) : null
  for (const area of areas) drawArea(map, area)
  map.on('zoomend', () => map.getContainer().classList.toggle('is-near', map.getZoom() >= NAMES_FROM_ZOOM))
  return border?.isValid() ? border : leaflet.latLng(lat, lon).toBounds(10_000)
}

/** @param {leaflet.Map} map @param {string} tiles @param {string} attribution */
function drawTiles(map, tiles, attribution) {
  const text = document.createElement('span')
  text.textContent = attribution
  leaflet.tileLayer(tiles, { attribution: text.innerHTML, maxZoom: 19 }).addTo(map)
  map.getContainer().classList.add('has-tiles')
}

/** @param {leaflet.Map} map @param {unknown} border GeoJSON */
function drawBorder(map, border) {
  const drawn = leaflet.geoJSON(/** @type {any} */ (border), {
    interactive: false,
    style: { className: 'map-border', weight: 1.5, fillOpacity: 1 },
  })
  return drawn.addTo(map).getBounds()
}

/** @param {leaflet.Map} map @param {Ground['areas'][number]} area */
function drawArea(map, area) {
  const ring = area.outline.map(([lon, lat]) => leaflet.latLng(lat, lon))
  leaflet
    .polygon(ring, { className: 'map-area', weight: 1, interactive: false })
    .bindTooltip(area.name, { permanent: true, direction: 'center', className: 'map-name' })
    .addTo(map)
}
