// Many points at once, each with its words. Whoever cannot use a map has the list that stands beside it.
import * as leaflet from 'leaflet'

/** @typedef {import('../map.js').LabelledPoint} LabelledPoint */

/** @param {leaflet.FeatureGroup} group @param {LabelledPoint[]} points */
export function drawPoints(group, points) {
  group.clearLayers()
  for (const point of points) {
    const className = `map-point${point.tone ? ` is-${point.tone}` : ''}`
    leaflet
      .circleMarker([point.lat, point.lon], { className, radius: 7, weight: 2, fillOpacity: 0.9 })
      .bindPopup(words(point))
      .addTo(group)
  }
}

/** @param {LabelledPoint} point */
function words({ label, href }) {
  const element = href ? Object.assign(document.createElement('a'), { href }) : document.createElement('span')
  element.textContent = label
  return element
}
