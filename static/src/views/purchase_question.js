// One question of a control purchase, in the catalog's words: its answer is a field of the record, or two.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { textIn } from '../domain/fields.js'
import { segmented } from '../shell/segmented.js'
import { t } from '../shell/texts.js'
import { textField } from './form_note.js'
import { returnedFor } from './form_words.js'
import { time } from './form_time.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CatalogQuestion} Question */
/** @typedef {{draft: Draft, app: App, asked: Question, pointed: string | null, products: string[]}} Asking `products` are those that are sold there */

const CONFIRMED = new Set(['buyer_is_adult', 'no_sanction'])
const TIMES = new Set(['happened_at', 'trader_informed_at'])
/** More of them, or longer words, need a line each. */
const SIDE_BY_SIDE = 3
const SHORT = 8

/** @param {Asking} asking */
export const question = (asking) => [returnedFor(asking.draft.record, asking.asked.fields), ...asking.asked.fields.map((field) => answer(field, asking))]

/** @param {string} field @param {Asking} asking */
function answer(field, asking) {
  const { draft, asked } = asking
  if (TIMES.has(field)) return time(draft, field, asked.question)
  if (field === 'dialogue') return textField({ ...asking, name: field, label: asked.question, hint: t('Rutin, utbildning, skylt. Inget om vem som stod i kassan.'), most: 1000, rows: 4, pointed: asking.pointed === field })
  if (field === 'buyer_code') return code(asking)
  if (CONFIRMED.has(field)) return confirmation(field, asking)
  return asked.options.length ? choices(field, asking) : yesNo(field, asking)
}

/** @param {Asking} asking */
const code = ({ draft, asked, pointed }) => html`<section class="card stack" data-field="buyer_code"><label class="field"><span>${asked.question}</span>
  <small>${t('Som kommunens lista har den. Namnet finns bara där.')}</small>
  <input name="buyer_code" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" .value=${live(textIn(draft.fields, 'buyer_code'))} aria-invalid=${pointed === 'buyer_code' && !textIn(draft.fields, 'buyer_code').trim() ? 'true' : nothing}
    @input=${(/** @type {Event} */ event) => draft.type('buyer_code', /** @type {HTMLInputElement} */ (event.target).value)} @blur=${() => draft.flush()}></label></section>`

/** @param {string} field @param {Asking} asking */
const confirmation = (field, { draft, asked, pointed }) => html`<section class="card"><label class="tick" data-field=${field} data-pointed=${pointed === field}>
  <input type="checkbox" .checked=${live(draft.fields[field] === true)} @change=${(/** @type {Event} */ event) => draft.set({ [field]: /** @type {HTMLInputElement} */ (event.target).checked || null })}>
  <span><b>${asked.question}</b><small>${asked.reference}</small></span></label></section>`

/** @param {string} field @param {Asking} asking */
const yesNo = (field, asking) => html`<section class="card" data-pointed=${isMissing(field, asking)}>${side(field, asking, [[true, t('Ja')], [false, t('Nej')]])}</section>`

/** @param {string} field @param {Asking} asking @param {[import('../types').Value, string][]} options */
const side = (field, { draft, asked }, options) =>
  segmented({ name: field, label: asked.question, chosen: draft.fields[field], options, choose: (value) => draft.set({ [field]: value }) })

/** Whether saving was stopped here, and nothing is answered yet. @param {string} field @param {Asking} asking */
const isMissing = (field, { draft, pointed }) => pointed === field && (draft.fields[field] ?? null) === null

/** @param {string} field @param {Asking} asking */
function choices(field, asking) {
  const { draft, asked, products } = asking
  const options = field === 'product' ? asked.options.filter(({ id }) => products.includes(id) || draft.fields.product === id) : asked.options
  if (options.length <= SIDE_BY_SIDE && options.every(({ label }) => label.length <= SHORT)) return html`<section class="card" data-pointed=${isMissing(field, asking)}>${side(field, asking, options.map(({ id, label }) => [id, label]))}</section>`
  return html`<fieldset class="choices card" data-field=${field} data-pointed=${isMissing(field, asking)}><legend>${field === 'trader_informed_how' ? t('På vilket sätt?') : asked.question}</legend>
    ${asked.hint ? html`<p class="soft">${asked.hint}</p>` : nothing}
    ${options.map(({ id, label }) => html`<label class="choice"><input type="radio" name=${field} .checked=${live(draft.fields[field] === id)} @change=${() => draft.set({ [field]: id })}><span>${label}</span></label>`)}</fieldset>`
}
