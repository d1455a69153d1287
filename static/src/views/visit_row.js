// A visit or a control purchase that goes on: where one left off, and the way back there.
import { html } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { nextOf } from '../domain/visit_order.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { when } from '../shell/words.js'
import { progressWords, routeAt } from './visit_words.js'

/** @param {import('../types').Item} item @param {import('./screen').App} app */
export const visitRow = (item, app) => html`<li><a class="row" href="#${wayBack(item, app)}">
  <span class="row-icon">${icon(item.kind === 'visit' ? 'clipboard' : 'bag')}</span>
  <span class="row-words"><b>${textIn(item.fields, 'premises_name') || t('Utan objekt')}</b>
    <small>${item.kind === 'visit' ? progressWords(item.fields, app.catalog) : t('Kontrollköp')}</small>
    <span class="standing" data-tone="soft">${icon('pen')}<span>${t('Utkast, sparat {when}', { when: when(item.savedAt) })}</span></span></span>
  ${icon('chevron')}</a></li>`

/** The address where one left off. @param {import('../types').Item} item @param {import('./screen').App} app */
export function wayBack({ id, kind, fields }, app) {
  return kind === 'visit' ? routeAt(id, nextOf(fields, null, null, app.catalog)) : `/purchase/${id}`
}
