// A point's question with the law beneath it. It leads to all that can be said of the point.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { answerField, isDeficient, photosOfPoint } from '../domain/visits.js'
import { icon } from '../shell/icons.js'
import { count, t } from '../shell/texts.js'
import { join } from './premises_words.js'
import { severityWords } from './visit_words.js'

/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */

/** @param {CheckItem} point @param {Fields} fields @param {string} visit */
export function pointHead(point, fields, visit) {
  const note = textIn(fields, answerField(point.id, 'note')).trim()
  const photos = photosOfPoint(fields, point.id).length
  return html`<a class="point-head" href="#/visit/${visit}/item/${point.id}">
    <span class="point-words"><b>${point.question}</b><small>${join(point.id, point.reference ?? '')}</small>
      ${isDeficient(fields, point) ? found(point, note) : note ? html`<small class="point-note">${note}</small>` : nothing}
      ${photos ? html`<small class="standing">${icon('image')}<span>${count(photos, '1 bild', '{n} bilder')}</span></small>` : nothing}</span>
    ${icon('pen')}<span class="unseen">${t('Anteckna')}</span></a>`
}

/** @param {CheckItem} point @param {string} note */
const found = ({ severity }, note) => html`<span class="standing" data-tone="alarm">${icon('alert')}<span>${t('Brist')}, ${severityWords(severity).toLowerCase()}</span></span>
  ${note ? html`<small class="point-note">${note}</small>` : html`<span class="standing" data-tone="warn">${icon('pen')}<span>${t('Iakttagelsen är inte skriven än')}</span></span>`}`
