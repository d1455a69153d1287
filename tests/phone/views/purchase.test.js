import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purchase } from '../../../static/src/views/purchase.js'
import { purchaseNew } from '../../../static/src/views/purchase_new.js'
import { change, draw, tap, wordsOf } from './drawn.js'
import { PUB, inspectors, open, registered } from './opened.js'

const AT = { at: '2026-11-20T21:07:30.123+01:00', offset: 0, zone: 'Europe/Stockholm' }
const WHOLE = { buyer_code: 'K-07', buyer_is_adult: true, outcome: 'refused', trader_informed: false, no_sanction: true }

async function shown(fields = {}) {
  const app = inspectors()
  const { id } = await app.store.create('control_purchase', { premises: await registered(app), premises_name: 'Krog Exempel', product: 'tobacco', happened_at: AT, ...fields })
  return { app, id, ...(await open(purchase, app, { id })), stored: async () => (await app.store.record(id)).fields }
}

/** Saving points at a place on a page that is not there. */
async function save({ bar }) {
  Object.assign(globalThis, { document: { querySelector: () => null }, CSS: { escape: String } })
  await tap(bar(), 'Spara och skicka')
  delete globalThis.document
  delete globalThis.CSS
}

test('a new one is of what is sold there, and begins with the tap on it', async () => {
  const app = inspectors()
  const premises = await registered(app)
  const { view } = await open(purchaseNew, app, { premises })
  assert.match(wordsOf(view()), /det får inte ligga till grund för någon sanktion, bara för ett samtal\. Vilken vara gäller det\? Tobak$/)
  await tap(view(), 'Tobak')
  const [{ id, kind, fields }] = await app.store.items()
  assert.deepEqual([kind, fields.product, fields.premises, app.went], ['control_purchase', 'tobacco', premises, [`/purchase/${id}`]])
})

test('where nothing is sold by retail there is none to make', async () => {
  const app = inspectors()
  const { view } = await open(purchaseNew, app, { premises: await registered(app, { ...PUB, 'permits/tobacco': null }) })
  assert.match(wordsOf(view()), /Kontrollköp görs bara i butik/)
  assert.doesNotMatch(draw(view()).markup, /<button/)
})

test('the questions stand in their order, with what is sold there only', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /Vad köptes\? Tobak Köparens kod .* Är köparen minst 18 år\? .* Efterfrågades legitimation\? .* Hur gick köpet\? .* Underrättades näringsidkaren\? .* Vad dialogen ledde till .* Bekräftelse/)
  assert.doesNotMatch(words, /Folköl/)
})

test('it asks for no name and takes no picture', async () => {
  const { markup } = draw((await shown()).view())
  assert.doesNotMatch(markup, /type="file"|camera|name="name"/)
})

test('when and how the trader was told is asked once they were', async () => {
  assert.doesNotMatch(wordsOf((await shown()).view()), /På vilket sätt\?/)
  assert.match(wordsOf((await shown({ trader_informed: true })).view()), /När och hur\? .* På vilket sätt\? Direkt på plats/)
})

test('what is typed is kept', async () => {
  const { model, view, stored } = await shown()
  change(view(), 'name="buyer_code"', { value: 'K-07' })
  purchase.pause(model)
  await new Promise(setImmediate)
  assert.equal((await stored()).buyer_code, 'K-07')
})

test('a confirmation that is taken back is none', async () => {
  const { view, stored } = await shown({ no_sanction: true })
  const { markup, handlers } = draw(view())
  const tick = /data-field=no_sanction[\s\S]*?@change="#(\d+)"/.exec(markup)[1]
  await handlers[Number(tick)]({ target: { checked: false } })
  assert.equal((await stored()).no_sanction, null)
})

test('what is missing is pointed at, and nothing is sent', async () => {
  for (const [fields, words] of [[{}, /^Svara på: Köparens kod\. Utkastet är sparat\.$/], [{ ...WHOLE, buyer_is_adult: null }, /^Bekräfta: Är köparen minst 18 år\?/], [{ ...WHOLE, dialogue: 'Ring 070-123 45 67' }, /peka ut en person/]]) {
    const screen = await shown(fields)
    await save(screen)
    assert.match(screen.app.said[0].text, words)
    assert.equal((await screen.stored()).submitted_at, undefined)
  }
})

test('a whole one is sent', async () => {
  const screen = await shown(WHOLE)
  await save(screen)
  assert.ok((await screen.stored()).submitted_at)
  assert.deepEqual(screen.app.went, [`/reports/${screen.id}`])
})

test('a returned one says why at the question it is about', async () => {
  const { app, id, load, view } = await shown(WHOLE)
  app.store.stand(id, { group: 'needs_you', cause: { title: 'Komplettera och skicka igen', detail: 'Vilken sorts kassa?', field: 'outcome' } })
  await load()
  assert.match(wordsOf(view()), /Komplettera och skicka igen Vilken sorts kassa\? Hur gick köpet\?/)
})

test('one that is gone is said to be', async () => assert.match(wordsOf((await open(purchase, inspectors(), { id: 'none' })).view()), /finns inte längre/))
