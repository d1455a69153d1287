// Words that several forms show: what is saved, and why a report came back.
import { html, nothing } from 'lit-html'
import { controlOf } from './focus_field.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { count, t } from '../shell/texts.js'

/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */

/** "Sparat 21:14" only after the store's promise. @param {Draft} draft @param {App} app */
export function savedWords(draft, app) {
  const problem = /** @type {{title?: string, detail?: string} | null} */ (draft.problem)
  if (problem) {
    return html`<p class="standing" data-tone="alarm" role="alert">${icon('alert')}<span>${problem.title ?? t('Gick inte att spara')}. ${problem.detail ?? ''}</span>
      <button type="button" class="button small" @click=${() => draft.flush().then(() => app.draw())}>${t('Försök igen')}</button></p>`
  }
  if (draft.saving) return html`<p class="standing" data-tone="soft">${icon('clock')}<span>${t('Sparar …')}</span></p>`
  return html`<p class="standing" data-tone="calm">${icon('check')}<span>${t('Sparat {when}', { when: when(draft.savedAt ?? draft.record.savedAt) })}</span></p>`
}

/** Why the report came back, shown at the field it is about. @param {RecordView} record @param {string | null} here the field shown next; null for the top */
export const returned = (record, here) => cause(record, (field) => controlOf(field) === here)

/** The same in a form that shows fields by their own names: at one of these, or, `among` false, at none of them.
 * @param {RecordView} record @param {string[]} fields @param {boolean} [among] */
export const returnedFor = (record, fields, among = true) => cause(record, (field) => fields.includes(String(field)) === among)

/** @param {RecordView} record @param {(field: string | null) => boolean} isHere */
const cause = ({ item }, isHere) => (item.group === 'needs_you' && item.cause && isHere(item.cause.field)
  ? html`<section class="notice returned" data-tone="warn" role="note">${icon('alert')}<div><b>${item.cause.title}</b><p>${item.cause.detail}</p></div></section>`
  : nothing)

/** Drafts are not sent; whoever ends a pass should know. @param {import('../types').Item[]} drafts */
export const unfinished = (drafts) => (drafts.length
  ? html`<section class="notice" data-tone="warn">${icon('pen')}<div><p>${count(drafts.length, '1 observation är ett utkast. Den skickas först när du öppnar den och trycker Spara.', '{n} observationer är utkast. De skickas först när du öppnar dem och trycker Spara.')}</p>
      <a class="button small" href=${drafts.length === 1 ? `#/observation/${drafts[0].id}` : '#/reports'}>${t('Öppna')}</a></div></section>`
  : nothing)
