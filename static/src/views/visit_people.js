// Who is on a visit, and who has let go of their part. What other phones do is known when they have had network.
import { html, nothing } from 'lit-html'
import { timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {{id: string, label: string, lead: boolean, me: boolean, handedOver: import('../types').Time | null}} Participant */

/** The one who leads first. @param {Fields} fields @param {App} app @returns {Participant[]} */
export const participants = (fields, app) => Object.entries(fields).flatMap(([name, value]) => {
  const id = name.startsWith('inspectors/') && value ? name.slice('inspectors/'.length) : null
  return id ? [{ id, label: String(/** @type {{label?: string}} */ (value).label ?? id), lead: id === fields.reporter, me: id === app.status?.person?.id, handedOver: timeIn(fields, `handed_over/${id}`) }] : []
}).sort((one, other) => Number(other.lead) - Number(one.lead))

/** Nothing while there is only one. @param {Fields} fields @param {App} app @param {boolean} [always] */
export function visitPeople(fields, app, always = false) {
  const found = participants(fields, app)
  if (found.length < 2 && !always) return nothing
  return html`<section class="card"><h2>${t('På besöket')}</h2><ul class="people">${found.map((one) => html`<li>${icon('people')}
    <span><b>${one.me ? t('{label} (du)', { label: one.label }) : one.label}</b><small>${standing(one)}</small></span></li>`)}</ul></section>`
}

/** @param {Participant} participant */
function standing({ lead, handedOver, me }) {
  if (lead) return t('Leder besöket')
  if (handedOver) return t('Har lämnat över {when}', { when: when(trueTime(handedOver)) })
  return me ? t('Arbetar på den här telefonen') : t('Har inte lämnat över än')
}
