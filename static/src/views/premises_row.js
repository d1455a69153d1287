// One premises in a list: where it is, what is permitted now, and what is known of it.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { standing } from '../shell/standing.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { permitLines } from './permit_lines.js'
import { capital, deadlineWords, dueWords, historyWords, whereWords } from './premises_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').PremisesRow} PremisesRow */

/** @param {PremisesRow} row @param {App} app @param {{start?: boolean}} [how] start: with a button that starts a visit */
export const premisesRow = (row, app, { start = false } = {}) => html`<li class="row-pair"><a class="row" href="#/premises/${row.id}">
  <span class="row-words"><b>${row.name}</b>
    <small>${whereWords(row)}</small>
    ${permitLines(row.permits, app)}
    <small>${historyWords(row)}</small>
    ${row.due === 'overdue' ? standing('warn', 'clock', capital(dueWords(row))) : nothing}
    ${row.deadline && row.deadline < here.today() ? standing('alarm', 'alert', capital(deadlineWords(row.deadline))) : nothing}
    ${row.foundInField ? standing('soft', 'info', t('Tillagt i fält, inte matchat med registret än')) : nothing}</span>
  ${start ? nothing : icon('chevron')}
</a>${start ? html`<a class="button small" href="#/visit/new/${row.id}" aria-label=${t('Starta besök hos {name}', { name: row.name })}>${t('Starta besök')}</a>` : nothing}</li>`
