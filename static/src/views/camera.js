// The camera in the page. What is taken is stored before the next picture; a file is the other way.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { closeCamera, openCamera, takePicture } from '../shell/camera.js'
import { icon } from '../shell/icons.js'
import { homeOf } from '../shell/role.js'
import { count, t } from '../shell/texts.js'
import { keepPhoto } from './keep_photo.js'
import { evidenceTick } from './visit_photos.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null, item: string | null, evidence: boolean | null, stream: MediaStream | null, refused: boolean, taken: number, busy: boolean, left: boolean}} Model
 * `item` is a visit's point; `evidence` is null until the person has said */

/** @type {import('./screen').Screen<Model>} */
export const camera = {
  title: () => t('Ta bild'),
  back: (model, app) => (model?.record ? formOf(model.record, model.item) : homeOf(app.status)),
  begin: (_app, { item = null }) => ({ item, evidence: null, stream: null, refused: false, taken: 0, busy: false, left: false }),
  load: async (app, { id }) => ({ record: await app.store.record(id) }),
  view: (model, app) => html`
    ${model.refused ? refused(model, app) : html`<div class="finder"><video autoplay playsinline muted .srcObject=${live(model.stream)} aria-label=${t('Kamerans bild')}></video></div>`}
    ${model.item ? evidenceTick(model, isEvidence(model), app) : nothing}
    <p class="soft">${t('Bara saker och platser. Inga människor, inga registreringsskyltar.')}</p>`,
  bar: (model, app) => html`
    ${model.refused ? nothing : html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => take(model, app)}>${icon('camera')}${model.busy ? t('Sparar …') : t('Ta bild')}</button>`}
    <a class="button big" href="#${camera.back?.(model, app)}">${icon('check')}${model.taken ? count(model.taken, 'Klar, 1 bild', 'Klar, {n} bilder') : t('Klar')}</a>`,
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

/** The form that the pictures belong to. @param {RecordView} record @param {string | null} item */
const formOf = ({ id }, item) => (item ? `/visit/${id}/item/${item}/photos` : `/observation/${id}`)

/** A deficiency is worth its evidence. @param {Model} model */
const isEvidence = ({ record, item, evidence }) => evidence ?? record?.fields[`answers/${item}/value`] === 'deficiency'

/** @param {Model} model @param {App} app */
const refused = (model, app) => html`<section class="notice" data-tone="warn">${icon('camera')}<div>
  <b>${t('Kameran går inte att öppna här')}</b>
  <p>${t('Tillåt kameran i webbläsarens inställningar, eller gå tillbaka och välj en bild som fil. Det du har skrivit är sparat.')}</p>
  <a class="button small" href="#${camera.back?.(model, app)}">${t('Välj fil i stället')}</a></div></section>`

/** @param {Model} model @param {App} app */
async function take(model, app) {
  const video = document.querySelector('video')
  if (!model.record || !video || model.busy) return
  model.busy = true
  app.draw()
  const file = await takePicture(video)
  if (!file) app.announcer.say(t('Kameran är inte klar än. Försök igen om en stund.'), { tone: 'warn' })
  else if (await keepPhoto(app, model.record, file, model.item ? { item: model.item, evidence: isEvidence(model) } : {})) model.taken += 1
  model.busy = false
  app.draw()
}
