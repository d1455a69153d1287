// The permanent line in words, at the top of every screen. It leads to Telefonhälsa.
import { html } from 'lit-html'
import { icon } from './icons.js'
import { statusWords } from './sending.js'
import { t } from './texts.js'

/** @typedef {import('../types').Status} Status */

/** @param {Status | null} status @param {number} now */
export function statusLine(status, now) {
  const { text, tone, icon: picture } = statusWords(status, now)
  return html`<a class="status-line" data-tone=${tone} href="#/health" aria-label=${t('{text}. Öppna Telefonhälsa', { text })}>
    ${icon(picture)}<span>${text}</span>${icon('chevron')}
  </a>`
}
