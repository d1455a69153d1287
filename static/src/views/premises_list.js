// The Objekt tab: the whole register, searched as one types, in the order that the evening needs.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { segmented } from '../shell/segmented.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { hasMoved } from './nearby.js'
import { premisesRow } from './premises_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesQuery} Query */
/** @typedef {{text: string, order: Query['order'], limit: number, near: {lat: number, lon: number} | null, rows: import('../types').PremisesRow[], asked: number}} Model */

const PAGE = 30

/** @type {import('./screen').Screen<Model>} */
export const premisesList = {
  title: () => t('Objekt'),
  tab: 'premises',
  begin: (_app, { order = 'near' }) => ({ text: '', order: /** @type {Query['order']} */ (order), limit: PAGE, asked: 0 }),
  load: (app, _params, model) => find(/** @type {Model} */ (model), app),
  shown: (_model, app) => app.locator.search(),
  located: (model, app) => void (hasMoved(model.near, app.locator.best()) && ask(model, app)),
  view: (model, app) => html`
    ${search(model, app)}
    ${segmented({ name: 'order', label: t('Ordning'), quiet: true, chosen: model.order, options: [['near', t('Nära')], ['due', t('Försenat')], ['risk', t('Risk')], ['name', t('Namn')]],
      choose: (order) => ask(Object.assign(model, { order, limit: PAGE }), app) })}
    ${model.order === 'near' && !model.near ? html`<p class="soft">${app.locator.searching ? t('Söker position …') : t('Ingen position. Listan är i namnordning.')}</p>` : nothing}
    <div role="status">${model.rows.length ? nothing : empty(model)}</div>
    ${model.rows.length ? html`<ul class="rows card">${model.rows.map((row) => premisesRow(row, app))}</ul>` : nothing}
    ${model.rows.length === model.limit ? html`<button type="button" class="button" @click=${() => ask(Object.assign(model, { limit: model.limit + PAGE }), app)}>${t('Visa fler')}</button>` : nothing}
    <a class="button plain" href="#/premises/new">${icon('plus')}${t('Finns inte i registret: lägg till')}</a>`,
}

/** @param {Model} model @param {App} app */
const search = (model, app) => html`<form role="search" class="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
  ${icon('search')}<label class="unseen" for="premises-text">${t('Sök objekt')}</label>
  <input id="premises-text" type="search" .value=${model.text} placeholder=${t('Namn, adress eller org.nr')} autocomplete="off" spellcheck="false"
    @input=${(/** @type {Event} */ event) => ask(Object.assign(model, { text: /** @type {HTMLInputElement} */ (event.target).value, limit: PAGE }), app)}></form>`

/** @param {Model} model */
const empty = ({ text }) => html`<p class="notice" data-tone="warn">${icon('info')}<span>${text
  ? t('Inget objekt på telefonen heter så. Kontrollera stavningen, eller lägg till stället nedan.')
  : t('Registret har inte kommit än. Det hämtas när telefonen har nät.')}</span></p>`

/** What was asked last is what is shown, however the answers come. @param {Model} model @param {App} app */
async function ask(model, app) {
  const asked = ++model.asked
  try {
    const found = await find(model, app)
    if (asked === model.asked) Object.assign(model, found)
  } catch (problem) {
    app.announcer.problem(problem)
  }
  app.draw()
}

/** @param {Model} model @param {App} app */
async function find({ text, order, limit }, { store, locator }) {
  const near = locator.best()
  return { near, rows: await store.findPremises({ text: text.trim(), near, order, limit, today: here.today() }) }
}
