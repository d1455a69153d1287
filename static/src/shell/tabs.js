// The three tabs at thumb height: a walker's or an inspector's.
import { html, nothing } from 'lit-html'
import { icon } from './icons.js'
import { t } from './texts.js'

const REPORTS = /** @type {const} */ (['reports', 'list', 'Mina rapporter'])
const WALKERS = /** @type {const} */ ([['shift', 'walk', 'Pass'], REPORTS, ['map', 'map', 'Karta']])
const INSPECTORS = /** @type {const} */ ([['visits', 'clipboard', 'Besök'], ['premises', 'shop', 'Objekt'], REPORTS])

/** @param {string} current a tab's name, or `home` for the first @param {number} needsYou how many reports wait for the person @param {boolean} inspector */
export const tabs = (current, needsYou, inspector) => html`<nav class="tabs" aria-label=${t('Flikar')}>
  ${(inspector ? INSPECTORS : WALKERS).map(([name, picture, label], index) => html`<a href="#/${name}" aria-current=${current === name || (current === 'home' && index === 0) ? 'page' : nothing}>
    ${icon(picture)}<span>${t(label)}</span>
    ${name === 'reports' && needsYou ? html`<span class="badge">${needsYou}<span class="unseen"> ${t('behöver dig')}</span></span>` : nothing}
  </a>`)}
</nav>`
