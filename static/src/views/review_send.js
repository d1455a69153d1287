// The end of a visit on this phone: the one who leads sends it, a colleague hands over.
import { ask } from '../shell/dialog.js'
import { buzz } from '../shell/feel.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { focusField } from './focus_field.js'
import { hindrancesOf, leadOf } from './review_hindrances.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {{pointed: string | null, busy: boolean}} Model */

/** @param {Model} model @param {Draft} draft @param {App} app @param {typeof ask} [question] */
export async function send(model, draft, app, question = ask) {
  if (model.busy || stopped(model, draft, app)) return
  if (!draft.fields.acknowledgement && draft.fields.visit_kind === 'field' && !(await question(UNACKNOWLEDGED()))) return
  const { fields, record } = draft
  const ended = fields.ended_at ?? { ...here.timeNow(app.status?.clockOffset ?? null) }
  await end(model, draft, app, () => app.store.submit(record.id, { ended_at: ended }), t('Sparat {when}. Skickas av sig självt när det finns nät.', { when: when(here.now()) }))
}

const UNACKNOWLEDGED = () => ({
  title: t('Skicka utan bekräftelse?'),
  text: t('Ingen har bekräftat genomgången. Protokollet säger då att den inte är bekräftad. Det går bra om ingen ansvarig fanns på plats.'),
  yes: t('Skicka'),
})

/** @param {Model} model @param {Draft} draft @param {App} app */
export async function handOver(model, draft, app) {
  if (model.busy || stopped(model, draft, app)) return
  await end(model, draft, app, () => app.store.handOver(draft.record.id), t('Din del är lämnad till {label}. Den skickas av sig själv när det finns nät.', { label: leadOf(draft.fields) }))
}

/** Whether something is in the way; it is pointed at. @param {Model} model @param {Draft} draft @param {App} app */
function stopped(model, draft, app) {
  const [first] = hindrancesOf(draft, app)
  if (!first) return false
  model.pointed = first.field
  app.announcer.say(t('{words} Allt är sparat.', { words: first.words }), { tone: 'warn' })
  focusField(first.item ? 'in-the-way' : first.field)
  return true
}

/** @param {Model} model @param {Draft} draft @param {App} app @param {() => Promise<unknown>} act @param {string} words */
async function end(model, draft, app, act, words) {
  model.busy = true
  app.draw()
  try {
    if (!(await draft.flush())) throw draft.problem
    await act()
    buzz()
    app.go(`/visit/${draft.record.id}/protocol`, { replace: true })
    app.announcer.say(words)
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}
