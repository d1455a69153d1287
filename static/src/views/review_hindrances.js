// What is in the way of sending a visit, in words, each with the way to the place where it is put right.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { hindrances, pointsOf } from '../domain/visits.js'
import { icon } from '../shell/icons.js'
import { count, t } from '../shell/texts.js'
import { acknowledgementIn } from './acknowledgement.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {{field: string, item: string | null, words: string}} Hindrance */

/** @param {Fields} fields @param {App} app */
export const isLead = (fields, app) => fields.reporter === app.status?.person?.id

/** What the one who leads is called. @param {Fields} fields */
export const leadOf = (fields) => String(/** @type {{label?: string} | null} */ (fields[`inspectors/${textIn(fields, 'reporter')}`])?.label ?? t('den som leder'))

/** @param {Draft} draft @param {App} app @returns {Hindrance[]} */
export function hindrancesOf({ fields }, app) {
  const found = hindrances(fields, pointsOf(fields, app.catalog), app.catalog?.privacy.rules ?? [])
  const told = found.map((one) => ({ ...one, words: wordsOf(one, fields) }))
  return isLead(fields, app) ? [...told, ...unacknowledged(fields)] : told
}

/** @param {ReturnType<typeof hindrances>[number]} hindrance @param {Fields} fields */
function wordsOf({ reason, item, field }, fields) {
  const point = item ? pointsOf(fields, null).find(({ id }) => id === item)?.question ?? item : ''
  if (reason === 'note') return t('Skriv vad som sågs eller hördes: {point}', { point })
  if (reason === 'handled') return t('Kritisk brist. Skriv vad som sades om den, eller att den rättades på plats: {point}', { point })
  if (reason === 'confirm_photo') return t('Bekräfta att ingen person syns på bilderna.')
  return point ? t('Texten ser ut att peka ut en person: {point}', { point }) : t('En text ser ut att peka ut en person: {what}', { what: field === 'acknowledgement' ? t('den ansvarigas kommentar') : t('fritext') })
}

/** One that is begun is to be whole. @param {Fields} fields @returns {Hindrance[]} */
function unacknowledged(fields) {
  const { role, manner, signature } = acknowledgementIn(fields)
  const one = (/** @type {string} */ words) => [{ field: 'acknowledgement', item: null, words }]
  if (!fields.acknowledgement) return []
  if (!role) return one(t('Säg vem som har fått gå igenom iakttagelserna.'))
  if (!manner) return one(t('Säg hur genomgången bekräftas.'))
  return manner === 'signature' && !signature ? one(t('Underskriften är inte ritad än.')) : []
}

/** @param {import('../types').RecordView} record @param {Hindrance[]} found @param {string | null} pointed */
export const inTheWay = (record, found, pointed) => (found.length
  ? html`<section class="notice in-the-way" data-tone=${pointed ? 'alarm' : 'warn'} data-field="in-the-way">${icon('alert')}<div>
      <b>${count(found.length, '1 sak är kvar innan det går att skicka', '{n} saker är kvar innan det går att skicka')}</b>
      <ul>${found.map(({ item, field, words }) => html`<li><p>${words}</p>${way(record, item, field)}</li>`)}</ul></div></section>`
  : nothing)

/** What the review itself asks for. */
const HERE = new Set(['acknowledgement', 'no_person_in_photo', 'summary'])

/** @param {import('../types').RecordView} record @param {string | null} item @param {string} field */
function way({ id }, item, field) {
  if (item) return html`<a class="button small" href="#/visit/${id}/item/${item}/${field.split('/').at(-1)}">${t('Öppna punkten')}</a>`
  return HERE.has(field) ? nothing : html`<a class="button small" href="#/visit/${id}">${t('Till besöket')}</a>`
}
