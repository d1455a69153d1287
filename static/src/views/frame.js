// What is around every screen: header, status line, strip, tabs, and the answers at the bottom. It draws; it does not ask the store.
import { html, nothing, render } from 'lit-html'
import { icon } from '../shell/icons.js'
import { isInspector } from '../shell/role.js'
import { statusLine } from '../shell/status.js'
import { strip } from '../shell/strip.js'
import { tabs } from '../shell/tabs.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'

/** @typedef {import('./screen').Screen} Screen */
/** @typedef {import('./screen').App} App */
/** @typedef {import('./screen').Template} Template */

/** @param {{screen: Screen, model: object | null, app: App, needsYou: number, body: Template}} page */
function template({ screen, model, app, needsYou, body }) {
  const back = screen.back?.(model, app)
  const inspector = isInspector(app.status)
  return html`
    <header class="head"><div class="top">
      ${back ? html`<a class="icon-button" href="#${back}" aria-label=${t('Tillbaka')}>${icon('back')}</a>` : nothing}
      <h1 id="title" tabindex="-1">${screen.title(model)}</h1>
      ${screen.alone ? nothing : html`<a class="icon-button" href="#/more" aria-label=${t('Mer om appen')}>${icon('info')}</a>`}
    </div>
    ${screen.alone || app.status?.enrolled === false ? nothing : statusLine(app.status, here.now())}</header>
    <main class="main" tabindex="0" aria-labelledby="title">${body}</main>
    <footer class="dock">
      ${app.announcer.template()}
      ${model && screen.bar ? html`<div class="bar">${screen.bar(model, app)}</div>` : nothing}
      ${screen.bare || inspector ? nothing : strip()}
      ${screen.tab ? tabs(screen.tab, needsYou, inspector) : nothing}
    </footer>`
}

/** @param {HTMLElement} root @param {{screen: Screen, model: object | null, app: App, needsYou: number, problem: unknown}} page */
export function draw(root, page) {
  const { screen, model, app, problem } = page
  const body = problem ? failed(problem, app) : model ? screen.view(model, app) : skeleton()
  document.title = `${screen.title(model)} – ${t('Fältappen')}`
  render(template({ ...page, body }), root)
}

const skeleton = () => html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`

/** @param {unknown} problem @param {App} app */
function failed(problem, app) {
  const { title, detail } = /** @type {{title?: string, detail?: string}} */ (problem)
  return html`<section class="card" data-tone="alarm" role="alert">
    <h2>${title ?? t('Skärmen gick inte att visa')}</h2>
    <p>${detail ?? t('Det som är sparat ligger kvar på telefonen. Försök igen, eller gå till Mina rapporter.')}</p>
    <button type="button" class="button primary" @click=${() => app.refresh()}>${t('Försök igen')}</button>
    <a class="button" href="#/reports">${t('Mina rapporter')}</a>
  </section>`
}
