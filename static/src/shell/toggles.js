// Answers as large buttons side by side, one or several of which are chosen. A second tap takes the choice back, so that nothing is stuck.
import { html, nothing } from 'lit-html'
import { icon } from './icons.js'

/** @typedef {import('../types').Value} Value */
/** @typedef {{value: Value, words: string, tone?: 'calm' | 'alarm'}} Option */

/** @param {{name: string, label: string, chosen: readonly Value[], options: Option[], tap: (value: Value) => void, look?: string}} what
 * `label` is for those who do not see what the buttons stand under */
export const toggles = ({ name, label, chosen, options, tap, look = '' }) => html`<div class="toggles ${look}" role="group" aria-label=${label} data-field=${name}>
  ${options.map(({ value, words, tone }) => html`<button type="button" class="toggle" data-tone=${tone ?? nothing} aria-pressed=${chosen.includes(value)} @click=${() => tap(value)}>${icon('check')}<span>${words}</span></button>`)}</div>`

/** Things with an id and a label, as options. @param {{id: string, label: string}[]} things @returns {Option[]} */
export const labelled = (things) => things.map(({ id, label }) => ({ value: id, words: label }))
