// Sedan förra besöket: what was found before and is still open, to be marked remedied or not.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { toFollowUp } from '../domain/visit_order.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { toggles } from '../shell/toggles.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { textField } from './form_note.js'
import { capital, deadlineWords, join } from './premises_words.js'
import { severityWords } from './visit_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').OpenDeficiency} OpenDeficiency */

const MOST = 1000

/** @param {Draft} draft @param {import('../types').PremisesView | null} premises @param {App} app @param {(path: string) => void} touch */
export function earlierSection(draft, premises, app, touch) {
  const fields = draft.fields
  const open = toFollowUp(fields, premises)
  return open.length ? html`<section class="checklist" aria-labelledby="earlier">
    <h2 class="list-title" id="earlier">${t('Sedan förra besöket')}</h2>
    <section class="card points"><ol>${open.map(({ path, found }) => deficiency(path, found, draft, fields, app, touch))}</ol></section></section>` : nothing
}

/** @param {string} path @param {OpenDeficiency} found @param {Draft} draft @param {Fields} fields @param {App} app @param {(path: string) => void} touch */
function deficiency(path, found, draft, fields, app, touch) {
  const [name, note] = [`${path}/outcome`, `${path}/note`]
  const outcome = fields[name] ?? null
  const tap = async (/** @type {import('../types').Value} */ value) => {
    touch(path)
    if (await draft.set({ [name]: outcome === value ? null : value })) buzz()
  }
  return html`<li class="point" data-point=${path}>
    <div class="point-words"><b>${found.question}</b><small>${join(found.item, found.reference ?? '')}</small>
      ${found.note ? html`<small class="point-note">${found.note}</small>` : nothing}
      <span class="standing" data-tone=${isLate(found) ? 'alarm' : 'warn'}>${icon('clock')}<span>${join(severityWords(found.severity), capital(deadlineWords(found.deadline)))}</span></span></div>
    ${toggles({ name, label: found.question, look: 'follow-up', chosen: [outcome ?? ''],
      options: [{ value: 'remedied', words: t('Åtgärdad'), tone: 'calm' }, { value: 'not_remedied', words: t('Inte åtgärdad'), tone: 'alarm' }], tap })}
    ${outcome || textIn(fields, note) ? textField({ draft, app, name: note, label: t('Vad sågs nu?'), hint: t('Frivilligt. Det som sågs eller hördes, neutralt.'), most: MOST, rows: 2, pointed: false }) : nothing}
  </li>`
}

/** @param {OpenDeficiency} found */
const isLate = ({ deadline }) => deadline !== null && deadline < here.today()
