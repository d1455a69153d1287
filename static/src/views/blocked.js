// Screens for when the app cannot work as it should: open in another tab, or a browser that cannot keep reports.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { homeLink } from './home_link.js'

/** @type {import('./screen').Screen<{takeOver: () => void, busy?: boolean}>} */
export const secondTab = {
  title: () => t('Öppen på annat håll'),
  alone: true,
  view: () => html`<section class="card stack">${icon('device')}
    <h2>${t('Appen är redan öppen i en annan flik')}</h2>
    <p>${t('Allt är sparat. Bara en flik i taget skriver, så att inget skrivs över. Gå till den andra fliken, eller fortsätt här.')}</p></section>`,
  bar: (model, app) => html`<button type="button" class="button primary big" aria-busy=${Boolean(model.busy)} @click=${() => ((model.busy = true), app.draw(), model.takeOver())}>${model.busy ? t('Tar över …') : t('Fortsätt här')}</button>`,
}

/** @type {import('./screen').Screen<{problem: {title?: string, detail?: string}}>} */
export const cannotOpen = {
  title: () => t('Går inte att öppna'),
  alone: true,
  view: ({ problem }) => html`<section class="card stack" data-tone="alarm" role="alert">${icon('alert')}
    <h2>${problem.title ?? t('Det som är sparat går inte att öppna')}</h2>
    <p>${problem.detail ?? t('Inget är ändrat. Stäng appen helt och öppna den igen. Hjälper inte det, kontakta samordnaren innan du rensar något.')}</p>
    <p class="soft">${t('112 och 114 14 fungerar ändå.')}</p></section>`,
  bar: () => html`<button type="button" class="button primary big" @click=${() => location.reload()}>${t('Försök igen')}</button>`,
}

/** The first paint, and any address that leads nowhere. @type {import('./screen').Screen<{}>} */
export const opening = { title: () => t('Fältappen'), view: () => nothing, tab: 'home' }

/** A part of the app that has not reached this phone. @type {import('./screen').Screen<{}>} */
export const notFetched = {
  title: () => t('Inte hämtad än'),
  tab: 'home',
  view: () => html`<section class="notice" data-tone="warn">${icon('download')}<div><b>${t('Skärmen har inte hämtats till telefonen')}</b>
    <p>${t('Det som är sparat ligger kvar. Skärmen hämtas när telefonen har nät, och finns sedan kvar utan nät.')}</p>
    <button type="button" class="button small" @click=${() => location.reload()}>${t('Försök igen')}</button></div></section>`,
}

/** @type {import('./screen').Screen<{}>} */
export const unknown = {
  title: () => t('Sidan finns inte'),
  tab: 'home',
  view: (_model, app) => html`<section class="empty">${icon('map')}<p>${t('Adressen leder ingenstans. Allt som är sparat finns kvar.')}</p>${homeLink(app)}</section>`,
}
