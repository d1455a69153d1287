// Starting a pass: what kind, where, how many. Three answers, each with a likely one chosen.
import { html, nothing } from 'lit-html'
import { distance, nearestFirst } from '../domain/places.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { stepper } from '../shell/stepper.js'
import { t } from '../shell/texts.js'
import { distanceWords } from '../shell/words.js'
import * as here from '../shell/here.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {{kind: string | null, area: string | null, participants: number, all: boolean, busy: boolean}} Choices */

const FEW = 4

/** @param {App} app @returns {Choices} */
export const firstChoices = (app) => ({ kind: null, area: null, participants: app.catalog?.participants.warn_below ?? 3, all: false, busy: false })

/** @param {Choices} choices @param {App} app @param {Catalog} catalog */
export function startShift(choices, app, catalog) {
  const kinds = kindsFor(app, catalog)
  const choose = (/** @type {Partial<Choices>} */ chosen) => (Object.assign(choices, chosen), app.draw())
  return html`
    ${kinds.length > 1 ? html`<fieldset class="choices card"><legend>${t('Vad för pass?')}</legend>
      ${kinds.map(({ id, label }) => radio('kind', id, label, '', id === kindOf(choices, app), () => choose({ kind: id })))}</fieldset>` : nothing}
    ${areas(choices, app, catalog, choose)}
    <fieldset class="card stack"><legend>${t('Hur många är ni?')}</legend>
      ${stepper({ label: t('Deltagare'), value: choices.participants, least: 1, most: catalog.participants.most, change: (participants) => choose({ participants }) })}
      ${choices.participants < catalog.participants.warn_below ? html`<p class="notice" data-tone=${tooFew(choices, catalog) ? 'alarm' : 'warn'} role="status">${icon('alert')}<span>${catalog.participants.why}</span></p>` : nothing}
    </fieldset>
    <p class="soft"><a href="#/ready">${t('Redo för fältet? Gå igenom listan')}</a></p>`
}

/** @param {Choices} choices @param {App} app @param {Catalog} catalog @param {(chosen: Partial<Choices>) => void} choose */
function areas(choices, app, catalog, choose) {
  const fix = app.locator.best()
  const sorted = nearestFirst(catalog.areas, fix)
  const chosen = areaOf(choices, app)
  const shown = choices.all ? sorted : sorted.filter(({ id }, index) => index < FEW || id === chosen)
  return html`<fieldset class="choices card"><legend>${t('Var?')}</legend>
    ${shown.map((area) => radio('area', area.id, area.name, fix ? distanceWords(distance(fix, area)) : '', area.id === chosen, () => choose({ area: area.id })))}
    ${shown.length < sorted.length ? html`<button type="button" class="button plain" @click=${() => choose({ all: true })}>${t('Visa alla {n} områden', { n: sorted.length })}</button>` : nothing}
  </fieldset>`
}

/** @param {string} name @param {string} id @param {string} label @param {string} aside @param {boolean} checked @param {() => void} choose */
const radio = (name, id, label, aside, checked, choose) => html`<label class="choice">
  <input type="radio" name=${name} value=${id} .checked=${checked} @change=${choose}><span>${label}</span>${aside ? html`<small>${aside}</small>` : nothing}</label>`

/** @param {Choices} choices @param {App} app */
export const startBar = (choices, app) =>
  html`<button type="button" class="button primary big" aria-busy=${choices.busy} @click=${() => start(choices, app)}>${icon('walk')}${t('Starta passet')}</button>`

/** @param {Choices} choices @param {App} app */
async function start(choices, app) {
  const { catalog, store, status, announcer } = app
  const [shift_kind, area] = [kindOf(choices, app), areaOf(choices, app)]
  if (!catalog || choices.busy) return
  if (tooFew(choices, catalog)) return announcer.say(catalog.participants.why, { tone: 'alarm' })
  if (!area || !shift_kind) return announcer.say(t('Välj var ni går först.'), { tone: 'warn' })
  choices.busy = true
  try {
    await store.create('shift', { shift_kind, area, participants_count: choices.participants, started_at: { ...here.timeNow(status?.clockOffset ?? null) } })
    buzz()
    announcer.say(t('Passet har startat. Håll ihop och håll avstånd.'))
  } catch (problem) {
    announcer.problem(problem)
  } finally {
    choices.busy = false
    await app.refresh()
  }
}

/** @param {App} app @param {Catalog} catalog */
const kindsFor = (app, catalog) => catalog.shift_kinds.filter(({ authorities }) => authorities.includes(app.status?.person?.authority ?? ''))
/** @param {Choices} choices @param {App} app */
const kindOf = (choices, app) => choices.kind ?? (app.catalog ? kindsFor(app, app.catalog)[0]?.id ?? null : null)
/** The nearest area is suggested, when we know where we are. @param {Choices} choices @param {App} app */
const areaOf = (choices, app) => choices.area ?? (app.locator.best() ? nearestFirst(app.catalog?.areas ?? [], app.locator.best())[0]?.id ?? null : null)
/** @param {Choices} choices @param {Catalog} catalog */
const tooFew = (choices, catalog) => choices.participants < catalog.participants.least
