// One report: its receipt, where it stands at the desk, what was said about it, and what it holds.
import { html, nothing } from 'lit-html'
import { photosOf } from '../domain/observations.js'
import { icon } from '../shell/icons.js'
import { receivedWords, stateWords, waitsFor } from '../shell/sending.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { factsOf } from './facts.js'
import { reportIcon, reportName, referralWords, reviewWords } from './labels.js'
import { aboutWords, formRoute, routeOf } from './report_row.js'
import { thumbnail } from './thumbnail.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null}} Model */

/** @type {import('./screen').Screen<Model>} */
export const report = {
  title: () => t('Rapport'),
  back: () => '/reports',
  load: async (app, { id }) => ({ record: await app.store.record(id) }),
  view: ({ record }, app) => (record ? page(record, app) : html`<p class="notice" data-tone="warn">${t('Rapporten finns inte längre på telefonen.')}</p>`),
  bar: ({ record }) => (record ? html`${record.kind === 'visit' ? html`<a class="button big ${record.item.group === 'needs_you' ? '' : 'primary'}" href="#/visit/${record.id}/protocol">${icon('clipboard')}${t('Protokoll')}</a>` : nothing}<a class="button big ${record.item.group === 'needs_you' ? 'primary' : ''}" href="#${edit(record)}">${icon('pen')}${record.item.group === 'needs_you' ? t('Komplettera') : t('Ändra')}</a>` : nothing),
}

/** @param {RecordView} record */
const edit = ({ item }) => (item.group === 'needs_you' && item.cause?.field ? routeOf(item) : formRoute(item))

/** Whose name is that of the premises. */
const NAMED = new Set(['visit', 'control_purchase'])

/** @param {RecordView} record @param {App} app */
const page = (record, app) => html`
  <section class="card form-head"><span class="row-icon">${icon(reportIcon(app.catalog, record.kind, record.fields))}</span>
    <div><h2>${reportName(app.catalog, record.kind, record.fields)}</h2>${NAMED.has(record.kind) ? html`<p>${aboutWords(record, app)}</p>` : nothing}<p class="soft">${t('Sparad {when}', { when: when(record.savedAt) })}</p></div></section>
  ${record.item.cause ? html`<section class="notice" data-tone="warn">${icon('alert')}<div><b>${record.item.cause.title}</b><p>${record.item.cause.detail}</p></div></section>` : nothing}
  ${receipt(record)}
  ${photos(record, app)}
  <section class="card"><h2>${t('Innehåll')}</h2>
    <dl class="facts">${factsOf(record, app.catalog).map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl></section>
  ${reviews(record, app)}
  ${ledTo(record, app)}`

/** @param {RecordView} record */
function receipt({ item, fields }) {
  const version = Number(fields.version ?? 1)
  const words = waitsFor(item) || receivedWords(item, here.now()) || t('Inte skickad')
  const arrived = (item.receipt || item.group === 'received') && item.waiting.for === 'nothing'
  return html`<section class="card receipt" data-tone=${arrived ? 'calm' : 'warn'}>
    <p class="receipt-state">${icon(arrived ? 'check' : 'clock')}<span>${words}</span></p>
    ${item.receipt ? html`<p class="receipt-code">${item.receipt}</p>` : nothing}
    <p class="soft">${receiptHelp(item)}</p>
    <p>${t('Läge')}: <b>${stateWords(item.state)}</b>${version > 1 ? html` · ${t('version {n}', { n: version })}` : nothing}</p>
  </section>`
}

/** @param {RecordView['item']} item */
function receiptHelp({ receipt: code, waiting, group }) {
  if (!code && group === 'received') return t('Den skickades från en annan telefon, och kvittot finns där.')
  if (!code) return t('Sparad på telefonen. Kvittot kommer när servern har tagit emot den.')
  if (waiting.for === 'photos') return t('Kvitto på texten. Bilderna kvitteras när de är framme.')
  return t('Kvitto. Samordnaren hittar rapporten på samma kod.')
}

/** @param {RecordView} record @param {App} app */
function photos({ fields, item }, app) {
  const found = photosOf(fields)
  if (!found.length) return nothing
  return html`<section class="card"><h2>${t('Bilder')}</h2><ul class="thumbs">${found.map((sha256, index) => {
    const photo = item.photos.find((candidate) => candidate.sha256 === sha256)
    return html`<li>${thumbnail(app, sha256, t('Bild {n}', { n: index + 1 }))}
      <small class="standing" data-tone=${photo?.problem ? 'alarm' : photo?.arrived ? 'calm' : 'warn'}>${icon(photo?.problem ? 'alert' : photo?.arrived ? 'check' : 'clock')}<span>${photo?.problem ?? (photo?.arrived ? t('Framme') : t('Väntar'))}</span></small></li>`
  })}</ul></section>`
}

/** @param {RecordView} record @param {App} app */
const reviews = ({ reviews: made }, app) => (made.length ? html`<section class="card"><h2>${t('Samordnarens svar')}</h2>
  <ol class="reviews">${made.map((review) => html`<li><b>${reviewWords(app.catalog, review)}</b>${review.reason ? html`<p>${review.reason}</p>` : nothing}
    <small>${t('Gällde version {n}', { n: Number(review.version ?? 1) })}</small></li>`)}</ol></section>` : nothing)

/** @param {RecordView} record @param {App} app */
const ledTo = ({ referrals }, app) => (referrals.length ? html`<section class="card"><h2>${t('Vad det ledde till')}</h2>
  <ol class="reviews">${referrals.map((referral) => html`<li><b>${referralWords(app.catalog, referral)}</b>${referral.feedback ? html`<p>${referral.feedback}</p>` : nothing}</li>`)}</ol></section>` : nothing)
