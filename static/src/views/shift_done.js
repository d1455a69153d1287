// After a pass: what is left to send, and the receipts.
import { html } from 'lit-html'
import { timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { duration } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import { areaName } from './labels.js'
import { unfinished } from './form_words.js'
import { reportRow } from './report_row.js'

/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null, observations: RecordView[]}} Model */

/** @type {import('./screen').Screen<Model>} */
export const shiftDone = {
  title: () => t('Passet är avslutat'),
  tab: 'shift',
  load: async (app, { id }) => ({ record: await app.store.record(id), observations: await app.store.observations(id) }),
  view({ record, observations }, app) {
    if (!record) return html`<p class="notice" data-tone="warn">${t('Passet finns inte längre på telefonen.')}</p>`
    const items = [record, ...observations].map(({ item }) => item)
    const left = items.filter(({ group }) => group === 'waiting').length
    const drafts = items.filter(({ group }) => group === 'draft')
    const [started, ended] = [timeIn(record.fields, 'started_at'), timeIn(record.fields, 'ended_at')]
    return html`
      <section class="card pass">
        <p class="pass-kind">${t('Tack för i kväll')}</p>
        <h2>${areaName(app.catalog, record.fields.area)}</h2>
        <p class="pass-facts"><span>${icon('clock')}${started && ended ? duration(trueTime(started), trueTime(ended)) : ''}</span>
          <span>${icon('list')}${count(observations.length, '1 observation', '{n} observationer')}</span></p>
      </section>
      <p class="notice" data-tone=${left ? 'warn' : 'calm'} role="status">${icon(left ? 'clock' : 'check')}<span>${left
        ? count(left, '1 är kvar att skicka. Den ligger sparad på telefonen och går iväg när det finns nät. Låt appen vara öppen en stund.', '{n} är kvar att skicka. De ligger sparade på telefonen och går iväg när det finns nät. Låt appen vara öppen en stund.')
        : t('Allt är mottaget. Kvittona står nedan.')}</span></p>
      ${unfinished(drafts)}
      <ul class="rows card">${items.map((item) => reportRow(item, app))}</ul>`
  },
  bar: () => html`<a class="button primary big" href="#/shift">${icon('check')}${t('Klar')}</a>`,
}
