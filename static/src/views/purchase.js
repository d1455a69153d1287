// A control purchase: a short form in the order in which it happens. It is kept apart from all else.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { hindrances, productsOf } from '../domain/purchases.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { discard } from './discard.js'
import { draftOf } from './draft_of.js'
import { focusField } from './focus_field.js'
import { returnedFor, savedWords } from './form_words.js'
import { question } from './purchase_question.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {{draft: Draft | null, products: string[], field: string | null, pointed: string | null, busy: boolean}} Model */

/** Why it is a record of its own, in one line. */
export const apart = () => html`<p class="notice" data-tone="calm">${icon('info')}<span>${t('Kontrollköpet hålls isär från tillsynen: det får inte ligga till grund för någon sanktion, bara för ett samtal.')}</span></p>`

/** @type {import('./screen').Screen<Model>} */
export const purchase = {
  title: () => t('Kontrollköp'),
  back: (model) => (model?.draft?.fields.submitted_at ? `/reports/${model.draft.record.id}` : '/visits'),
  begin: (_app, { field = null }) => ({ field, pointed: null, busy: false }),
  async load(app, { id }, model) {
    const draft = await draftOf(app, id, model.draft)
    const place = draft && (await app.store.premises(textIn(draft.fields, 'premises')))
    return { draft, products: place && app.catalog ? productsOf(place.fields, app.catalog) : [] }
  },
  view: (model, app) => (model.draft ? form(model, model.draft, app) : html`<p class="notice" data-tone="warn">${t('Kontrollköpet finns inte längre på telefonen.')}</p>`),
  bar: (model, app) => (model.draft
    ? html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => save(model, app)}>${icon('check')}${model.draft.fields.submitted_at ? t('Spara och skicka igen') : t('Spara och skicka')}</button>`
    : html`<a class="button primary big" href="#/visits">${t('Till besöken')}</a>`),
  focus: ({ field }) => field && focusField(field),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Model} model @param {Draft} draft @param {App} app */
const form = ({ products, pointed }, draft, app) => html`
  ${returnedFor(draft.record, app.catalog?.control_purchase.flatMap(({ fields }) => fields) ?? [], false)}
  <section class="card form-head"><span class="row-icon">${icon('bag')}</span><div><p>${textIn(draft.fields, 'premises_name')}</p>${savedWords(draft, app)}</div></section>
  ${apart()}
  <p class="soft">${t('Inget namn och ingen bild på någon, varken köpare eller personal.')}</p>
  ${asked(draft, app).map((one) => question({ draft, app, asked: one, pointed, products }))}
  ${draft.fields.submitted_at ? nothing : html`<button type="button" class="button plain danger" @click=${() => discard(draft.record, app)}>${icon('trash')}${t('Ta bort utkastet')}</button>`}`

/** When and how is asked when the trader has been told. @param {Draft} draft @param {App} app */
const asked = ({ fields }, app) => (app.catalog?.control_purchase ?? []).filter((one) => !one.fields.includes('trader_informed_at') || fields.trader_informed === true)

/** @param {Model} model @param {App} app */
async function save(model, app) {
  const { draft } = model
  if (!draft || model.busy) return
  const [hindrance] = hindrances(draft.fields, app.catalog?.privacy.rules ?? [])
  if (hindrance) return point(model, app, hindrance)
  model.busy = true
  try {
    if (!(await draft.flush())) throw draft.problem
    await app.store.submit(draft.record.id)
    buzz()
    app.go(`/reports/${draft.record.id}`, { replace: true })
    app.announcer.say(t('Sparat {when}. Skickas av sig självt när det finns nät.', { when: when(here.now()) }))
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}

/** @param {Model} model @param {App} app @param {ReturnType<typeof hindrances>[number]} hindrance */
function point(model, app, { field, reason }) {
  const question = app.catalog?.control_purchase.find(({ fields }) => fields.includes(field))?.question ?? ''
  const words = {
    missing: t('Svara på: {question}. Utkastet är sparat.', { question }),
    confirm: t('Bekräfta: {question}. Utan det är det inget kontrollköp som får göras. Utkastet är sparat.', { question }),
    personal: t('Texten ser ut att peka ut en person. Ta bort det markerade, så går kontrollköpet att skicka. Utkastet är sparat.'),
  }
  model.pointed = field
  app.announcer.say(words[reason], { tone: 'warn' })
  focusField(field)
}
