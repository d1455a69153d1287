// One premises in a list: where it is, what is permitted now, and what is known of it.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { standing } from '../shell/standing.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { permitLines, servingLines } from './permit_lines.js'
import { capital, deadlineWords, dueWords, historyWords, whereWords } from './premises_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesRow} PremisesRow */

/** @param {PremisesRow} row @param {App} app */
export const premisesRow = (row, app) => html`<li><a class="row" href="#/premises/${row.id}">
  <span class="row-words"><b>${row.name}</b>
    <small>${whereWords(row)}</small>
    ${permitLines(row.permits, app)}
    <small>${historyWords(row)}</small>
    ${isLate(row) ? standing('alarm', 'alert', capital(deadlineWords(row.deadline))) : nothing}
    ${row.due === 'overdue' ? standing('warn', 'clock', capital(dueWords(row))) : nothing}
    ${row.foundInField ? standing('soft', 'info', t('Tillagt i fält, inte matchat med registret än')) : nothing}</span>
  ${icon('chevron')}</a></li>`

/** The same in few words, with a button that starts a visit. @param {PremisesRow} row @param {App} app */
export const startRow = (row, app) => html`<li class="row-pair"><a class="row" href="#/premises/${row.id}">
  <span class="row-words"><b>${row.name}</b>
    <small>${whereWords(row)}</small>
    ${servingLines(row.permits, app)}
    ${urgent(row)}</span></a>
  <a class="button" href="#/visit/new/${row.id}" aria-label=${t('Starta besök hos {name}', { name: row.name })}>${t('Starta')}</a></li>`

/** The first thing to know of it. @param {PremisesRow} row */
function urgent(row) {
  if (isLate(row)) return standing('alarm', 'alert', capital(deadlineWords(row.deadline)))
  if (row.due === 'overdue') return standing('warn', 'clock', capital(dueWords(row)))
  return html`<small>${historyWords(row)}</small>`
}

/** @param {PremisesRow} row */
const isLate = ({ deadline }) => deadline !== null && deadline < here.today()
