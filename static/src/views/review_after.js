// What rounds a visit off. It is folded away while the screen is shown to the person responsible, who is not told when the next
// visit comes.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { textIn } from '../domain/fields.js'
import { answerField, isDeficient, pointsOf } from '../domain/visits.js'
import { icon } from '../shell/icons.js'
import { dateWords } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { textField } from './form_note.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Fields} Fields */

/** @param {Draft} draft @param {App} app @param {string | null} pointed */
export function afterwards(draft, app, pointed) {
  const [next, proposed] = [textIn(draft.fields, 'next_visit_on'), proposal(draft.fields)]
  return html`<details class="card fold" ?open=${pointed === 'summary'}>
    <summary>${icon('pen')}<span><b>${t('Sammanfattning och nästa besök')}</b><small>${next ? t('Nästa besök {date}', { date: dateWords(next) }) : t('Frivilligt')}</small></span><span class="fold-open">${t('Öppna')}</span></summary>
    <div class="stack">
      ${textField({ draft, app, name: 'summary', label: t('Sammanfattning'), hint: t('Kort, om besöket som helhet. Står i protokollet.'), most: 500, rows: 3, pointed: pointed === 'summary' })}
      <label class="field"><span>${t('Nästa besök')}</span><small>${t('Ett förslag till planen. Står inte i protokollet, så att besöket förblir oanmält.')}</small>
        <input type="date" name="next_visit_on" min=${here.today()} .value=${live(next)} @change=${(/** @type {Event} */ event) => draft.set({ next_visit_on: /** @type {HTMLInputElement} */ (event.target).value || null })}></label>
      ${proposed && proposed !== next ? html`<button type="button" class="button small" @click=${() => draft.set({ next_visit_on: proposed })}>${t('Efter sista dagen för rättelse: {date}', { date: dateWords(proposed) })}</button>` : nothing}
    </div></details>`
}

/** The day when all that was found should have been put right. @param {Fields} fields @returns {string | null} */
function proposal(fields) {
  const deadlines = pointsOf(fields, null).filter((point) => isDeficient(fields, point)).map(({ id }) => textIn(fields, answerField(id, 'deadline')))
  return deadlines.sort().at(-1) || null
}
