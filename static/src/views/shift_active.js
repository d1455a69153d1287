// The pass that goes on: what is seen so far, and two large buttons for what comes.
import { html } from 'lit-html'
import { numberIn, timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { duration } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import { areaName, kindName } from './labels.js'
import { reportCalm } from './calm.js'
import { reportRow } from './report_row.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */

/** @param {{shift: RecordView, observations: RecordView[]}} model @param {App} app */
export const activeShift = ({ shift, observations }, app) => html`
  <section class="card pass">
    <p class="pass-kind">${kindName(app.catalog, shift.fields.shift_kind)}</p>
    <h2>${areaName(app.catalog, shift.fields.area)}</h2>
    <p class="pass-facts"><span>${icon('clock')}${t('Pågått {time}', { time: duration(startOf(shift)) })}</span>
      <span>${icon('people')}${t('{n} deltagare', { n: numberIn(shift.fields, 'participants_count') })}</span></p>
    <p class="pass-facts soft">${whereNow(app)}</p>
  </section>
  <h2 class="list-title">${count(observations.length, '1 observation', '{n} observationer')}</h2>
  ${observations.length ? html`<ul class="rows card">${[...observations].reverse().map(({ item }) => reportRow(item, app))}</ul>` : html`<p class="soft">${t('Det ni ser hamnar här. Tryck Ny observation, eller Inget att rapportera när allt är lugnt.')}</p>`}
  <a class="button end" href="#/shift/${shift.id}/end">${icon('clock')}${t('Avsluta passet …')}</a>`

/** @param {RecordView} shift */
function startOf({ fields, savedAt }) {
  const started = timeIn(fields, 'started_at')
  return started ? trueTime(started) : savedAt
}

/** @param {App} app */
function whereNow({ locator }) {
  const fix = locator.best()
  if (fix) return html`${icon('pin')}${t('Position ± {n} m', { n: Math.round(fix.accuracy) })}`
  if (locator.denied) return html`${icon('pin')}${t('Position nekad. Allt går att spara utan plats.')}`
  return locator.searching ? html`${icon('pin')}${t('Söker position …')}` : html`${icon('pin')}${t('Ingen position just nu')}`
}

/** @param {RecordView} shift @param {App} app */
export const activeBar = (shift, app) => html`
  <a class="button primary big" href="#/new">${icon('plus')}${t('Ny observation')}</a>
  <button type="button" class="button big calm-button" @click=${() => reportCalm(app, shift.id)}>${icon('calm')}<span>${t('Inget att rapportera')}</span></button>`
