// Photos, where the category allows them: the camera in the page first, a file as the other way.
import { html, nothing } from 'lit-html'
import { photosOf } from '../domain/observations.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { keepPhoto } from './keep_photo.js'
import { thumbnail } from './thumbnail.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */

/** @param {Draft} draft @param {App} app @param {boolean} pointed whether saving was stopped here */
export function photos(draft, app, pointed) {
  const found = photosOf(draft.fields)
  return html`<section class="card stack" data-field="photos">
    <h2>${t('Bilder')} <small>${t('bara saker och platser')}</small></h2>
    ${found.length ? html`<ul class="thumbs">${found.map((sha256, index) => picture(sha256, index, draft, app))}</ul>` : nothing}
    <div class="pair">
      <a class="button" href="#/observation/${draft.record.id}/camera">${icon('camera')}${t('Ta bild')}</a>
      <label class="button file">${icon('image')}${t('Välj fil')}
        <input type="file" class="unseen" accept="image/*" multiple @change=${(/** @type {Event} */ event) => chooseFiles(event, draft, app)}></label>
    </div>
    ${found.length ? noPerson(draft, pointed) : nothing}
  </section>`
}

/** Said of all the record's photos before any is sent. @param {Draft} draft @param {boolean} pointed whether saving was stopped here */
export const noPerson = (draft, pointed) => html`<label class="tick" data-field="no_person_in_photo" data-pointed=${pointed}>
  <input type="checkbox" .checked=${draft.fields.no_person_in_photo === true}
    @change=${(/** @type {Event} */ event) => draft.set({ no_person_in_photo: /** @type {HTMLInputElement} */ (event.target).checked })}>
  <span><b>${t('Ingen person i bild')}</b><small>${t('Inga ansikten, registreringsskyltar eller hem inifrån.')}</small></span></label>`

/** @param {string} sha256 @param {number} index @param {Draft} draft @param {App} app @param {import('./screen').Template} [words] beneath it */
export function picture(sha256, index, draft, app, words = nothing) {
  const problem = draft.record.item.photos.find((photo) => photo.sha256 === sha256)?.problem
  return html`<li>
    ${thumbnail(app, sha256, t('Bild {n}', { n: index + 1 }))}
    <button type="button" class="icon-button" aria-label=${t('Ta bort bild {n}', { n: index + 1 })} @click=${() => remove(sha256, draft, app)}>${icon('trash')}</button>
    ${words}${problem ? html`<small class="standing" data-tone="alarm">${problem}</small>` : nothing}
  </li>`
}

/** @param {Event} event @param {Draft} draft @param {App} app @param {import('./keep_photo.js').Belonging} [belonging] */
export async function chooseFiles(event, draft, app, belonging) {
  const input = /** @type {HTMLInputElement} */ (event.target)
  await draft.flush()
  for (const file of [...(input.files ?? [])]) await keepPhoto(app, draft.record, file, belonging)
  input.value = ''
  await app.refresh()
}

/** @param {string} sha256 @param {Draft} draft @param {App} app */
async function remove(sha256, draft, app) {
  try {
    draft.record = await app.store.removePhoto(draft.record.id, sha256)
    app.announcer.say(t('Bilden är borttagen.'))
  } catch (problem) {
    app.announcer.problem(problem)
  }
}
