// The way to the first tab, whosever phone it is.
import { html } from 'lit-html'
import { homeOf, isInspector } from '../shell/role.js'
import { t } from '../shell/texts.js'

/** @param {import('./screen').App} app @param {string} [look] the classes of the button */
export const homeLink = (app, look = 'button primary') => html`<a class=${look} href="#${homeOf(app.status)}">${isInspector(app.status) ? t('Till besöken') : t('Till passet')}</a>`
