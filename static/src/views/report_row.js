// One report in a list: what, when, where, and how far it has come.
import { html, nothing } from 'lit-html'
import { placeIn, textIn, timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { receiptWords, waitsFor } from '../shell/sending.js'
import { placeWords, when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { reportIcon, reportName } from './labels.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Item} Item */

/** @param {Item} item @param {App} app */
export const reportRow = (item, app) => html`<li><a class="row" href="#${routeOf(item)}">
  <span class="row-icon">${icon(reportIcon(app.catalog, item.kind, item.fields))}</span>
  <span class="row-words"><b>${reportName(app.catalog, item.kind, item.fields)}</b>
    <small>${momentWords(item)}${item.kind === 'shift' ? nothing : ` · ${whereWords(item, app)}`}</small>
    ${standing(item)}</span>
  ${icon('chevron')}
</a></li>`

/** Where a tap on it leads: to what has to be done, else to the report. @param {Item} item */
export function routeOf({ id, kind, group, cause }) {
  if (group === 'needs_you' && cause?.field) {
    const field = encodeURIComponent(cause.field)
    return kind === 'shift' ? `/shift/${id}/end/${field}` : `/observation/${id}/field/${field}`
  }
  if (group === 'draft') return kind === 'shift' ? '/shift' : `/observation/${id}`
  return `/reports/${id}`
}

/** @param {Item} item */
function standing(item) {
  if (item.group === 'needs_you') return tone('alarm', 'alert', item.cause ? `${item.cause.title}. ${item.cause.detail}` : t('Behöver dig'))
  if (item.group === 'draft' && item.kind === 'shift') return tone('calm', 'walk', t('Pågår, sparat {when}', { when: when(item.savedAt) }))
  if (item.group === 'draft') return tone('soft', 'pen', t('Utkast, sparat {when}', { when: when(item.savedAt) }))
  if (item.group === 'waiting') return tone('warn', 'clock', waitsFor(item))
  return tone('calm', 'check', receiptWords(item, here.now()))
}

/** @param {string} name @param {string} picture @param {string} words */
const tone = (name, picture, words) => html`<span class="standing" data-tone=${name}>${icon(picture)}<span>${words}</span></span>`

/** @param {Item} item */
function momentWords({ fields }) {
  const time = timeIn(fields, 'happened_at') ?? timeIn(fields, 'started_at')
  return time ? when(trueTime(time)) : ''
}

/** @param {Item} item @param {App} app */
export const whereWords = ({ fields }, app) =>
  placeWords(placeIn(fields, 'place'), textIn(fields, 'place_name'), app.catalog?.areas ?? [])
