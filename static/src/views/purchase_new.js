// A new control purchase: of which product. Only where there is retail, and only what is sold there.
import { html } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { firstFields, productsOf } from '../domain/purchases.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { apart } from './purchase.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesView} PremisesView */
/** @typedef {{place: PremisesView | null, busy: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const purchaseNew = {
  title: () => t('Nytt kontrollköp'),
  back: (model) => (model?.place ? `/premises/${model.place.id}` : '/premises'),
  begin: () => ({ busy: false }),
  load: async (app, { premises }) => ({ place: await app.store.premises(premises) }),
  view: (model, app) => (model.place ? products(model, model.place, app) : html`<p class="notice" data-tone="warn">${t('Objektet finns inte längre på telefonen.')}</p>`),
}

/** @param {Model} model @param {PremisesView} place @param {App} app */
function products(model, place, app) {
  const sold = app.catalog ? productsOf(place.fields, app.catalog) : []
  const options = app.catalog?.control_purchase.find(({ fields }) => fields.includes('product'))?.options ?? []
  return html`
    <section class="card form-head"><span class="row-icon">${icon('bag')}</span><div><p>${textIn(place.fields, 'name')}</p><small class="soft">${textIn(place.fields, 'address')}</small></div></section>
    ${apart()}
    ${sold.length
      ? html`<h2 class="list-title">${t('Vilken vara gäller det?')}</h2>
        <ul class="rows card">${options.filter(({ id }) => sold.includes(id)).map(({ id, label }) => html`<li><button type="button" class="row" @click=${() => begin(model, place, id, app)}>
          <span class="row-words"><b>${label}</b></span>${icon('chevron')}</button></li>`)}</ul>`
      : html`<p class="notice" data-tone="warn">${icon('alert')}<span>${t('Kontrollköp görs bara i butik, och här finns ingen anmäld eller tillståndspliktig försäljning i registret. Stämmer det inte, be samordnaren rätta registret.')}</span></p>`}`
}

/** It exists from this tap. @param {Model} model @param {PremisesView} place @param {string} product @param {App} app */
async function begin(model, place, product, app) {
  if (model.busy) return
  model.busy = true
  try {
    const { id } = await app.store.create('control_purchase', firstFields(place, product, here.timeNow(app.status?.clockOffset ?? null)))
    app.go(`/purchase/${id}`, { replace: true })
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}
