// When: filled in already where the moment is known, and changed only on purpose.
import { html } from 'lit-html'
import { timeIn } from '../domain/fields.js'
import { clockOf, dayOf, momentOfWall, timeOf, trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'

/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Time} Time */

/** @param {Draft} draft @param {string} [name] @param {string} [label] what the moment is */
export function time(draft, name = 'happened_at', label = t('När det hände')) {
  const known = timeIn(draft.fields, name)
  const given = known ?? here.timeNow(null)
  const moment = Date.parse(given.at)
  return html`<details class="card fold" data-field=${name}>
    <summary>${icon('clock')}<span><b>${known ? when(trueTime(known)) : t('Inte angivet')}</b><small>${label}</small></span><span class="fold-open">${known ? t('Ändra') : t('Ange')}</span></summary>
    <label class="field"><span>${t('Dag och tid')}</span>
      <input type="datetime-local" .value="${dayOf(moment, given.zone)}T${clockOf(moment, given.zone)}" max="${dayOf(here.now(), given.zone)}T23:59"
        @change=${(/** @type {Event} */ event) => change(draft, name, given, /** @type {HTMLInputElement} */ (event.target).value)}></label>
  </details>`
}

/** @param {Draft} draft @param {string} name @param {Time} given @param {string} wall */
function change(draft, name, given, wall) {
  const moment = momentOfWall(wall, given.zone)
  if (moment !== null) draft.set({ [name]: { ...timeOf(moment, given.offset, given.zone) } })
}
