// Who was gone through the findings with, how that person confirmed it, and what they said. A name only where the role is one that
// the law lets be named.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { PAPER } from '../domain/signature.js'
import { icon } from '../shell/icons.js'
import { ink } from '../shell/signature_pad.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { textField } from './form_note.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../domain/signature.js').Signature} Signature */
/** @typedef {{role?: string, name?: string, manner?: string, comment?: string, signature?: Signature}} Acknowledgement */

/** @param {Fields} fields @returns {Acknowledgement} */
export const acknowledgementIn = (fields) => /** @type {Acknowledgement} */ (fields.acknowledgement ?? {})

/** @param {App} app @param {unknown} id */
export const roleOf = (app, id) => app.catalog?.visits.roles.find((role) => role.id === id) ?? null

/** What is said of it from now on; a member that is undefined is left out. @param {Draft} draft @param {Partial<Acknowledgement>} said @param {App} app */
export function acknowledged({ fields }, said, app) {
  const members = { ...acknowledgementIn(fields), ...said, at: { ...here.timeNow(app.status?.clockOffset ?? null) } }
  return /** @type {Fields} */ ({ acknowledgement: Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) })
}

/** @param {Draft} draft @param {App} app @param {string | null} pointed the field where saving was stopped */
export function acknowledgement(draft, app, pointed) {
  const said = acknowledgementIn(draft.fields)
  const role = roleOf(app, said.role)
  const isPointed = pointed === 'acknowledgement' && !(said.role && said.manner && (said.manner !== 'signature' || said.signature))
  const set = (/** @type {Partial<Acknowledgement>} */ change) => draft.set(acknowledged(draft, change, app))
  return html`
    <fieldset class="choices card" data-field=${said.role ? nothing : 'acknowledgement'} data-pointed=${isPointed && !said.role}><legend>${t('Vem har fått gå igenom iakttagelserna?')}</legend>
      ${app.catalog?.visits.roles.map(({ id, label, named }) => radio('role', label, said.role === id, () => set({ role: id, ...(named ? {} : { name: undefined }) })))}
      ${role?.named ? name(draft, said.name ?? '', app) : nothing}
    </fieldset>
    <fieldset class="choices card" data-field=${said.role ? 'acknowledgement' : nothing} data-pointed=${isPointed && Boolean(said.role)}><legend>${t('Hur bekräftas det?')}</legend>
      ${app.catalog?.visits.manners.map(({ id, label }) => radio('manner', label, said.manner === id, () => set({ manner: id, ...(id === 'signature' ? {} : { signature: undefined }) })))}
      ${said.manner === 'signature' ? signing(draft, said) : nothing}
    </fieldset>
    ${textField({ draft, app, name: 'comment', label: t('Den ansvarigas kommentar'), hint: t('Återge det som sägs, utan egna ord. Inga namn på gäster eller personal.'), most: 2000, rows: 3, pointed: pointed === 'comment',
      text: said.comment ?? '', type: (comment) => draft.type('acknowledgement', acknowledged(draft, { comment }, app).acknowledgement) })}`
}

/** @param {string} group @param {string} label @param {boolean} checked @param {() => void} choose */
const radio = (group, label, checked, choose) => html`<label class="choice"><input type="radio" name=${group} .checked=${live(checked)} @change=${choose}><span>${label}</span></label>`

/** @param {Draft} draft @param {string} text @param {App} app */
const name = (draft, text, app) => html`<label class="field"><span>${t('Namn')}</span><small>${t('Bara den som ansvarar för stället. Frivilligt.')}</small>
  <input name="name" maxlength="120" autocomplete="off" autocapitalize="words" .value=${live(text)} @blur=${() => draft.flush()}
    @input=${(/** @type {Event} */ event) => draft.type('acknowledgement', acknowledged(draft, { name: /** @type {HTMLInputElement} */ (event.target).value }, app).acknowledgement)}></label>`

/** @param {Draft} draft @param {Acknowledgement} said */
const signing = ({ record }, { signature }) => html`<div class="signed">
  ${signature ? html`<svg class="signature" viewBox="0 0 ${PAPER.width} ${PAPER.height}" role="img" aria-label=${t('Underskriften')}>${ink(signature.strokes)}</svg>` : nothing}
  <a class="button ${signature ? '' : 'primary'}" href="#/visit/${record.id}/sign">${icon('pen')}${signature ? t('Skriv under på nytt') : t('Skriv under')}</a></div>`
