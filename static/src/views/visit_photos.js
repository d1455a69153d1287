// The photos of one point. Evidence keeps its full size and shows the first of its digest, by which it is known again.
import { html, nothing } from 'lit-html'
import { photosOfPoint } from '../domain/visits.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { chooseFiles, noPerson, picture } from './form_photos.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CheckItem} CheckItem */

const DIGEST_SHOWN = 8

/** @param {{evidence: boolean | null}} model @param {CheckItem} point @param {Draft} draft @param {App} app @param {boolean} deficient */
export function pointPhotos(model, { id }, draft, app, deficient) {
  const found = photosOfPoint(draft.fields, id)
  const evidence = model.evidence ?? deficient
  return html`<section class="card stack" data-field="photos">
    <h2>${t('Bilder')} <small>${t('bara saker och platser, inga gäster eller personal')}</small></h2>
    ${found.length ? html`<ul class="thumbs">${found.map((sha256, index) => picture(sha256, index, draft, app, evidenceWords(draft, sha256)))}</ul>` : nothing}
    <div class="pair">
      <a class="button" href="#/visit/${draft.record.id}/item/${id}/camera">${icon('camera')}${t('Ta bild')}</a>
      <label class="button file">${icon('image')}${t('Välj fil')}
        <input type="file" class="unseen" accept="image/*" multiple @change=${(/** @type {Event} */ event) => chooseFiles(event, draft, app, { item: id, evidence })}></label></div>
    ${evidenceTick(model, evidence, app)}${found.length ? noPerson(draft, false) : nothing}</section>`
}

/** @param {{evidence: boolean | null}} model @param {boolean} evidence @param {App} app */
export const evidenceTick = (model, evidence, app) => html`<label class="tick"><input type="checkbox" .checked=${evidence} @change=${(/** @type {Event} */ event) => ((model.evidence = /** @type {HTMLInputElement} */ (event.target).checked), app.draw())}>
  <span><b>${t('Nästa bild är bevis')}</b><small>${t('Sparas i full storlek med fingeravtryck.')}</small></span></label>`

/** @param {Draft} draft @param {string} sha256 */
const evidenceWords = (draft, sha256) => (/** @type {{evidence?: boolean} | null} */ (draft.fields[`photos/${sha256}`])?.evidence
  ? html`<small class="digest">${t('Bevis')} <code>${sha256.slice(0, DIGEST_SHOWN)}</code></small>` : nothing)
