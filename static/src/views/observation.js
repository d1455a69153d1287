// One observation. Time and place are filled in; all else is optional, and stored as it is entered.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { flags } from '../domain/privacy.js'
import { hindrances, improves, placeFields } from '../domain/observations.js'
import { SEARCH_MS } from '../shell/locator.js'
import { draftOf } from './draft_of.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { called } from './form_called.js'
import { note } from './form_note.js'
import { photos } from './form_photos.js'
import { where } from './form_place.js'
import { time } from './form_time.js'
import { fillInPlace } from './fill_in_place.js'
import { focusField } from './focus_field.js'
import { categoryOf, longLabel } from './labels.js'
import { returned, savedWords } from './form_words.js'
import { discard } from './discard.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {{draft: Draft | null, category: Category | null, field: string | null, openedAt: number, busy: boolean, pointed: string | null}} Model */

/** @type {import('./screen').Screen<Model>} */
export const observation = {
  title: (model) => model?.category?.short ?? t('Observation'),
  back: (model) => (model?.draft?.record.fields.submitted_at ? `/reports/${model.draft.record.id}` : '/shift'),
  begin: (_app, { field = null }) => ({ field, openedAt: here.now(), pointed: null, busy: false }),
  async load(app, { id }, model) {
    const draft = await draftOf(app, id, model.draft)
    return { draft, category: draft && categoryOf(app.catalog, draft.fields.category) }
  },
  view: (model, app) => (model.draft && model.category ? form(model, model.draft, model.category, app) : gone()),
  bar: (model, app) => (model.draft && model.category
    ? html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => save(model, app)}>${icon('check')}${model.draft.fields.submitted_at ? t('Spara och skicka igen') : t('Spara')}</button>`
    : html`<a class="button primary big" href="#/shift">${t('Till passet')}</a>`),
  shown({ draft }, app) {
    if (draft && !draft.fields.place && !draft.fields.submitted_at) app.locator.search()
  },
  focus: ({ field }) => field && focusField(field),
  located({ draft, category, openedAt }, app) {
    const fix = app.locator.best()
    if (!draft || !category || !fix || here.now() - openedAt > SEARCH_MS || !improves(draft.fields, fix)) return
    draft.set(placeFields(category, fix))
  },
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

const gone = () => html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Observationen finns inte längre på telefonen.')}</span></p>`

/** @param {Model} model @param {Draft} draft @param {Category} category @param {App} app */
function form(model, draft, category, app) {
  const why = (/** @type {string} */ field) => returned(draft.record, field)
  return html`
  ${returned(draft.record, null)}
  <section class="card form-head">
    <span class="row-icon">${icon(category.icon)}</span>
    <div><p>${longLabel(category)}</p>${savedWords(draft, app)}</div>
    ${draft.fields.submitted_at ? nothing : html`<a class="button small" href="#/observation/${draft.record.id}/category">${t('Byt')}</a>`}
  </section>
  ${category.minimal ? html`<p class="notice" data-tone="calm">${icon('info')}<span>${t('Här sparas bara tiden och om ni ringt 112. Ingen plats, ingen text, ingen bild.')}</span></p>` : nothing}
  ${category.call ? [why('called_112'), why('called_11414'), called(draft, category)] : nothing}
  ${why('happened_at')}${time(draft)}
  ${category.minimal ? nothing : [why('place'), where(draft, category, app)]}
  ${why('note')}${category.note ? note(draft, app, model.pointed === 'note') : category.minimal ? nothing : html`<p class="soft">${t('Ingen fritext för den här kategorin. Berätta för polisen i samtalet.')}</p>`}
  ${why('photos')}${why('no_person_in_photo')}${category.camera ? photos(draft, app, model.pointed === 'no_person_in_photo') : nothing}
  ${draft.fields.submitted_at ? nothing : html`<button type="button" class="button plain danger" @click=${() => discard(draft.record, app)}>${icon('trash')}${t('Ta bort utkastet')}</button>`}`
}

/** @param {Model} model @param {App} app */
async function save(model, app) {
  const { draft, category } = model
  if (!draft || !category || model.busy) return
  const [hindrance] = hindrances(draft.fields, category, flags(textIn(draft.fields, 'note'), app.catalog?.privacy.rules ?? []))
  if (hindrance) return point(model, app, hindrance)
  model.busy = true
  try {
    if (!(await draft.flush())) throw draft.problem
    await app.store.submit(draft.record.id)
    buzz()
    app.go(draft.record.fields.submitted_at ? `/reports/${draft.record.id}` : '/shift', { replace: true })
    const { place, place_name: name } = draft.fields
    app.announcer.say(place || name || category.minimal || draft.record.fields.submitted_at ? t('Sparat {when}. Skickas av sig självt när det finns nät.', { when: when(here.now()) })
      : t('Sparat {when} utan plats. Den fylls i om telefonen hittar den.', { when: when(here.now()) }))
    if (!place && !name && !draft.record.fields.submitted_at) await fillInPlace(app, draft.record.id, category)
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}

/** @param {Model} model @param {App} app @param {ReturnType<typeof hindrances>[number]} hindrance */
function point(model, app, { field, reason }) {
  const words = {
    personal: t('Texten ser ut att peka ut en person. Ta bort det markerade, så går den att skicka. Utkastet är sparat.'),
    confirm_photo: t('Bekräfta att ingen person syns på bilden, eller ta bort bilden. Utkastet är sparat.'),
    called: t('Svara om ni har ringt 112. Utkastet är sparat.'),
  }
  model.pointed = field
  app.announcer.say(words[reason], { tone: 'warn' })
  focusField(field)
}
