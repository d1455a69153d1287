// Karta: own observations, areas and the border, from the phone's own data. The same as a list for who prefers it.
import { html, nothing } from 'lit-html'
import { placeIn } from '../domain/fields.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { reportName } from './labels.js'
import { reportRow, whereWords } from './report_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Item} Item */
/** @typedef {{items: Item[], asList: boolean, map: import('../map.js').OpenMap | null, left: boolean, mapless: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const map = {
  title: () => t('Karta'),
  tab: 'map',
  begin: () => ({ asList: false, map: null, left: false, mapless: false }),
  async load(app, _params, model) {
    const items = (await app.store.items()).filter(({ kind }) => kind === 'observation')
    model.map?.showPoints(pointsOf(items, app))
    return { items }
  },
  view: (model, app) => html`
    <div class="map-tools"><button type="button" class="button small" aria-pressed=${model.asList} @click=${() => toggle(model, app)}>${icon(model.asList ? 'map' : 'list')}${model.asList ? t('Visa karta') : t('Visa som lista')}</button>
      ${model.asList ? nothing : html`<button type="button" class="button small" @click=${() => showHere(model, app)}>${icon('pin')}${t('Var är jag?')}</button>`}</div>
    ${model.mapless ? html`<p class="notice" data-tone="warn">${icon('map')}<span>${t('Kartan gick inte att öppna. Här är samma sak som lista.')}</span></p>` : nothing}
    ${model.asList || model.mapless ? list(model.items, app) : html`<div id="map" class="map tall"></div>`}`,
  shown: (model, app) => void open(model, app),
  leave(model) {
    model.left = true
    model.map?.remove()
  },
}

/** @param {Item[]} items @param {App} app */
const list = (items, app) => (items.length
  ? html`<ul class="rows card">${items.map((item) => reportRow(item, app))}</ul>`
  : html`<p class="soft">${t('Inga observationer på telefonen än.')}</p>`)

/** @param {Model} model @param {App} app */
async function toggle(model, app) {
  model.map?.remove()
  Object.assign(model, { asList: !model.asList, map: null, mapless: false })
  app.draw()
  await open(model, app)
}

/** @param {Model} model @param {App} app */
async function open(model, app) {
  const element = document.getElementById('map')
  if (!element || !app.catalog) return
  try {
    const { openMap } = await app.loadMap()
    if (model.left || model.asList) return
    model.map = await openMap(element, app.catalog, { label: t('Karta med dina observationer') })
    model.map.showPoints(pointsOf(model.items, app))
    model.map.fit()
  } catch {
    model.mapless = true
    app.draw()
  }
}

/** @param {Item[]} items @param {App} app */
const pointsOf = (items, app) => items.flatMap((item) => {
  const place = placeIn(item.fields, 'place')
  if (!place) return []
  const tone = /** @type {'calm' | 'warn'} */ (item.group === 'received' ? 'calm' : 'warn')
  return [{ lat: place.lat, lon: place.lon, label: `${reportName(app.catalog, item.kind, item.fields)}, ${whereWords(item, app)}`, href: `#/reports/${item.id}`, tone }]
})

/** @param {Model} model @param {App} app */
async function showHere(model, app) {
  const fix = await app.locator.next()
  if (!fix) return app.announcer.say(t('Ingen position kom. Kontrollera att plats är påslagen på telefonen.'), { tone: 'warn' })
  model.map?.showPosition(fix)
  app.announcer.say(t('Du är här, ± {n} m.', { n: Math.round(fix.accuracy) }))
}
