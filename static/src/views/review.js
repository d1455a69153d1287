// Genomgång: what is shown to or read aloud for the person responsible, who acknowledges it; then the visit is sent or handed over.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { photosOf } from '../domain/observations.js'
import { protocolOf } from '../domain/protocol.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { dateWords, when } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import { acknowledgement } from './acknowledgement.js'
import { draftOf } from './draft_of.js'
import { noPerson } from './form_photos.js'
import { returned, savedWords } from './form_words.js'
import { afterwards } from './review_after.js'
import { hindrancesOf, inTheWay, isLead, leadOf } from './review_hindrances.js'
import { handOver, send } from './review_send.js'
import { thumbnail } from './thumbnail.js'
import { answerWords, deficiency, earlierWords } from './visit_findings.js'
import { visitPeople } from './visit_people.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */
/** @typedef {{draft: Draft | null, open: OpenDeficiency[], pointed: string | null, busy: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const review = {
  title: () => t('Genomgång'),
  back: (model) => (model?.draft ? `/visit/${model.draft.record.id}` : '/visits'),
  begin: () => ({ pointed: null, busy: false }),
  async load(app, { id }, model) {
    const draft = await draftOf(app, id, model.draft)
    const place = draft && (await app.store.premises(textIn(draft.fields, 'premises')))
    return { draft, open: draft?.fields.joint ? [] : place?.supervision?.open ?? [] }
  },
  view: (model, app) => (model.draft ? page(model, model.draft, app) : html`<p class="notice" data-tone="warn">${t('Besöket finns inte längre på telefonen.')}</p>`),
  bar: (model, app) => (model.draft ? bar(model, model.draft, app) : html`<a class="button primary big" href="#/visits">${t('Till besöken')}</a>`),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function page(model, draft, app) {
  const { fields, record } = draft
  return html`
    ${returned(record, null)}
    ${inTheWay(record, hindrancesOf(draft, app), model.pointed)}
    <section class="shown">
      ${isLead(fields, app) ? html`<p class="lead">${t('Visa skärmen för den som är ansvarig, eller läs upp den. Det här är vad som sågs och hördes. Kommunen bedömer det senare, och den som driver stället får yttra sig först.')}</p>` : nothing}
      ${summary(model, draft, app)}
    </section>
    ${photosOf(fields).length ? html`<section class="card">${noPerson(draft, model.pointed === 'no_person_in_photo')}</section>` : nothing}
    ${isLead(fields, app) ? acknowledgement(draft, app, model.pointed) : html`<p class="notice" data-tone="calm">${icon('info')}<span>${t('{label} leder besöket, gör genomgången med den ansvarige och skickar protokollet. Lämna över din del när du är klar.', { label: leadOf(fields) })}</span></p>`}
    ${visitPeople(fields, app)}
    ${isLead(fields, app) ? afterwards(draft, app, model.pointed) : nothing}
    ${savedWords(draft, app)}`
}

/** @param {Model} model @param {Draft} draft @param {App} app */
function summary({ open }, { fields, record }, app) {
  const { deficiencies, noted, inOrder, notApplicable, notChecked, earlier } = protocolOf(fields, app.catalog, open)
  /** @type {import('./visit_findings.js').Telling} */
  const telling = { picture: (sha256, words) => thumbnail(app, sha256, words), at: (time) => when(trueTime(time)), on: dateWords }
  const change = (/** @type {string} */ item) => html`<a class="button small" href="#/visit/${record.id}/item/${item}">${icon('pen')}${t('Ändra')}</a>`
  return html`
    <h2>${deficiencies.length ? count(deficiencies.length, '1 brist', '{n} brister') : t('Inga brister')}</h2>
    ${deficiencies.map((found) => deficiency(found, telling, change(found.point.id)))}
    ${earlier.length ? html`<h2>${t('Från tidigare besök')}</h2><ul class="said-list">${earlier.map((one) => {
      const { question, became, note } = earlierWords(one, app.catalog)
      return html`<li data-outcome=${one.outcome ?? ''}><b>${became}:</b> ${question}${note ? html`<small>${note}</small>` : nothing}</li>`
    })}</ul>` : nothing}
    ${inOrder.length ? html`<h2>${count(inOrder.length, '1 punkt utan anmärkning', '{n} punkter utan anmärkning')}</h2>
      <ul class="said-list">${inOrder.map(({ point, note }) => html`<li>${point.question}${note ? html`<small>${note}</small>` : nothing}</li>`)}</ul>` : nothing}
    ${noted.length ? html`<h2>${t('Antecknat')}</h2><ul class="said-list">${noted.map((found) => html`<li>${found.point.question} <b>${answerWords(found)}</b></li>`)}</ul>` : nothing}
    ${notChecked.length ? rest(count(notChecked.length, '1 punkt kontrollerades inte', '{n} punkter kontrollerades inte'), notChecked) : nothing}
    ${notApplicable.length ? rest(count(notApplicable.length, '1 punkt är inte aktuell här', '{n} punkter är inte aktuella här'), notApplicable) : nothing}`
}

/** @param {string} title @param {{question: string}[]} points */
const rest = (title, points) => html`<details class="unlooked"><summary><h2>${title}</h2></summary><ul class="said-list">${points.map(({ question }) => html`<li>${question}</li>`)}</ul></details>`

/** @param {Model} model @param {Draft} draft @param {App} app */
function bar(model, draft, app) {
  if (!isLead(draft.fields, app)) {
    return html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => handOver(model, draft, app)}>${icon('send')}<span>${t('Lämna över till {label}', { label: leadOf(draft.fields) })}</span></button>`
  }
  return html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => send(model, draft, app)}>${icon('check')}${draft.fields.submitted_at ? t('Spara och skicka igen') : t('Spara och skicka')}</button>`
}
