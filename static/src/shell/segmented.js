// One choice of a few, side by side.
import { html, nothing } from 'lit-html'

/** @typedef {import('../types').Value} Value */

/** @param {{name: string, label: string, chosen: Value | undefined, options: [Value, string][], choose: (value: Value) => void, ends?: [string, string], quiet?: boolean}} what
 * `ends` are words for the two ends of a scale; `quiet`: its choices tell those who see them what it is about */
export const segmented = ({ name, label, chosen, options, choose, ends, quiet = false }) => html`<fieldset class="segmented" data-field=${name}>
  <legend class=${quiet ? 'unseen' : nothing}>${label}</legend>
  <div class="segments">${options.map(([value, words]) => html`<label>
    <input type="radio" class="unseen" name=${name} .checked=${chosen === value} @change=${() => choose(value)}><span>${words.replace('–', '\u2060–\u2060')}</span></label>`)}</div>
  ${ends ? html`<div class="ends soft"><span>${ends[0]}</span><span>${ends[1]}</span></div>` : nothing}
</fieldset>`
