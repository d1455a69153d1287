// The camera in the page. What is taken is stored before the next picture; a file is the other way.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { closeCamera, openCamera, takePicture } from '../shell/camera.js'
import { icon } from '../shell/icons.js'
import { count, t } from '../shell/texts.js'
import { keepPhoto } from './keep_photo.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null, stream: MediaStream | null, refused: boolean, taken: number, busy: boolean, left: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const camera = {
  title: () => t('Ta bild'),
  back: (model) => (model?.record ? `/observation/${model.record.id}` : '/shift'),
  begin: () => ({ stream: null, refused: false, taken: 0, busy: false, left: false }),
  load: async (app, { id }) => ({ record: await app.store.record(id) }),
  view: (model) => html`
    ${model.refused ? refused(model) : html`<div class="finder"><video autoplay playsinline muted .srcObject=${live(model.stream)} aria-label=${t('Kamerans bild')}></video></div>`}
    <p class="soft">${t('Bara saker och platser. Inga människor, inga registreringsskyltar.')}</p>`,
  bar: (model, app) => html`
    ${model.refused ? nothing : html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => take(model, app)}>${icon('camera')}${model.busy ? t('Sparar …') : t('Ta bild')}</button>`}
    <a class="button big" href="#/observation/${model.record?.id}">${icon('check')}${model.taken ? count(model.taken, 'Klar, 1 bild', 'Klar, {n} bilder') : t('Klar')}</a>`,
  async shown(model, app) {
    app.locator.search()
    try {
      const stream = await openCamera()
      if (model.left) return closeCamera(stream)
      model.stream = stream
    } catch {
      model.refused = true
    }
    app.draw()
  },
  leave(model) {
    model.left = true
    closeCamera(model.stream)
  },
}

/** @param {Model} model */
const refused = (model) => html`<section class="notice" data-tone="warn">${icon('camera')}<div>
  <b>${t('Kameran går inte att öppna här')}</b>
  <p>${t('Tillåt kameran i webbläsarens inställningar, eller gå tillbaka och välj en bild som fil. Observationen är sparad.')}</p>
  <a class="button small" href="#/observation/${model.record?.id}">${t('Välj fil i stället')}</a></div></section>`

/** @param {Model} model @param {App} app */
async function take(model, app) {
  const video = document.querySelector('video')
  if (!model.record || !video || model.busy) return
  model.busy = true
  app.draw()
  const file = await takePicture(video)
  if (!file) app.announcer.say(t('Kameran är inte klar än. Försök igen om en stund.'), { tone: 'warn' })
  else if (await keepPhoto(app, model.record, file)) model.taken += 1
  model.busy = false
  app.draw()
}
