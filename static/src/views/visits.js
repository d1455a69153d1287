// The Besök tab: what goes on, what is near, and what waits longest.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { hasMoved } from './nearby.js'
import { startRow } from './premises_row.js'
import { visitRow, wayBack } from './visit_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesRow} PremisesRow */
/** @typedef {{going: import('../types').Item[], near: {lat: number, lon: number} | null, nearest: PremisesRow[], overdue: PremisesRow[], late: PremisesRow[]}} Model */

const FEW = 3
/** Metres within which one is taken to stand at the premises. */
const AT = 200

/** @type {import('./screen').Screen<Model>} */
export const visits = {
  title: () => t('Besök'),
  tab: 'visits',
  async load({ store, locator }) {
    const [near, today] = [locator.best(), here.today()]
    const find = (/** @type {'near' | 'due' | 'deadline'} */ order) => store.findPremises({ near, order, limit: FEW, today })
    const [items, nearest, due, deadlines] = await Promise.all([store.items(), near ? find('near') : [], find('due'), find('deadline')])
    const late = deadlines.filter(({ deadline }) => deadline !== null && deadline < today)
    return {
      near,
      nearest,
      going: items.filter(({ kind, group }) => group === 'draft' && (kind === 'visit' || kind === 'control_purchase')),
      late,
      overdue: due.filter((row) => row.due === 'overdue' && !late.some(({ id }) => id === row.id)),
    }
  },
  shown: (_model, app) => app.locator.search(),
  located: (model, app) => void (hasMoved(model.near, app.locator.best()) && app.refresh()),
  view: (model, app) => html`
    ${app.catalog ? nothing : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Registret och checklistorna har inte kommit än. De hämtas när telefonen har nät.')}</span></p>`}
    ${model.going.length ? group('going', t('Pågår'), model.going.map((item) => visitRow(item, app))) : nothing}
    ${model.nearest.length ? group('near', t('Nära dig'), model.nearest.map((row) => startRow(row, app))) : html`<p class="soft">${searchWords(app)}</p>`}
    ${model.late.length ? group('late', t('Tiden för rättelse har gått ut'), model.late.map((row) => startRow(row, app)), 'deadline') : nothing}
    ${model.overdue.length ? group('overdue', t('Försenade besök'), model.overdue.map((row) => startRow(row, app)), 'due') : nothing}
    <a class="button plain" href="#/join">${icon('people')}${t('Gå med i en kollegas besök')}</a>`,
  bar: ({ going: [last], nearest: [first] }, app) => {
    if (last) return onward(wayBack(last, app), 'chevron', t('Fortsätt hos {name}', { name: textIn(last.fields, 'premises_name') }))
    const isHere = first && first.distance !== null && first.distance <= AT
    return isHere ? onward(`/visit/new/${first.id}`, 'clipboard', t('Starta besök hos {name}', { name: first.name })) : onward('/premises', 'search', t('Välj objekt'))
  },
}

/** @param {string} route @param {string} picture @param {string} words */
const onward = (route, picture, words) => html`<a class="button primary big" href="#${route}">${icon(picture)}<span>${words}</span></a>`

/** @param {string} name @param {string} title @param {unknown[]} rows @param {string | null} [order] how the register shows all of them */
const group = (name, title, rows, order = null) => html`<section class="group" data-group=${name}>
  <h2 class="list-title">${title}</h2>
  <ul class="rows card">${rows}</ul>
  ${order && rows.length === FEW ? html`<a class="button plain" href="#/premises/by/${order}">${t('Visa alla i registret')}</a>` : nothing}</section>`

/** @param {App} app */
function searchWords({ locator }) {
  if (locator.denied) return t('Position nekad på telefonen. Sök objektet under Objekt.')
  return locator.searching ? t('Söker position för att visa vad som är nära …') : t('Ingen position just nu. Sök objektet under Objekt.')
}
