// Where the premises is: how far away, and on the map when one asks for it.
import { html, nothing } from 'lit-html'
import { placeIn, textIn } from '../domain/fields.js'
import { distance } from '../domain/places.js'
import { icon } from '../shell/icons.js'
import { distanceWords } from '../shell/words.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesView} PremisesView */
/** @typedef {{map: import('../map.js').OpenMap | null, mapShown: boolean, left: boolean}} Shown */

/** @param {Shown} shown @param {PremisesView} premises @param {App} app */
export function placeMap(shown, { fields }, app) {
  const [place, fix] = [placeIn(fields, 'place'), app.locator.best()]
  return html`<section class="card place-line">${icon('pin')}
    <div><b>${textIn(fields, 'address') || t('Ingen adress')}</b><small>${place ? (fix ? distanceWords(distance(fix, place)) : t('Position finns')) : t('Ingen position i registret')}</small></div>
    ${place && !shown.mapShown ? html`<button type="button" class="button small" @click=${() => show(shown, place, textIn(fields, 'name'), app)}>${t('Visa på karta')}</button>` : nothing}</section>
  ${shown.mapShown ? html`<div id="premises-map" class="map"></div>` : nothing}`
}

/** @param {Shown} shown @param {{lat: number, lon: number}} place @param {string} name @param {App} app */
async function show(shown, place, name, app) {
  shown.mapShown = true
  app.draw()
  const element = document.getElementById('premises-map')
  if (!element || !app.catalog) return
  try {
    const { openMap } = await app.loadMap()
    if (shown.left) return
    shown.map = await openMap(element, app.catalog, { label: t('Karta med objektet') })
    shown.map.showPoints([{ ...place, label: name, href: '', tone: 'calm' }])
    shown.map.fit()
  } catch {
    shown.mapShown = false
    app.announcer.say(t('Kartan gick inte att öppna. Adressen står kvar.'), { tone: 'warn' })
  }
}
