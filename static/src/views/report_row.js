// One report in a list: what, when, where, and how far it has come.
import { html, nothing } from 'lit-html'
import { placeIn, textIn, timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { receiptWords, waitsFor } from '../shell/sending.js'
import { placeWords, when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { purchaseWords, reportIcon, reportName } from './labels.js'
import { occasionWords } from './visit_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Item} Item */

/** @param {Item} item @param {App} app */
export const reportRow = (item, app) => html`<li><a class="row" href="#${routeOf(item)}">
  <span class="row-icon">${icon(reportIcon(app.catalog, item.kind, item.fields))}</span>
  <span class="row-words"><b>${reportName(app.catalog, item.kind, item.fields)}</b>
    <small>${[momentWords(item), aboutWords(item, app)].filter(Boolean).join(' · ')}</small>
    ${standing(item)}
    ${item.feedback ? tone('calm', 'check', item.feedback) : nothing}</span>
  ${icon('chevron')}
</a></li>`

/** Where a tap on it leads: to what has to be done, else to the report. @param {Item} item */
export function routeOf(item) {
  const { id, kind, group, cause } = item
  if (group === 'needs_you' && cause?.field) return kind === 'visit' ? visitRoute(item, cause.field) : fieldRoute(item, encodeURIComponent(cause.field))
  if (group === 'draft') return kind === 'shift' ? '/shift' : formRoute(item)
  return `/reports/${id}`
}

/** Where it is written. @param {Pick<Item, 'id' | 'kind'>} item */
export function formRoute({ id, kind }) {
  if (kind === 'visit') return `/visit/${id}`
  if (kind === 'control_purchase') return `/purchase/${id}`
  return kind === 'shift' ? `/shift/${id}/end` : `/observation/${id}`
}

/** @param {Pick<Item, 'id' | 'kind'>} item @param {string} field */
function fieldRoute({ id, kind }, field) {
  if (kind === 'control_purchase') return `/purchase/${id}/field/${field}`
  return kind === 'shift' ? `/shift/${id}/end/${field}` : `/observation/${id}/field/${field}`
}

/** A visit's fields are on its points, or on the review. @param {Pick<Item, 'id' | 'fields'>} item @param {string} field */
function visitRoute({ id, fields }, field) {
  const [head, point, part] = field.split('/')
  if (head === 'answers') return `/visit/${id}/item/${point}/${part}`
  const pictured = head === 'photos' ? /** @type {{item?: string} | null} */ (fields[field] ?? null)?.item : null
  if (pictured) return `/visit/${id}/item/${pictured}/photos`
  return REVIEWED.has(field) ? `/visit/${id}/review` : `/visit/${id}`
}

const REVIEWED = new Set(['acknowledgement', 'summary', 'next_visit_on', 'no_person_in_photo'])

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

/** What it is beside its name, or where. @param {Pick<Item, 'kind' | 'fields'>} item @param {App} app */
export function aboutWords(item, app) {
  const { kind, fields } = item
  if (kind === 'shift') return ''
  if (kind === 'visit') return occasionWords(app.catalog, fields.occasion)
  return kind === 'control_purchase' ? t('Kontrollköp, {product}', { product: purchaseWords(app.catalog, 'product', fields.product).toLowerCase() }) : whereWords(item, app)
}

/** @param {Pick<Item, 'fields'>} item @param {App} app */
export const whereWords = ({ fields }, app) =>
  placeWords(placeIn(fields, 'place'), textIn(fields, 'place_name'), app.catalog?.areas ?? [])
