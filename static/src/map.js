// A map of the municipality drawn from our own data; asks no other host for anything unless the settings name one.
import * as leaflet from 'leaflet'
import { drawGround } from './map/ground.js'
import { drawPoints } from './map/points.js'
import { drawPosition } from './map/position.js'
import { ensureStyle } from './map/style.js'

/** @typedef {import('./types').Catalog} Catalog */
/** @typedef {Pick<Catalog, 'municipality' | 'areas' | 'map'>} Ground */
/** @typedef {{lat: number, lon: number}} Point */
/** @typedef {Point & {label: string, href?: string, tone?: 'new' | 'warn' | 'calm' | 'soft'}} LabelledPoint */
/** @typedef {Point & {accuracy: number | null}} Place */
/**
 * @typedef {object} OpenMap
 * @property {(points: LabelledPoint[]) => void} showPoints Draws these points instead of those before; a point with `href` links there.
 * @property {(place: Place, options?: {onMove?: (point: Point) => void, keepView?: boolean}) => void} showPosition
 *   Draws one place with its circle of accuracy instead of the one before, and goes there unless `keepView`. With `onMove`
 *   it can be dragged, pushed with the arrow keys, or put down with a tap.
 * @property {() => void} fit Shows all points; the municipality when there are none.
 * @property {() => void} remove Takes the map away.
 * @property {leaflet.Map} map Leaflet's own, for what else is drawn on it.
 */

// Without tiles the areas are all there is to go by, so that some of them should be in sight.
const CLOSE = 15

/**
 * Opens a map in an element that has a height. Resolves when its style is there.
 * @param {HTMLElement} element @param {Ground} ground @param {{label: string, zoomSnap?: number}} options
 * @returns {Promise<OpenMap>}
 */
export async function openMap(element, ground, { label, zoomSnap = 1 }) {
  await ensureStyle(element.ownerDocument)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = leaflet.map(element, { zoomControl: false, zoomAnimation: !still, fadeAnimation: !still, inertia: !still, maxZoom: 19, zoomSnap })
  element.setAttribute('role', 'region')
  element.setAttribute('aria-label', label)
  const whole = drawGround(map, ground)
  // Without animation, as one that is under way would undo the view asked for next.
  map.fitBounds(whole, { animate: false })
  const points = leaflet.featureGroup().addTo(map)
  const position = leaflet.featureGroup().addTo(map)
  return {
    showPoints: (shown) => drawPoints(points, shown),
    showPosition: (place, { onMove, keepView = false } = {}) => {
      drawPosition(map, position, place, onMove)
      if (!keepView) map.setView([place.lat, place.lon], CLOSE)
    },
    fit: () => map.fitBounds(points.getLayers().length ? points.getBounds().pad(0.1) : whole, { maxZoom: CLOSE }),
    remove: () => map.remove(),
    map,
  }
}
