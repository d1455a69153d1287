// Taking part in a colleague's visit: its QR code by the camera in the page, or the link by hand.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { closeCamera, openCamera } from '../shell/camera.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { openDetector, watch } from '../shell/scanner.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {{text: string, wrong: boolean, looking: 'no' | 'starting' | 'yes' | 'cannot', stream: MediaStream | null, left: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const joinScan = {
  title: () => t('Gå med i ett besök'),
  back: () => '/visits',
  begin: () => ({ text: '', wrong: false, looking: 'no', stream: null, left: false }),
  view: (model, app) => html`
    <p class="lead">${t('Den som leder besöket visar en QR-kod på sin telefon. Det går utan nät.')}</p>
    ${camera(model, app)}
    <form class="card stack" @submit=${(/** @type {Event} */ event) => (event.preventDefault(), follow(model, app, model.text))}>
      <label class="field"><span>${t('Eller klistra in länken')}</span>
        <input name="link" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${live(model.text)} aria-invalid=${model.wrong ? 'true' : nothing} aria-describedby="link-help"
          @input=${(/** @type {Event} */ event) => Object.assign(model, { text: /** @type {HTMLInputElement} */ (event.target).value, wrong: false })}></label>
      <p id="link-help" class="soft" role="status">${model.wrong ? t('Det är ingen inbjudan till ett besök. Be om länken igen. Inget har ändrats på telefonen.') : t('Den som leder besöket kan dela den.')}</p>
      <button class="button">${t('Öppna inbjudan')}</button>
    </form>`,
  leave(model) {
    model.left = true
    closeCamera(model.stream)
  },
}

/** @param {Model} model @param {App} app */
function camera(model, app) {
  if (model.looking === 'cannot') {
    return html`<section class="notice" data-tone="calm">${icon('camera')}<div><b>${t('Öppna telefonens egen kamera')}</b>
      <p>${t('Den här webbläsaren kan inte läsa QR-koder. Rikta telefonens kamera mot koden och öppna länken som visas. Den leder hit.')}</p></div></section>`
  }
  if (model.looking === 'no') return html`<button type="button" class="button primary big" @click=${() => look(model, app)}>${icon('camera')}${t('Läs QR-koden')}</button>`
  return html`<div class="finder"><video autoplay playsinline muted .srcObject=${live(model.stream)} aria-label=${t('Kamerans bild')}></video></div>
    <p class="soft" role="status">${model.looking === 'yes' ? t('Håll koden mitt i bilden.') : t('Kameran startar …')}</p>`
}

/** @param {Model} model @param {App} app */
async function look(model, app) {
  const show = (/** @type {Partial<Model>} */ change) => (Object.assign(model, change), app.draw())
  show({ looking: 'starting' })
  const detector = await openDetector()
  const stream = detector && (await openCamera().catch(() => null))
  if (!stream || model.left) return stream ? closeCamera(stream) : show({ looking: 'cannot' })
  show({ stream, looking: 'yes' })
  const video = document.querySelector('video')
  if (video && detector) await watch(detector, video, (text) => follow(model, app, text), () => model.left)
}

/** @param {Model} model @param {App} app @param {string} text a link, or what it ends with @returns {boolean} whether it leads to a visit */
function follow(model, app, text) {
  const payload = /(?:#\/join\/|^)([\w-]{20,})\s*$/.exec(text.trim())?.[1]
  model.wrong = !payload
  if (payload) {
    buzz()
    app.go(`/join/${payload}`)
  }
  app.draw()
  return Boolean(payload)
}
