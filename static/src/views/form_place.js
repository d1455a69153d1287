// Where: filled in already, and changed only on purpose.
import { html, nothing } from 'lit-html'
import { placeIn, textIn } from '../domain/fields.js'
import { icon } from '../shell/icons.js'
import { accuracyWords, placeWords } from '../shell/words.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {import('../types').Position} Position */

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
