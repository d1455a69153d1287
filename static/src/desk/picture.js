// The map of reports with what is around it: the layer, the marked box, the weeks, and the same reports as a list.
import * as leaflet from 'leaflet'
import { openMap } from '../map.js'
import { letMark } from './box.js'
import { drawAreas, drawClusters, drawSquares } from './layers.js'
import { include, showPage } from './parts.js'
import { showScale } from './scale.js'
import { offerWeeks } from './weeks.js'

/** @typedef {import('./layers.js').Box} Box */
/** @typedef {{since: string, until: string}} Span */

const DRAWN = { squares: drawSquares, areas: drawAreas, clusters: drawClusters }
const CLOSE = 16

/** Opens the map that stands in this element. @param {HTMLElement} element with data-query, the page's filters */
export async function open(element) {
  const canvas = part(element, '[data-map-canvas]')
  const ground = await json('/reports/ground')
  canvas.textContent = ''
  const { map } = await openMap(canvas, ground, { label: canvas.dataset.label ?? 'Karta', zoomSnap: 0.25 })
  const picture = new Picture(element, map, ground)
  for (const hidden of element.querySelectorAll('[data-needs-script]')) hidden.removeAttribute('hidden')
  picture.begin()
  await Promise.all([picture.draw(), picture.offerWeeks(), include(document)])
}

class Picture {
  /** @param {HTMLElement} element @param {leaflet.Map} map @param {import('../map.js').Ground} ground */
  constructor(element, map, ground) {
    this.element = element
    this.map = map
    this.ground = ground
    this.query = new URLSearchParams(element.dataset.query)
    this.drawn = leaflet.featureGroup().addTo(map)
    this.marked = leaflet.featureGroup().addTo(map)
    this.asked = new AbortController()
    /** @type {Span | null} The week that is looked at and not yet chosen. */
    this.week = null
  }

  begin() {
    for (const choice of this.element.querySelectorAll('input[name="as"]')) {
      choice.addEventListener('change', () => {
        this.tellAddress()
        void this.draw()
      })
    }
    letMark(this.map, part(this.element, '[data-mark]'), { mark: (box) => this.mark(box), say: (text) => this.say(text) })
    part(this.element, '[data-mark-view]').addEventListener('click', () => this.mark(this.view()))
    this.drawMarked()
    this.fit()
    this.map.on('moveend', () => this.draw())
  }

  get layer() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.element.querySelector('input[name="as"]:checked'))
    return /** @type {keyof typeof DRAWN} */ (chosen?.value ?? 'squares')
  }

  /** What is looked at: south, west, north, east. @returns {Box} */
  view() {
    const bounds = this.map.getBounds()
    return [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()]
  }

  /** Draws what the layer shows of the view; an older question that is still on its way is dropped. */
  async draw() {
    this.asked.abort()
    this.asked = new AbortController()
    const asked = new URLSearchParams(this.query)
    if (this.week) for (const [name, day] of Object.entries(this.week)) asked.set(name, day)
    asked.set('zoom', String(this.map.getZoom()))
    asked.set('view', this.view().map((degrees) => degrees.toFixed(5)).join(','))
    const { layer } = this
    try {
      const content = await json(`/reports/layers/${layer}?${asked}`, this.asked.signal)
      this.drawn.clearLayers()
      this.say(DRAWN[layer](this.drawn, content, { map: this.map, ground: this.ground, mark: (box) => this.mark(box) }))
      showScale(part(this.element, '[data-legend]'), content, layer)
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'AbortError') this.say('Kartan kunde inte hämta det som ska ritas. Listan bredvid stämmer. Försök igen om en stund.')
    }
  }

  /** Narrows map and list to a box. @param {Box} box */
  async mark(box) {
    this.query.set('box', box.map((degrees) => degrees.toFixed(5)).join(','))
    this.drawMarked()
    await this.go()
  }

  drawMarked() {
    this.marked.clearLayers()
    const box = boxOf(this.query)
    if (box) leaflet.rectangle(bounds(box), { className: 'map-marked', interactive: false, weight: 2, fill: false }).addTo(this.marked)
  }

  /** To what was marked, to the area that is chosen, or to the whole municipality. */
  fit() {
    const box = boxOf(this.query)
    const area = this.ground.areas.find(({ id }) => id === this.query.get('area'))
    if (box) this.map.fitBounds(bounds(box), { animate: false, maxZoom: CLOSE })
    else if (area) this.map.fitBounds(leaflet.latLngBounds(area.outline.map(([lon, lat]) => leaflet.latLng(lat, lon))), { animate: false, maxZoom: CLOSE })
  }

  /** Shows the page of the filters as they are now. */
  async go() {
    const address = this.tellAddress()
    this.element.dataset.query = String(this.query)
    await Promise.all([showPage(address).then(() => include(document)), this.draw()])
  }

  /** Writes the filters and the layer into the browser's address. */
  tellAddress() {
    const address = new URLSearchParams(this.query)
    if (this.layer !== 'squares') address.set('as', this.layer)
    const path = `/reports/map?${address}`
    history.replaceState(history.state, '', path)
    return path
  }

  async offerWeeks() {
    const element = part(this.element, '[data-weeks]')
    const { weeks } = await json(`/reports/weeks?${this.query}`)
    const chosen = this.query.get('since')
    offerWeeks(element, weeks, {
      chosen,
      look: (week) => {
        this.week = week
        return this.draw()
      },
      choose: (span) => {
        this.week = null
        for (const name of /** @type {const} */ (['since', 'until'])) {
          if (span?.[name]) this.query.set(name, span[name])
          else this.query.delete(name)
        }
        return this.go()
      },
    })
  }

  /** @param {string} text */
  say(text) {
    part(this.element, '[data-said]').textContent = text
  }
}

/** @param {URLSearchParams} query @returns {Box | null} */
function boxOf(query) {
  const box = (query.get('box') ?? '').split(',').map(Number)
  return box.length === 4 && box.every(Number.isFinite) ? /** @type {Box} */ (box) : null
}

/** @param {Box} box */
const bounds = ([south, west, north, east]) => leaflet.latLngBounds([south, west], [north, east])

/** @param {ParentNode} element @param {string} selector */
const part = (element, selector) => /** @type {HTMLElement} */ (element.querySelector(selector))

/** @param {string} address @param {AbortSignal} [signal] */
async function json(address, signal) {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, signal })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}
