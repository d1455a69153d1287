// Mina rapporter: what needs you, drafts, what waits and for what, what has been received. Searched by receipt code.
import { html, nothing } from 'lit-html'
import { groupsOf } from '../domain/groups.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { homeLink } from './home_link.js'
import { reportRow } from './report_row.js'
import { rescueButton } from './rescue.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Item} Item */
/** @typedef {{items: Item[], code: string, found: Item[] | null}} Model */

/** @type {import('./screen').Screen<Model>} */
export const reports = {
  title: () => t('Mina rapporter'),
  tab: 'reports',
  begin: () => ({ code: '' }),
  load: async (app, _params, { code }) => ({ items: await app.store.items(), found: code ? await app.store.findReceipt(code) : null }),
  view: (model, app) => html`
    ${model.items.length ? search(model, app) : nothing}
    ${model.found ? results(model.found, app) : groups(model.items, app)}`,
}

/** @param {Item[]} items @param {App} app */
const groups = (items, app) => (items.length
  ? groupsOf(items).map(({ group, items: held }) => html`<section class="group" data-group=${group}>
      <h2 class="list-title">${heading(group)} <span class="count">${held.length}</span></h2>
      <ul class="rows card">${held.map((item) => reportRow(item, app))}</ul>${group === 'needs_you' ? rescueButton(app) : nothing}</section>`)
  : html`<section class="empty">${icon('list')}<p>${t('Här samlas det du rapporterar, med kvitto på att det kommit fram.')}</p>${homeLink(app)}</section>`)

/** @param {Item['group']} group */
const heading = (group) => ({ needs_you: t('Behöver dig'), draft: t('Utkast'), waiting: t('Väntar på att skickas'), received: t('Mottagna') })[group]

/** @param {Model} model @param {App} app */
const search = (model, app) => html`<form role="search" class="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
  ${icon('search')}<label class="unseen" for="code">${t('Sök på kvitto')}</label>
  <input id="code" type="search" .value=${model.code} placeholder=${t('Sök kvitto, till exempel A7F3-29')} autocapitalize="characters" autocomplete="off" spellcheck="false"
    @input=${(/** @type {Event} */ event) => ((model.code = /** @type {HTMLInputElement} */ (event.target).value.trim()), app.refresh())}></form>`

/** @param {Item[]} found @param {App} app */
const results = (found, app) => html`<div role="status">${found.length
  ? html`<ul class="rows card">${found.map((item) => reportRow(item, app))}</ul>`
  : html`<p class="soft">${t('Inget kvitto på den här telefonen börjar så. Kontrollera koden, eller fråga samordnaren.')}</p>`}</div>`
