// Moving the place on purpose: on the map, to an area, by a name or by coordinates. Where the reporter stood stays as it was.
import { html } from 'lit-html'
import { placeIn } from '../domain/fields.js'
import { asKept } from '../domain/observations.js'
import { nearestFirst, parseCoordinates } from '../domain/places.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { categoryOf } from './labels.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {import('../types').Position} Position */
/** @typedef {{lat: number, lon: number}} Point */
/** @typedef {{record: RecordView | null, moved: Point | null, text: string, map: import('../map.js').OpenMap | null, mapless: boolean, left: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const place = {
  title: () => t('Var hände det?'),
  back: (model) => (model?.record ? `/observation/${model.record.id}` : '/shift'),
  begin: () => ({ moved: null, text: '', map: null, mapless: false, left: false }),
  load: async (app, { id }) => ({ record: await app.store.record(id) }),
  view: (model, app) => html`
    ${model.mapless ? html`<p class="notice" data-tone="warn">${icon('map')}<span>${t('Kartan gick inte att öppna. Skriv platsen eller välj ett område.')}</span></p>` : html`
      <div id="place-map" class="map"></div>
      <p class="soft">${t('Tryck på kartan där det hände, eller dra nålen.')}</p>`}
    <form class="card stack" @submit=${(/** @type {Event} */ event) => (event.preventDefault(), keepTyped(model, app))}>
      <label class="field"><span>${t('Eller skriv platsen')}</span><small>${t('Till exempel Gångtunneln vid stationen, eller 55,7930 13,1120')}</small>
        <input name="place" maxlength="120" .value=${model.text} list="areas" autocomplete="off" @input=${(/** @type {Event} */ event) => (model.text = /** @type {HTMLInputElement} */ (event.target).value)}></label>
      <datalist id="areas">${app.catalog?.areas.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
      <button class="button">${icon('check')}${t('Använd det skrivna')}</button>
    </form>
    <section class="card"><h2>${t('Eller välj område')}</h2><div class="chips">
      ${nearestFirst(app.catalog?.areas ?? [], app.locator.best()).slice(0, 6).map((area) => html`<button type="button" class="button small" @click=${() => keepArea(area, model, app)}>${area.name}</button>`)}
    </div></section>`,
  bar: (model, app) => html`<button type="button" class="button primary big" @click=${() => keepMoved(model, app)}>${icon('pin')}${model.moved ? t('Använd den nya platsen') : t('Behåll platsen')}</button>`,
  shown: (model, app) => void openMap(model, app),
  leave(model) {
    model.left = true
    model.map?.remove()
  },
}

/** @param {Model} model @param {App} app */
async function openMap(model, app) {
  const element = document.getElementById('place-map')
  if (!element || !app.catalog || !model.record) return
  try {
    const { openMap: open } = await app.loadMap()
    if (model.left) return
    model.map = await open(element, app.catalog, { label: t('Karta för att flytta platsen') })
    const start = startOf(model.record, app)
    model.map.showPosition(start, { onMove: (point) => (Object.assign(model, { moved: point }), app.draw()) })
  } catch {
    model.mapless = true
    app.draw()
  }
}

/** @param {RecordView} record @param {App} app @returns {Point & {accuracy: number | null}} */
function startOf({ fields }, app) {
  const held = placeIn(fields, 'place') ?? placeIn(fields, 'stood')
  if (held) return held
  const { lat, lon } = app.locator.best() ?? /** @type {import('../types').Catalog} */ (app.catalog).municipality.centre
  return { lat, lon, accuracy: null }
}

/** @param {Model} model @param {App} app */
function keepMoved(model, app) {
  if (!model.moved) return app.go(`/observation/${model.record?.id}`, { replace: true })
  return keep(model, app, { ...model.moved, accuracy: null, source: 'map' }, null)
}

/** @param {Model} model @param {App} app */
function keepTyped(model, app) {
  const text = model.text.trim()
  if (!text) return app.announcer.say(t('Skriv en plats först, eller flytta nålen på kartan.'), { tone: 'warn' })
  const point = parseCoordinates(text)
  if (point) return keep(model, app, { ...point, accuracy: null, source: 'typed' }, null)
  const area = app.catalog?.areas.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  return area ? keepArea(area, model, app) : keep(model, app, placeIn(model.record?.fields ?? {}, 'place'), text)
}

/** @param {import('../types').CatalogArea} area @param {Model} model @param {App} app */
const keepArea = ({ lat, lon, name }, model, app) => keep(model, app, { lat, lon, accuracy: null, source: 'area' }, name)

/** @param {Model} model @param {App} app @param {Position | null} position @param {string | null} name */
async function keep(model, app, position, name) {
  const { record } = model
  const category = categoryOf(app.catalog, record?.fields.category)
  if (!record || !category) return
  try {
    await app.store.edit(record.id, { place: position && { ...asKept(category, position) }, place_name: name })
    app.go(`/observation/${record.id}`, { replace: true })
    app.announcer.say(t('Platsen är sparad.'))
  } catch (problem) {
    app.announcer.problem(problem)
  }
}
