// One group of points: each with its answers, and the rest of them in one tap when they have been looked at.
import { html, nothing } from 'lit-html'
import { askedOf } from '../domain/visit_order.js'
import { allOk, inGroups, isDeficient } from '../domain/visits.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { count, t } from '../shell/texts.js'
import { answerControl } from './visit_answer.js'
import { pointHead } from './visit_point.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */

/** @param {{title: string, items: CheckItem[]}} list @param {Draft} draft @param {Fields} fields @param {App} app @param {(item: string) => void} touch */
export const groupSection = ({ title, items }, draft, fields, app, touch) => inGroups(askedOf(items)).map(({ group, points }) => {
  const rest = allOk(fields, points)
  const left = Object.keys(rest).length
  return html`<section class="card points" aria-label=${group === title ? nothing : group}>
    ${group === title ? nothing : html`<h3>${group}</h3>`}
    <ol>${points.map((point) => html`<li class="point" data-point=${point.id} data-deficient=${isDeficient(fields, point)}>
      ${pointHead(point, fields, draft.record.id)}
      ${answerControl(point, draft, fields, app, touch)}</li>`)}</ol>
    ${left ? html`<button type="button" class="button rest" @click=${() => mark(rest, points, draft, app, touch)}>${icon('check')}<span>${restWords(left, points.filter(({ answer }) => answer === 'assessment').length)}</span></button>` : nothing}
  </section>`
})

/** @param {number} left @param {number} all */
const restWords = (left, all) => (left === all
  ? count(left, 'Kontrollerad utan anmärkning', 'Alla {n} kontrollerade utan anmärkning')
  : count(left, 'Resten (1) kontrollerad utan anmärkning', 'Resten ({n}) kontrollerade utan anmärkning'))

/** @param {Fields} rest @param {CheckItem[]} points @param {Draft} draft @param {App} app @param {(item: string) => void} touch */
async function mark(rest, points, draft, app, touch) {
  touch(points[points.length - 1].id)
  if (!(await draft.set(rest))) return
  buzz()
  const back = Object.fromEntries(Object.keys(rest).map((name) => [name, null]))
  app.announcer.say(count(Object.keys(rest).length, '1 kontrollerad utan anmärkning.', '{n} kontrollerade utan anmärkning.'), { action: { label: t('Ångra'), run: () => void draft.set(back) } })
}
