// What was found on a visit, point by point: the same words on the screen that is shown, on the protocol and in the file of it.
import { html, nothing } from 'lit-html'
import { t } from '../shell/texts.js'
import { severityWords } from './visit_words.js'

/** @typedef {import('./screen').Template} Template */
/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../domain/protocol.js').Finding} Finding */
/** @typedef {import('../domain/protocol.js').Earlier} Earlier */
/**
 * @typedef {object} Telling how it is told here
 * @property {(sha256: string, words: string) => Template} picture
 * @property {(time: import('../types').Time) => string} at
 * @property {(date: string) => string} on
 */

/** @param {Finding} found @param {Telling} telling @param {Template} [after] what follows it on this screen */
export const deficiency = ({ point, note, photos, ...found }, telling, after = nothing) => html`<article class="finding" data-severity=${point.severity}>
  <p class="finding-kind">${severityWords(point.severity)} <span>${point.id}</span></p>
  <h3>${point.question}</h3>
  ${point.reference ? html`<p class="finding-law">${point.reference}</p>` : nothing}
  <p class="finding-note">${note || t('Iakttagelsen är inte skriven än.')}</p>
  ${details(found, telling)}
  ${photos.length ? html`<ul class="finding-photos">${photos.map((sha256, index) => html`<li>${telling.picture(sha256, t('Bild {n} till {point}', { n: index + 1, point: point.id }))}</li>`)}</ul>` : nothing}
  ${after}
</article>`

/** @param {Omit<Finding, 'point' | 'note' | 'photos'>} found @param {Telling} telling */
const details = ({ observedAt, observedBy, said, corrected, deadline }, { at, on }) => facts([
  [t('Iakttaget'), [observedAt ? at(observedAt) : '', observedBy ? t('av {who}', { who: observedBy }) : ''].filter(Boolean).join(' ')],
  [t('Vad som sades'), said],
  [t('Rättelse'), corrected ? t('Rättades under besöket.') : deadline ? t('Följs upp efter {date}.', { date: on(deadline) }) : ''],
])

/** Those that hold something. @param {[string, Template][]} pairs */
export function facts(pairs) {
  const known = pairs.filter(([, words]) => words)
  return known.length ? html`<dl class="facts">${known.map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl>` : nothing
}

/** What was answered, as a person says it. @param {Finding} found */
export const answerWords = ({ point, value, note }) =>
  [point.answer === 'assessment' ? '' : Array.isArray(value) ? value.join(', ') : String(value ?? ''), note].filter(Boolean).join('. ')

/** What became of a deficiency of an earlier visit. @param {Earlier} earlier @param {Catalog | null} catalog */
export function earlierWords({ item, outcome, note, known }, catalog) {
  const question = known?.question ?? catalog?.checklists.flatMap(({ items }) => items).find(({ id }) => id === item)?.question ?? item
  const became = outcome === 'remedied' ? t('Åtgärdad') : outcome === 'not_remedied' ? t('Kvarstår') : t('Inte kontrollerad')
  return { question, became, note: note || known?.note || '' }
}
