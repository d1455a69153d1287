// How a point is answered, by its type: a tap, a count, a time, one or several choices, a few words.
import { html } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { answerField, assessed } from '../domain/visits.js'
import { clockOf } from '../domain/times.js'
import { buzz } from '../shell/feel.js'
import { stepper } from '../shell/stepper.js'
import { toggles } from '../shell/toggles.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { textField } from './form_note.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CheckItem} CheckItem */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Value} Value */
/** @typedef {{point: CheckItem, draft: Draft, fields: Fields, app: App, name: string, set: (value: Value) => void}} Asked */

const MOST_COUNT = 100_000
const MOST_TEXT = 500

/** @param {CheckItem} point @param {Draft} draft @param {Fields} fields @param {App} app @param {(item: string) => void} touch told before anything is stored */
export function answerControl(point, draft, fields, app, touch) {
  const name = answerField(point.id, 'value')
  const set = (/** @type {Value} */ value) => (touch(point.id), void draft.set({ [name]: value }))
  const control = CONTROLS[point.answer] ?? CONTROLS.text
  return control({ point, draft, fields, app, name, set }, touch)
}

/** @type {Record<CheckItem['answer'], (asked: Asked, touch: (item: string) => void) => import('./screen').Template>} */
const CONTROLS = {
  assessment: (asked, touch) => toggles({
    name: asked.name, label: asked.point.question, look: 'assessment', chosen: [asked.fields[asked.name] ?? ''],
    options: [{ value: 'ok', words: t('OK'), tone: 'calm' }, { value: 'deficiency', words: t('Brist'), tone: 'alarm' }, { value: 'not_applicable', words: t('Ej tillämpligt') }],
    tap: (value) => assess(asked, value, touch) }),
  count: ({ point, fields, name, set }) => stepper({ label: t('Antal'), of: point.question, name, value: numberOr(fields[name]), least: 0, most: MOST_COUNT, change: set, clear: () => set(null) }),
  time: ({ point, fields, name, set }) => html`<div class="time-answer" data-field=${name}>
    <input type="time" aria-label=${point.question} .value=${textIn(fields, name)} @change=${(/** @type {Event} */ event) => set(/** @type {HTMLInputElement} */ (event.target).value || null)}>
    <button type="button" class="button" @click=${() => set(clockOf(here.now(), here.zone()))}>${t('Nu')}</button></div>`,
  choice: ({ point, fields, name, set }) => toggles({ name, label: point.question, chosen: [fields[name] ?? ''], options: options(point), tap: (value) => set(fields[name] === value ? null : value) }),
  choices: ({ point, fields, name, set }) => toggles({ name, label: point.question, chosen: listOf(fields[name]), options: options(point), tap: (value) => set(flipped(listOf(fields[name]), value)) }),
  text: ({ point, draft, app, name }) => textField({ draft, app, name, label: t('Svar'), hint: point.hint, most: MOST_TEXT, rows: 2, pointed: false }),
}

/** A tap on what is chosen takes it back. A deficiency is described at once. @param {Asked} asked @param {Value} value @param {(item: string) => void} touch */
async function assess({ point, draft, fields, app, name }, value, touch) {
  const { status, catalog } = app
  touch(point.id)
  const chosen = fields[name] === value ? null : /** @type {'ok' | 'deficiency' | 'not_applicable'} */ (value)
  const seen = { now: here.timeNow(status?.clockOffset ?? null), initials: status?.person?.label ?? '', deadlines: catalog?.visits.deadlines ?? {} }
  if (!(await draft.set(assessed(fields, point, chosen, seen)))) return
  buzz()
  if (chosen === 'deficiency') app.go(`/visit/${draft.record.id}/item/${point.id}`)
}

/** @param {CheckItem} point */
const options = ({ options: words }) => words.map((value) => ({ value, words: value.charAt(0).toUpperCase() + value.slice(1) }))
/** @param {Value | undefined} value */
const numberOr = (value) => (typeof value === 'number' ? value : null)
/** @param {Value | undefined} value @returns {Value[]} */
const listOf = (value) => (Array.isArray(value) ? value : [])
/** @param {Value[]} held @param {Value} value */
const flipped = (held, value) => (held.includes(value) ? held.filter((one) => one !== value) : [...held, value])
