// A phone becomes a walker's: by the invitation's link or QR code, or by typing its code.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { homeLink } from './home_link.js'

/** @typedef {{code: string, problem: {title: string, detail: string} | null, busy: boolean, change: boolean}} Model */
/** @typedef {import('./screen').App} App */

const LENGTH = 8

/** @type {import('./screen').Screen<Model>} */
export const enrol = {
  title: () => t('Välkommen'),
  open: true,
  begin: (_app, { code = '' }) => ({ code: plain(code), problem: null, busy: false, change: false }),
  view: (model, app) => (app.status?.enrolled && app.status.access === 'ok' && !model.busy && !model.change ? already(model, app) : form(model, app)),
}

/** @param {Model} model @param {App} app */
const form = (model, app) => html`
  <p class="lead">${t('Fältappen är kommunens anteckningsbok för nattvandrare, volontärer och inspektörer. Det du skriver sparas på telefonen direkt, även utan nät.')}</p>
  <form class="card stack" @submit=${(/** @type {Event} */ event) => (event.preventDefault(), send(model, app))}>
    <h2>${t('Anslut telefonen')}</h2>
    <p>${t('Öppna länken eller QR-koden från samordnaren, eller skriv koden här.')}</p>
    <label class="field"><span>${t('Kod från inbjudan')}</span>
      <input class="code" name="code" .value=${model.code} autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="12"
        placeholder="K7QM 42XP" aria-describedby="code-help" aria-invalid=${model.problem ? 'true' : nothing} @input=${typed(model)}></label>
    <p id="code-help" class="soft">${t('Åtta tecken. Koden gäller i 15 minuter och för en telefon.')}</p>
    ${model.problem ? html`<div class="notice" data-tone="alarm" role="alert">${icon('alert')}<p><b>${model.problem.title}.</b> ${model.problem.detail}</p></div>` : nothing}
    <button class="button primary big" aria-busy=${model.busy}>${model.busy ? t('Ansluter …') : t('Anslut telefonen')}</button>
  </form>
  <p class="soft">${t('Inget namn behövs. Samordnaren ser din roll, till exempel ”Nattvandrare 3”.')} <a href="#/more">${t('Så hanteras uppgifterna')}</a></p>`

/** @param {Model} model @param {App} app */
const already = (model, app) => html`<section class="card stack">
  <h2>${t('Telefonen är redan ansluten')}</h2>
  <p>${t('Den hör till {label}.', { label: app.status?.person?.label ?? '' })}</p>
  ${homeLink(app, 'button primary big')}</section>
  <section class="card stack"><p>${t('Ska någon annan ha telefonen? Det som väntar ligger kvar, syns inte för den nya och skickas i ditt namn.')}</p>
  <button type="button" class="button" @click=${() => ((model.change = true), app.draw())}>${t('Anslut till någon annan')}</button></section>`

/** @param {Model} model */
const typed = (model) => (/** @type {Event} */ event) => {
  model.code = /** @type {HTMLInputElement} */ (event.target).value
  model.problem = null
}

/** @param {Model} model @param {App} app */
async function send(model, app) {
  if (model.busy) return
  if (plain(model.code).length !== LENGTH) return fail(model, app, { title: t('Koden är inte hel'), detail: t('Den har åtta tecken. Kontrollera den mot inbjudan.') })
  Object.assign(model, { busy: true, problem: null })
  app.draw()
  try {
    await app.store.enrol(plain(model.code), deviceName())
    await app.refresh()
    app.go('/ready', { replace: true })
  } catch (problem) {
    fail(model, app, /** @type {Model['problem']} */ (problem))
  }
}

/** @param {Model} model @param {App} app @param {Model['problem']} problem */
function fail(model, app, problem) {
  Object.assign(model, { busy: false, problem })
  app.draw()
  document.querySelector('input')?.focus()
}

/** @param {string} code */
const plain = (code) => code.toUpperCase().replace(/[\s-]/g, '')

/** What the coordinator sees in the list of phones. */
function deviceName() {
  const agent = navigator.userAgent
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iPhone' : /Windows/.test(agent) ? 'Windows' : /Mac/.test(agent) ? 'Mac' : 'Linux'
  const browser = /Firefox/.test(agent) ? 'Firefox' : /Edg\//.test(agent) ? 'Edge' : /Chrome/.test(agent) ? 'Chrome' : 'Safari'
  return t('{browser} på {system}', { browser, system })
}
