// The debrief at the end of a pass, and the end itself. It is stored as it is answered; the pass goes on until it is ended.
import { html, nothing } from 'lit-html'
import { numberIn, textIn } from '../domain/fields.js'
import { flags } from '../domain/privacy.js'
import { holdButton } from '../shell/hold.js'
import { icon } from '../shell/icons.js'
import { segmented } from '../shell/segmented.js'
import { stepper } from '../shell/stepper.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { draftOf } from './draft_of.js'
import { focusField } from './focus_field.js'
import { textField } from './form_note.js'
import { returned, savedWords, unfinished } from './form_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{draft: Draft | null, observations: RecordView[], field: string | null, pointed: boolean, busy: boolean}} Model */

const CALM = 'OB01'
const MOST_CALLS = 99
const CALLS = /** @type {const} */ ([['calls/112', '112'], ['calls/11414', '114 14'], ['calls/field_team', 'Fältgrupp'], ['calls/guard', 'Ordningsvakt']])

/** @type {import('./screen').Screen<Model>} */
export const shiftEnd = {
  title: (model) => (model?.draft?.record.fields.ended_at ? t('Passets avslut') : t('Avsluta passet')),
  back: (model) => (model?.draft?.record.fields.ended_at ? `/reports/${model.draft.record.id}` : '/shift'),
  begin: (_app, { field = null }) => ({ field, pointed: false, busy: false }),
  async load(app, { id }, model) {
    return { draft: await draftOf(app, id, model.draft), observations: await app.store.observations(id) }
  },
  view: (model, app) => (model.draft ? debrief(model, model.draft, app) : html`<p class="notice" data-tone="warn">${t('Passet finns inte längre på telefonen.')}</p>`),
  bar: (model, app) => (model.draft ? ending(model, model.draft, app) : html`<a class="button primary big" href="#/shift">${t('Till passet')}</a>`),
  focus: (model) => model.field && focusField(model.field),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function debrief(model, draft, app) {
  const set = (/** @type {string} */ name) => (/** @type {import('../types').Value} */ value) => draft.set({ [name]: value })
  const choice = (/** @type {string} */ name, /** @type {string} */ label) =>
    segmented({ name, label, chosen: draft.fields[name], options: (app.catalog?.buckets ?? []).map(({ id, label: words }) => [id, words]), choose: set(name) })
  return html`
    ${['calls', 'shift_calmness', 'people_about', 'youths_about', 'follow_up', 'nothing_to_report', null].map((field) => returned(draft.record, field))}
    <p class="lead">${t('Samlas en stund, också när inget har hänt. Allt är frivilligt att fylla i.')}</p>
    ${unfinished(model.observations.map(({ item }) => item).filter(({ group }) => group === 'draft'))}
    ${savedWords(draft, app)}
    <section class="card stack">
      ${segmented({ name: 'shift_calmness', label: t('Hur var kvällen?'), chosen: draft.fields.shift_calmness, options: [1, 2, 3, 4, 5].map((n) => [n, String(n)]), choose: set('shift_calmness'), ends: [t('Lugn'), t('Mycket orolig')] })}
      ${choice('people_about', t('Människor ute, ungefär'))}
      ${choice('youths_about', t('Varav ungdomar, ungefär'))}
    </section>
    <fieldset class="card stack" data-field="calls"><legend>${t('Samtal ni ringde')}</legend>
      ${CALLS.map(([name, label]) => stepper({ label: t(label), name, value: numberIn(draft.fields, name), least: 0, most: MOST_CALLS, change: set(name) }))}
    </fieldset>
    ${returned(draft.record, 'summary')}
    ${textField({ draft, app, name: 'summary', label: t('Sammanfattning'), hint: t('Vad hände, och var? Inte vem.'), most: 500, rows: 4, pointed: model.pointed })}
    <section class="card stack">
      ${tick(draft, 'follow_up', t('Behöver följas upp'), t('Samordnaren tar upp det med er.'))}
      ${tick(draft, 'nothing_to_report', t('Inget särskilt att rapportera'), t('Ett lugnt pass är också värt att veta.'), isCalm(model, draft))}
    </section>
    ${draft.record.fields.ended_at ? nothing : html`<p class="soft">${t('Håll inne knappen för att avsluta. Sedan ser ni vad som är kvar att skicka.')}</p>`}`
}

/** @param {Draft} draft @param {string} name @param {string} label @param {string} hint @param {boolean} [checked] */
const tick = (draft, name, label, hint, checked = draft.fields[name] === true) => html`<label class="tick" data-field=${name}>
  <input type="checkbox" .checked=${checked} @change=${(/** @type {Event} */ event) => draft.set({ [name]: /** @type {HTMLInputElement} */ (event.target).checked })}>
  <span><b>${label}</b><small>${hint}</small></span></label>`

/** What the person said, else what the pass tells. @param {Model} model @param {Draft} draft */
function isCalm({ observations }, { fields }) {
  if (typeof fields.nothing_to_report === 'boolean') return fields.nothing_to_report
  return observations.length > 0 && observations.every((record) => record.fields.category === CALM)
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function ending(model, draft, app) {
  if (draft.record.fields.ended_at) return html`<button type="button" class="button primary big" @click=${() => end(model, draft, app)}>${icon('check')}${t('Spara och skicka igen')}</button>`
  return holdButton({
    label: t('Håll inne för att avsluta'),
    question: { title: t('Avsluta passet?'), text: t('Det som är skrivet sparas och skickas när det finns nät.'), yes: t('Avsluta') },
    short: () => app.announcer.say(t('Håll inne knappen lite längre för att avsluta passet.')),
    done: () => end(model, draft, app),
  })
}

/** @param {Model} model @param {Draft} draft @param {App} app */
async function end(model, draft, app) {
  if (model.busy) return
  if (flags(textIn(draft.fields, 'summary'), app.catalog?.privacy.rules ?? []).some(({ action }) => action === 'stop')) return point(model, app)
  model.busy = true
  const ended = draft.record.fields.ended_at ?? { ...here.timeNow(app.status?.clockOffset ?? null) }
  try {
    if (!(await draft.flush())) throw draft.problem
    await app.store.submit(draft.record.id, { ended_at: ended, nothing_to_report: isCalm(model, draft) })
    app.go(`/shift/${draft.record.id}/done`, { replace: true })
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}

/** @param {Model} model @param {App} app */
function point(model, app) {
  model.pointed = true
  app.announcer.say(t('Sammanfattningen ser ut att peka ut en person. Ta bort det markerade, så går passet att avsluta. Texten är sparad.'), { tone: 'warn' })
  focusField('summary')
}
