// A number set by two large buttons, and written where it may be large.
import { html } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { icon } from './icons.js'
import { t } from './texts.js'

/**
 * `value` is null where nobody has said one. `of` says what is counted, for those who do not see what it stands under. With `clear`
 * it can be written as well, and taken away.
 * @typedef {{label: string, value: number | null, least: number, most: number, name?: string, of?: string, change: (value: number) => void, clear?: () => void}} Stepper
 */

/** @param {Stepper} what */
export function stepper(what) {
  const { label, value, least, most, name = '', of = label, change, clear } = what
  return html`<div class="stepper" role="group" aria-label=${of} data-field=${name}>
  <span class="stepper-label">${label}</span>
  <button type="button" class="round" aria-label=${t('{label}: färre', { label })} aria-disabled=${value !== null && value <= least} @click=${() => change(Math.max(least, (value ?? least) - 1))}>${icon('minus')}</button>
  ${clear ? written(what, clear) : html`<output aria-live="polite">${value}</output>`}
  <button type="button" class="round" aria-label=${t('{label}: fler', { label })} aria-disabled=${value !== null && value >= most} @click=${() => change(Math.min(most, (value ?? least) + 1))}>${icon('plus')}</button>
</div>`
}

/** @param {Stepper} what @param {() => void} clear */
const written = ({ label, value, least, most, of = label, change }, clear) => html`<input class="count-written" inputmode="numeric" autocomplete="off" placeholder="–" aria-label=${of}
  .value=${live(String(value ?? ''))} @change=${(/** @type {Event} */ event) => {
    const number = numberIn(/** @type {HTMLInputElement} */ (event.target).value)
    if (number === null) clear()
    else change(Math.min(most, Math.max(least, number)))
  }}>`

/** @param {string} text @returns {number | null} null where no number is written */
const numberIn = (text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : null)
