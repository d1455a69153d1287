// One point: what was seen or heard, when and by whom, what was said of it, and what was put right. Never what it leads to.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { answerField, isDeficient, pointsOf } from '../domain/visits.js'
import { draftOf } from './draft_of.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { focusField } from './focus_field.js'
import { textField } from './form_note.js'
import { time } from './form_time.js'
import { returnedFor, savedWords } from './form_words.js'
import { answerControl } from './visit_answer.js'
import { pointPhotos } from './visit_photos.js'
import { join } from './premises_words.js'
import { routeAt, severityHelp, severityWords } from './visit_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {{draft: Draft | null, point: CheckItem | null, evidence: boolean | null, part: string | null}} Model
 * `part` is what of the point is shown first, `evidence` is whether the next pictures keep their full size, null until the person has said */

const PARTS = /** @type {const} */ (['value', 'note', 'observed_at', 'observed_by', 'said', 'corrected', 'deadline'])
const PHOTOS = 'photos'
const MOST = { note: 2000, said: 1000, observed_by: 80 }

/** @type {import('./screen').Screen<Model>} */
export const visitItem = {
  title: (model) => (model?.point ? t('Punkt {id}', { id: model.point.id }) : t('Punkt')),
  back: (model) => (model?.draft ? routeAt(model.draft.record.id, model.point?.id ?? null) : '/visits'),
  begin: (_app, { part = null }) => ({ part, evidence: null }),
  async load(app, { id, item }, model) {
    const draft = await draftOf(app, id, model.draft)
    return { draft, point: (draft && pointsOf(draft.fields, app.catalog).find((point) => point.id === item)) ?? null }
  },
  view: (model, app) => (model.draft && model.point ? form(model, model.draft, model.point, app) : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Punkten finns inte i det här besöket.')}</span></p>`),
  bar: (model) => html`<a class="button primary big" href="#${visitItem.back?.(model, /** @type {any} */ (null))}">${icon('check')}${t('Klar')}</a>`,
  focus: ({ point, part }) => point && part && focusField(part === PHOTOS ? part : answerField(point.id, /** @type {(typeof PARTS)[number]} */ (part))),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Model} model @param {Draft} draft @param {CheckItem} point @param {App} app */
function form(model, draft, point, app) {
  const fields = draft.fields
  const deficient = isDeficient(fields, point)
  return html`
    ${returnedFor(draft.record, PARTS.map((part) => answerField(point.id, part)))}
    <section class="card stack points">
      <div class="point-words"><h2>${point.question}</h2><small>${join(point.id, point.reference ?? '')}</small>
        ${point.hint ? html`<p class="soft">${point.hint}</p>` : nothing}${savedWords(draft, app)}</div>
      ${answerControl(point, draft, fields, app, () => {})}</section>
    ${deficient ? severity(point) : nothing}
    ${observation(point, draft, deficient, app)}
    ${deficient ? handling(point, draft, app) : nothing}
    ${pointPhotos(model, point, draft, app, deficient)}`
}

/** @param {CheckItem} point */
const severity = ({ severity: grave, now }) => (now
  ? html`<section class="notice big-notice now" data-tone="alarm" role="alert">${icon('alert')}<div><h2>${t('Gör nu')}</h2><p>${now}</p><p class="soft">${severityWords(grave)}. ${severityHelp(grave)}</p></div></section>`
  : html`<p class="notice" data-tone="warn">${icon('info')}<span><b>${severityWords(grave)}.</b> ${severityHelp(grave)}</span></p>`)

/** @param {CheckItem} point @param {Draft} draft @param {boolean} deficient @param {App} app */
function observation(point, draft, deficient, app) {
  const note = answerField(point.id, 'note')
  const missing = deficient && !textIn(draft.fields, note).trim()
  return html`${textField({ draft, app, name: note, label: deficient ? t('Iakttagelse') : t('Anteckning'), most: MOST.note, rows: 5, pointed: false,
    hint: deficient ? t('Vad sågs eller hördes? Vem av er såg det, och när?') : t('Frivilligt. Det som sågs eller hördes, neutralt.') })}
    ${missing ? html`<p class="standing" data-tone="warn">${icon('pen')}<span>${t('En brist behöver en iakttagelse innan besöket avslutas.')}</span></p>` : nothing}
    ${deficient ? [advice(), time(draft, answerField(point.id, 'observed_at'), t('När det iakttogs')), observer(point, draft)] : nothing}`
}

const advice = () => html`<details class="card fold"><summary>${icon('info')}<span><b>${t('Så skrivs en iakttagelse')}</b></span><span class="fold-open">${t('Visa')}</span></summary>
  <ul class="advice">
    <li data-tone="calm">${icon('check')}<span>${t('”23:48 serverades en starköl till en gäst som sluddrade och tog stöd mot bardisken. Två inspektörer såg det.”')}</span></li>
    <li data-tone="calm">${icon('check')}<span>${t('”Vid ankomst 21:35 fanns ingen av de anmälda serveringsansvariga. Personal uppgav att ansvarig skulle komma 22:00.”')}</span></li>
    <li data-tone="alarm">${icon('close')}<span>${t('Inga namn på gäster eller personal, inga utseenden.')}</span></li>
    <li data-tone="alarm">${icon('close')}<span>${t('Inga slutsatser om skuld, inga omdömen och inget om vad det kan leda till.')}</span></li>
  </ul></details>`

/** @param {CheckItem} point @param {Draft} draft */
function observer(point, draft) {
  const name = answerField(point.id, 'observed_by')
  return html`<section class="card"><label class="field"><span>${t('Iakttogs av')}</span><small>${t('Initialer eller tjänste-id på er som såg eller hörde det.')}</small>
    <input data-field=${name} maxlength=${MOST.observed_by} autocomplete="off" .value=${textIn(draft.fields, name)} @input=${(/** @type {Event} */ event) => draft.type(name, inputOf(event).value)} @blur=${() => draft.flush()}></label></section>`
}

/** @param {CheckItem} point @param {Draft} draft @param {App} app */
function handling(point, draft, app) {
  const [corrected, deadline] = [answerField(point.id, 'corrected'), answerField(point.id, 'deadline')]
  return html`
    ${textField({ draft, app, name: answerField(point.id, 'said'), label: t('Vad sades på platsen?'), hint: t('Det ansvarig fick veta och svarade, återgivet neutralt.'), most: MOST.said, rows: 3, pointed: false })}
    <section class="card stack">
      <label class="tick" data-field=${corrected}><input type="checkbox" .checked=${draft.fields[corrected] === true} @change=${(/** @type {Event} */ event) => draft.set({ [corrected]: inputOf(event).checked || null })}>
        <span><b>${t('Rättat på plats')}</b><small>${t('Det var i ordning innan besöket slutade.')}</small></span></label>
      <label class="field"><span>${t('Ska vara rättat senast')}</span><small>${t('Förslaget är kommunens. Ändra om ni kom överens om annat.')}</small>
        <input type="date" data-field=${deadline} .value=${textIn(draft.fields, deadline)} @change=${(/** @type {Event} */ event) => draft.set({ [deadline]: inputOf(event).value || null })}></label></section>`
}

/** @param {Event} event */
const inputOf = (event) => /** @type {HTMLInputElement} */ (event.target)
