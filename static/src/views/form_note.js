// Free text, where the category allows it. What looks like personal data is pointed out while it is typed.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { textIn } from '../domain/fields.js'
import { flags } from '../domain/privacy.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').PrivacyFlag} PrivacyFlag */

/** @param {Draft} draft @param {App} app @param {boolean} pointed whether saving was stopped here */
export const note = (draft, app, pointed) => textField({ draft, app, name: 'note', label: t('Anteckning'), hint: t('Vad hände, och var? Inte vem.'), most: 1000, rows: 4, pointed })

/** @param {{draft: Draft, app: App, name: string, label: string, hint: string, most: number, rows: number, pointed: boolean, text?: string, type?: (text: string) => void}} what
 * `text` and `type` for what is a member of a field */
export function textField({ draft, app, name, label, hint, most, rows, pointed, text = textIn(draft.fields, name), type = (words) => draft.type(name, words) }) {
  const found = flags(text, app.catalog?.privacy.rules ?? [])
  const stops = found.some(({ action }) => action === 'stop')
  return html`<section class="card stack">
    <label class="field"><span>${label}</span><small>${hint}</small>
      <textarea data-field=${name} rows=${rows} maxlength=${most} .value=${live(text)} aria-describedby="${name}-guard" aria-invalid=${stops || pointed && found.length ? 'true' : nothing}
        @input=${(/** @type {Event} */ event) => type(/** @type {HTMLTextAreaElement} */ (event.target).value)} @blur=${() => draft.flush()}></textarea></label>
    <div id="${name}-guard" role="status">${found.length ? guard(text, found, app.catalog?.privacy.message ?? '') : nothing}</div>
    <p class="counter soft">${t('{n} av {most} tecken', { n: text.length, most })}</p>
  </section>`
}

/** @param {string} text @param {PrivacyFlag[]} found @param {string} message */
const guard = (text, found, message) => html`<div class="notice" data-tone="warn">${icon('alert')}<div>
  <b>${message}</b>
  <ul class="flags">${found.map(({ start, end, action, hint }) => html`<li><mark>${text.slice(start, end)}</mark> ${hint}
    <small>${action === 'stop' ? t('Måste bort innan det skickas.') : t('Behövs det?')}</small></li>`)}</ul>
</div></div>`
