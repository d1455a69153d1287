// When and where: filled in already, and changed only on purpose.
import { html, nothing } from 'lit-html'
import { placeIn, textIn, timeIn } from '../domain/fields.js'
import { clockOf, dayOf, momentOfWall, timeOf, trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { accuracyWords, placeWords, when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {import('../types').Position} Position */
/** @typedef {import('../types').Time} Time */

/** @param {Draft} draft */
export function time(draft) {
  const happened = timeIn(draft.fields, 'happened_at') ?? here.timeNow(null)
  const moment = Date.parse(happened.at)
  return html`<details class="card fold" data-field="happened_at">
    <summary>${icon('clock')}<span><b>${when(trueTime(happened))}</b><small>${t('När det hände')}</small></span><span class="fold-open">${t('Ändra')}</span></summary>
    <label class="field"><span>${t('Dag och tid')}</span>
      <input type="datetime-local" .value="${dayOf(moment, happened.zone)}T${clockOf(moment, happened.zone)}" max="${dayOf(here.now(), happened.zone)}T23:59"
        @change=${(/** @type {Event} */ event) => change(draft, happened, /** @type {HTMLInputElement} */ (event.target).value)}></label>
  </details>`
}

/** @param {Draft} draft @param {Time} happened @param {string} wall */
function change(draft, happened, wall) {
  const moment = momentOfWall(wall, happened.zone)
  if (moment !== null) draft.set({ happened_at: { ...timeOf(moment, happened.offset, happened.zone) } })
}

/** @param {Draft} draft @param {Category} category @param {App} app */
export function where(draft, category, app) {
  const [place, name] = [placeIn(draft.fields, 'place'), textIn(draft.fields, 'place_name')]
  return html`<section class="card place-line" data-field="place">
    ${icon('pin')}
    <div><b>${place || name ? placeWords(place, name, app.catalog?.areas ?? []) : searchWords(app)}</b>
      <small>${place ? exactness(place, category) : name ? t('Utan position på kartan') : t('Det går att spara utan plats.')}</small></div>
    <a class="button small" href="#/observation/${draft.record.id}/place">${place || name ? t('Flytta') : t('Ange')}</a>
  </section>
  ${category.round_place && place ? html`<p class="soft">${t('Platsen avrundas till ungefär {n} m innan den sparas.', { n: category.round_place })}</p>` : nothing}`
}

/** @param {App} app */
function searchWords({ locator }) {
  if (locator.denied) return t('Position nekad på telefonen')
  return locator.searching ? t('Söker position …') : t('Ingen plats')
}

/** @param {Position} place @param {Category} category */
function exactness(place, category) {
  if (category.round_place) return t('Ungefärlig, inom {n} m', { n: place.accuracy ?? category.round_place })
  if (place.source === 'gps') return accuracyWords(place.accuracy)
  return { map: t('Flyttad på kartan'), typed: t('Angiven med koordinater'), area: t('Områdets mitt') }[place.source]
}
