// A visit begins: one screen with the likely answers chosen, and one large button.
import { html, nothing } from 'lit-html'
import { permitsOf } from '../domain/premises.js'
import { clockOf } from '../domain/times.js'
import { checklistsFor, firstFields } from '../domain/visits.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { segmented } from '../shell/segmented.js'
import { labelled, toggles } from '../shell/toggles.js'
import { count, t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { premisesHead } from './premises_head.js'
import { visitRow } from './visit_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').PremisesView} PremisesView */
/** @typedef {{premises: PremisesView | null, occasion: string, kind: string, present: string[], evening: boolean | null, chosen: string[] | null, busy: boolean}} Model
 * `evening` and the `chosen` checklists are null until the person has said; till then the likely ones are */

/** What is inspected on the phone; the desk's own kind is made at the desk. */
const KINDS = ['field', 'preventive']
/** Hours between which few points are likely enough. */
const EVENING = { from: 20, to: 5 }

/** @type {import('./screen').Screen<Model>} */
export const visitNew = {
  title: () => t('Nytt besök'),
  back: (model) => (model?.premises ? `/premises/${model.premises.id}` : '/premises'),
  begin: () => ({ occasion: 'planned', kind: 'field', present: [], evening: null, chosen: null, busy: false }),
  load: async (app, { premises }) => ({ premises: await app.store.premises(premises) }),
  view(model, app) {
    if (!model.premises) return html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Objektet finns inte på telefonen.')}</span></p>`
    if (!app.catalog) return html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Checklistorna har inte kommit än. De hämtas när telefonen har nät.')}</span></p>`
    return form(model, model.premises, app.catalog, app)
  },
  bar: (model, app) => (model.premises && app.catalog
    ? html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => begin(model, app)}>${icon('clipboard')}${t('Börja besöket')}</button>`
    : html`<a class="button primary big" href="#/premises">${t('Till objekten')}</a>`),
}

/** @param {Model} model @param {PremisesView} premises @param {Catalog} catalog @param {App} app */
function form(model, premises, catalog, app) {
  const set = (/** @type {Partial<Model>} */ chosen) => (Object.assign(model, chosen), app.draw())
  const { visits: words } = catalog
  const going = premises.visits.filter(({ group }) => group === 'draft')
  const open = premises.supervision?.open.length ?? 0
  return html`
    ${premisesHead(premises, app)}
    ${going.length ? html`<section class="group"><h2 class="list-title">${t('Ett besök pågår redan här')}</h2><ul class="rows card">${going.map((item) => visitRow(item, app))}</ul></section>` : nothing}
    ${open ? html`<p class="notice" data-tone="warn">${icon('clock')}<span>${count(open, '1 öppen brist från förr följs upp under besöket.', '{n} öppna brister från förr följs upp under besöket.')}</span></p>` : nothing}
    ${checklists(model, catalog, set)}
    <section class="card stack"><h2>${t('Varför?')}</h2>
      ${toggles({ name: 'occasion', label: t('Varför?'), chosen: [model.occasion], options: labelled(words.occasions), tap: (occasion) => set({ occasion: String(occasion) }) })}
      <h2>${t('Slag av besök')}</h2>
      ${toggles({ name: 'kind', label: t('Slag av besök'), chosen: [model.kind], options: labelled(words.kinds.filter(({ id }) => KINDS.includes(id))), tap: (kind) => set({ kind: String(kind), chosen: null }) })}</section>
    <section class="card stack"><h2>${t('Andra myndigheter som är med')}</h2>
      ${toggles({ name: 'present', label: t('Andra myndigheter som är med'), chosen: model.present, options: labelled(words.present), tap: (id) => set({ present: flipped(model.present, String(id)) }) })}</section>`
}

/** @param {Model} model @param {Catalog} catalog @param {(chosen: Partial<Model>) => void} set */
function checklists(model, catalog, set) {
  const { lists, hasEvening, evening, chosen } = choices(model, catalog)
  return html`<fieldset class="card choices"><legend>${t('Vad ska kontrolleras?')}</legend>
    ${hasEvening ? segmented({ name: 'evening', label: t('Hur mycket?'), chosen: evening, options: [[true, t('Kort kväll')], [false, t('Alla punkter')]], choose: (value) => set({ evening: value === true, chosen: null }) }) : nothing}
    ${lists.map((list) => html`<label class="choice"><input type="checkbox" .checked=${chosen.includes(list.id)} ?disabled=${list === lists[0]} @change=${() => set({ chosen: flipped(chosen, list.id) })}>
      <span>${list.title}</span><small>${count(pointsIn(list, evening), '1 punkt', '{n} punkter')}</small></label>`)}</fieldset>`
}

/** What can be gone through and what is chosen, as things stand. The first is every visit's. @param {Model} model @param {Catalog} catalog */
function choices(model, catalog) {
  const called = checklistsFor(catalog, Object.keys(permitsOf(model.premises?.fields ?? {})), model.kind)
  const others = catalog.checklists.filter((list) => !called.includes(list) && list.visit_kinds.some((kind) => kind === model.kind))
  const hasEvening = called.some((list) => list.evening.length)
  const evening = hasEvening && (model.evening ?? isEvening())
  const likely = called.filter((list, index) => !evening || index === 0 || list.evening.length).map(({ id }) => id)
  return { lists: [...called, ...others], hasEvening, evening, chosen: model.chosen ?? likely }
}

/** What is asked of it. @param {import('../types').CatalogChecklist} list @param {boolean} evening */
const pointsIn = ({ items, evening: few }, evening) => items.filter(({ id, field }) => !field && (!evening || !few.length || few.includes(id))).length

/** @param {string[]} held @param {string} id */
const flipped = (held, id) => (held.includes(id) ? held.filter((one) => one !== id) : [...held, id])

function isEvening() {
  const hour = Number(clockOf(here.now(), here.zone()).slice(0, 2))
  return hour >= EVENING.from || hour < EVENING.to
}

/** @param {Model} model @param {App} app */
async function begin(model, app) {
  const { premises } = model
  const { catalog, status, store, announcer } = app
  if (!premises || !catalog || !status?.person || model.busy) return
  const { chosen, evening } = choices(model, catalog)
  model.busy = true
  try {
    const { id, label } = status.person
    const made = await store.create('visit', firstFields({ premises, visitKind: model.kind, occasion: model.occasion, present: model.present, started: here.timeNow(status.clockOffset),
      person: { id, label }, catalog, checklists: chosen, evening }))
    buzz()
    app.go(`/visit/${made.id}`, { replace: true })
  } catch (problem) {
    announcer.problem(problem)
  } finally {
    model.busy = false
  }
}
