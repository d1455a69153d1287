// The three tabs at thumb height.
import { html, nothing } from 'lit-html'
import { icon } from './icons.js'
import { t } from './texts.js'

const TABS = /** @type {const} */ ([
  ['shift', 'walk', 'Pass'],
  ['reports', 'list', 'Mina rapporter'],
  ['map', 'map', 'Karta'],
])

/** @param {string | undefined} current @param {number} needsYou how many reports wait for the person */
export const tabs = (current, needsYou) => html`<nav class="tabs" aria-label=${t('Flikar')}>
  ${TABS.map(([name, picture, label]) => html`<a href="#/${name}" aria-current=${current === name ? 'page' : nothing}>
    ${icon(picture)}<span>${t(label)}</span>
    ${name === 'reports' && needsYou ? html`<span class="badge">${needsYou}<span class="unseen"> ${t('behöver dig')}</span></span>` : nothing}
  </a>`)}
</nav>`
