// The points of a visit, by checklist and group. Nothing is in order until somebody has said so.
import { html, nothing } from 'lit-html'
import { photosOf } from '../domain/observations.js'
import { nextOf } from '../domain/visit_order.js'
import { checklistsOf } from '../domain/visits.js'
import { discard } from './discard.js'
import { draftOf } from './draft_of.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import { textIn, timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { noPerson } from './form_photos.js'
import { showPoint } from './focus_field.js'
import { returned, savedWords } from './form_words.js'
import { join } from './premises_words.js'
import { isLead } from './review_hindrances.js'
import { earlierSection } from './visit_earlier.js'
import { groupSection } from './visit_group.js'
import { occasionWords, progressWords, routeAt, visitKindWords } from './visit_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {{draft: Draft | null, premises: import('../types').PremisesView | null, at: string | null}} Model
 * `at` is the point that was touched last */

/** @type {import('./screen').Screen<Model>} */
export const visit = {
  title: (model) => (model?.draft ? textIn(model.draft.fields, 'premises_name') || t('Besök') : t('Besök')),
  back: () => '/visits',
  begin: (_app, { item = null }) => ({ at: item }),
  async load(app, { id }, model) {
    const draft = await draftOf(app, id, model.draft)
    const premises = draft && textIn(draft.fields, 'premises')
    return { draft, premises: premises ? await app.store.premises(premises) : null }
  },
  view: (model, app) => (model.draft ? points(model, model.draft, app) : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Besöket finns inte längre på telefonen.')}</span></p>`),
  bar: (model, app) => (model.draft ? onward(model, model.draft, app) : html`<a class="button primary big" href="#/visits">${t('Till besöken')}</a>`),
  focus: ({ at }) => at && showPoint(at),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function points(model, draft, app) {
  const fields = draft.fields
  const touch = (/** @type {string} */ item) => remember(model, item, draft.record.id, app)
  return html`
    ${returned(draft.record, null)}
    <section class="card form-head"><div><p>${join(visitKindWords(app.catalog, fields.visit_kind), occasionWords(app.catalog, fields.occasion))}</p>
        <p class="soft">${startWords(fields)}</p>${savedWords(draft, app)}</div>
      <a class="icon-button" href="#/visit/${draft.record.id}/about" aria-label=${t('Ändra om besöket')}>${icon('pen')}</a>
      <a class="icon-button" href="#/visit/${draft.record.id}/invite" aria-label=${t('Bjud in någon till besöket')}>${icon('people')}</a></section>
    ${earlierSection(draft, model.premises, app, touch)}
    ${checklistsOf(fields, app.catalog).map((list) => html`<section class="checklist" aria-labelledby="list-${list.id}">
      <h2 class="list-title" id="list-${list.id}">${list.title}</h2>
      ${groupSection(list, draft, fields, app, touch)}</section>`)}
    ${photosOf(fields).length ? html`<section class="card stack"><h2>${count(photosOf(fields).length, '1 bild', '{n} bilder')}</h2>${noPerson(draft, false)}</section>` : nothing}
    ${fields.submitted_at || !isLead(fields, app) ? nothing : html`<button type="button" class="button plain danger" @click=${() => discard(draft.record, app)}>${icon('trash')}${t('Ta bort utkastet')}</button>`}`
}

/** @param {import('../types').Fields} fields */
function startWords(fields) {
  const started = timeIn(fields, 'started_at')
  return started ? t('Började {when}', { when: when(trueTime(started)) }) : ''
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function onward(model, draft, app) {
  const next = nextOf(draft.fields, model.at, model.premises, app.catalog)
  return html`<p class="bar-words" role="status">${progressWords(draft.fields, app.catalog)}</p>
    ${next ? html`<button type="button" class="button big" @click=${() => ((model.at = next), showPoint(next))}>${icon('chevron')}${t('Nästa obesvarade')}</button>` : nothing}
    <a class="button big ${next ? '' : 'primary'}" href="#/visit/${draft.record.id}/review">${icon('check')}${t('Gå igenom')}</a>`
}

/** After a kill the app opens at the point that was touched last. @param {Model} model @param {string} item @param {string} id @param {App} app */
function remember(model, item, id, app) {
  model.at = item
  app.store.rememberScreen(routeAt(id, item)).catch((problem) => app.announcer.problem(problem))
}
