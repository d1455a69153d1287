// A box is marked on the map by dragging across it, or by clicking two of its corners. Escape leaves it.
import * as leaflet from 'leaflet'

/** @typedef {import('./layers.js').Box} Box */

const HELP = 'Dra över kartan, eller klicka i två hörn. Esc avbryter.'
const A_CLICK = 5

/**
 * Lets the button begin the marking. `mark` is given the box, `say` what to do.
 * @param {leaflet.Map} map @param {HTMLElement} button @param {{mark: (box: Box) => void, say: (text: string) => void}} told
 */
export function letMark(map, button, { mark, say }) {
  const container = map.getContainer()
  const shape = leaflet.rectangle(leaflet.latLngBounds([0, 0], [0, 0]), { className: 'map-marked', interactive: false, weight: 2, fill: false })
  /** @type {leaflet.LatLng | null} */
  let corner = null
  /** @type {{x: number, y: number} | null} */
  let pressed = null

  /** @param {PointerEvent} event */
  const press = (event) => {
    if (!isOnGround(event)) return
    event.preventDefault()
    container.setPointerCapture(event.pointerId)
    pressed = { x: event.clientX, y: event.clientY }
    corner ??= map.mouseEventToLatLng(event)
    draw(event)
  }
  /** @param {PointerEvent} event */
  const draw = (event) => {
    if (corner) shape.setBounds(leaflet.latLngBounds(corner, map.mouseEventToLatLng(event))).addTo(map)
  }
  /** @param {PointerEvent} event */
  const release = (event) => {
    if (!pressed || !corner) return
    const other = map.mouseEventToLatLng(event)
    const isClick = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < A_CLICK
    pressed = null
    if (isClick && map.latLngToContainerPoint(corner).distanceTo(map.latLngToContainerPoint(other)) < A_CLICK) return say('Klicka i det motsatta hörnet.')
    const box = leaflet.latLngBounds(corner, other)
    leave()
    mark([box.getSouth(), box.getWest(), box.getNorth(), box.getEast()])
  }
  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key === 'Escape') leave('')
  }
  const listeners = /** @type {const} */ ([['pointerdown', press], ['pointermove', draw], ['pointerup', release]])

  /** @param {string} [words] */
  function leave(words) {
    corner = pressed = null
    shape.remove()
    button.setAttribute('aria-pressed', 'false')
    container.classList.remove('is-marking')
    map.dragging.enable()
    for (const [name, listener] of listeners) container.removeEventListener(name, listener, true)
    document.removeEventListener('keydown', escape)
    if (words !== undefined) say(words)
  }

  button.addEventListener('click', () => {
    if (button.getAttribute('aria-pressed') === 'true') return leave('')
    button.setAttribute('aria-pressed', 'true')
    container.classList.add('is-marking')
    map.closePopup()
    map.dragging.disable()
    for (const [name, listener] of listeners) container.addEventListener(name, listener, true)
    document.addEventListener('keydown', escape)
    say(HELP)
  })
}

/** The map's own buttons keep working while something is marked. @param {PointerEvent} event */
const isOnGround = ({ target, button }) => button === 0 && target instanceof Element && !target.closest('.leaflet-control')
