// One premises with all that the phone knows of it: what it may do now, who answers there, what is open, and the visits.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { due, dueInputs, permitsOf } from '../domain/premises.js'
import { dayOf } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { standing } from '../shell/standing.js'
import { dateWords } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { permitFacts, permitName, sorted, weekWords } from './permit_words.js'
import { premisesHead } from './premises_head.js'
import { capital, deadlineWords, dueWords, join, riskWords } from './premises_words.js'
import { placeMap } from './premises_map.js'
import { reportRow } from './report_row.js'
import { severityWords } from './visit_words.js'
import { visitRow } from './visit_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */
/** @typedef {import('../types').PremisesView} PremisesView */
/** @typedef {{premises: PremisesView | null, map: import('../map.js').OpenMap | null, mapShown: boolean, left: boolean}} Model */

const CONTACT = 'contacts/'
/** How many of one's own visits are shown; *Mina rapporter* has them all. */
const NEWEST = 4

/** @type {import('./screen').Screen<Model>} */
export const premises = {
  title: () => t('Objekt'),
  back: () => '/premises',
  begin: () => ({ map: null, mapShown: false, left: false }),
  load: async (app, { id }) => ({ premises: await app.store.premises(id) }),
  view: (model, app) => (model.premises ? page(model, model.premises, app) : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Objektet finns inte på telefonen.')}</span></p>`),
  bar: ({ premises: found }, app) => (found ? html`
    ${isRetail(found, app) ? html`<a class="button big" href="#/purchase/new/${found.id}">${icon('bag')}${t('Kontrollköp')}</a>` : nothing}
    <a class="button primary big" href="#/visit/new/${found.id}">${icon('clipboard')}${t('Starta besök')}</a>` : nothing),
  shown: (_model, app) => app.locator.search(),
  leave(model) {
    model.left = true
    model.map?.remove()
  },
}

/** Control purchases are made of retail only. @param {PremisesView} found @param {App} app */
const isRetail = ({ fields }, { catalog }) => Object.keys(permitsOf(fields)).some((kind) => catalog?.permits.find(({ id }) => id === kind)?.product)

/** @param {Model} model @param {PremisesView} found @param {App} app */
const page = (model, found, app) => html`
  ${premisesHead(found, app)}
  ${found.fields.found_in_field ? html`<p class="notice" data-tone="calm">${icon('info')}<span>${t('Tillagt i fält. Handläggaren matchar det med registret.')}</span></p>` : nothing}
  ${openSection(found.supervision?.open ?? [])}
  ${history(found, app)}
  ${permits(found.fields, app)}
  ${contacts(found.fields, app)}
  ${placeMap(model, found, app)}
  <p class="soft">${t('Namn, plats och tillstånd ändras vid kommunens skrivbord.')}</p>`

/** @param {OpenDeficiency[]} open */
const openSection = (open) => (open.length ? html`<section class="card stack" data-tone="alarm"><h2>${t('Öppna brister')} <span class="count">${open.length}</span></h2>
  <ul class="open">${open.map(({ item, question, reference, note, severity, deadline }) => html`<li class="point-words"><b>${question}</b><small>${join(item, reference ?? '')}</small>
    ${note ? html`<small class="point-note">${note}</small>` : nothing}
    ${standing(deadline !== null && deadline < here.today() ? 'alarm' : 'warn', 'clock', join(severityWords(severity), capital(deadlineWords(deadline))))}</li>`)}</ul></section>` : nothing)

/** @param {PremisesView} found @param {App} app */
function history({ fields, supervision, visits }, app) {
  const lastVisit = supervision?.last_visit?.at ?? null
  const state = due(dueInputs(fields, supervision), here.today())
  const rows = visits.slice(0, NEWEST).map((item) => (item.group === 'draft' ? visitRow(item, app) : reportRow(item, app)))
  const facts = [
    [t('Senaste besök'), lastVisit ? dateWords(dayOf(Date.parse(lastVisit), here.zone())) : t('Inget än')],
    [t('Besök i år'), supervision ? t('{n} av {planned}', { n: supervision.visits_this_year, planned: String(fields.visits_per_year ?? '–') }) : ''],
    [t('Nästa besök'), capital(dueWords({ due: state, dueOn: supervision?.due_on ?? null })) || (supervision?.due_on ? dateWords(supervision.due_on) : '')],
    [t('Risk'), capital(riskWords(typeof fields.risk === 'number' ? fields.risk : null))],
  ]
  return html`<section class="card"><h2>${t('Besök')}</h2>${list(facts)}</section>${rows.length ? html`<ul class="rows card">${rows}</ul>` : nothing}`
}

/** @param {string[][]} facts */
const list = (facts) => html`<dl class="facts">${facts.filter(([, words]) => words).map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl>`

/** @param {Fields} fields @param {App} app */
function permits(fields, { catalog }) {
  const held = sorted(permitsOf(fields), catalog)
  return html`<section class="card stack"><h2>${t('Tillstånd och anmälningar')}</h2>
    ${held.length ? html`<ul class="open">${held.map(([kind, permit]) => html`<li class="point-words"><b>${permitName(kind, catalog)}</b>
      ${permitFacts(permit) ? html`<small>${capital(permitFacts(permit))}</small>` : nothing}
      ${weekWords(permit).map((words) => html`<small>${words}</small>`)}
      ${permit.conditions ? html`<p class="conditions"><b>${t('Villkor')}:</b> ${permit.conditions}</p>` : nothing}</li>`)}</ul>` : html`<p class="soft">${t('Inga i registret.')}</p>`}
    ${list([[t('Tillståndshavare'), textIn(fields, 'holder')], [t('Org.nr'), textIn(fields, 'org_number')]])}</section>`
}

/** @param {Fields} fields @param {App} app */
function contacts(fields, { catalog }) {
  const found = Object.entries(fields).filter(([name, value]) => name.startsWith(CONTACT) && value)
  return found.length ? html`<section class="card stack"><h2>${t('Kontakter')}</h2><ul class="open">${found.map(([name, value]) => {
    const { name: who, phone, email } = /** @type {{name?: string, phone?: string, email?: string}} */ (value)
    const role = name.slice(CONTACT.length)
    return html`<li class="contact"><span class="point-words"><b>${catalog?.visits.roles.find(({ id }) => id === role)?.label ?? role}</b>${who ? html`<small>${who}</small>` : nothing}
      ${email ? html`<a href="mailto:${email}">${email}</a>` : nothing}</span>
      ${phone ? html`<a class="button small" href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${icon('phone')}${phone}</a>` : nothing}</li>`
  })}</ul></section>` : nothing
}
