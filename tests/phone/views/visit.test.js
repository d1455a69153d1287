import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visit } from '../../../static/src/views/visit.js'
import { change, draw, linksOf, tap, wordsOf } from './drawn.js'
import { OPEN, PUB, begun, inspectors, open, registered } from './opened.js'

const settled = () => new Promise(setImmediate)

async function shown({ checklists = ['HD', 'YS', 'TN'], known = null, item = undefined } = {}) {
  const app = inspectors()
  const id = await begun(app, checklists, await registered(app, PUB, known))
  const screen = await open(visit, app, { id, ...(item && { item }) })
  return { app, id, ...screen, stored: async () => (await app.store.record(id)).fields }
}

const values = (fields, ...points) => points.map((point) => fields[`answers/${point}/value`])
/** What stands at one point. */
const partOf = (markup, point) => markup.split('data-point=').find((part) => part.startsWith(point))
const pressed = (view, point) => [...partOf(draw(view()).markup, point).matchAll(/aria-pressed=(true|false)/g)].map(([, value]) => value === 'true')

/** Taps an answer of one point. */
async function tapIn(view, point, words) {
  const { markup, handlers } = draw(view())
  const button = [...partOf(markup, point).matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].find(([, , inside]) => inside.replaceAll(/<[^>]*>/g, '').trim() === words)
  await handlers[Number(/#(\d+)/.exec(button[1])[1])]({})
  await settled()
}

test('every point begins as not checked, none as in order', async () => {
  const { view, bar } = await shown()
  assert.doesNotMatch(draw(view()).markup, /aria-pressed=true/)
  assert.match(wordsOf(bar()), /^0 av 9 kontrollerade/)
})

test('a point shows its question with the law beneath it', async () => {
  const { view } = await shown()
  assert.match(wordsOf(view()), /Råder ordning och nykterhet\? YS01 · AL 3:5, 8:20/)
})

test('what the visit’s own fields answer is not asked', async () => {
  assert.doesNotMatch(wordsOf((await shown()).view()), /När började besöket\?|Vilka andra var med\?/)
})

test('one tap checks what is left of a group, and can be undone', async () => {
  const { app, view, stored } = await shown({ checklists: ['YS'] })
  await tapIn(view, 'YS07', 'OK')
  await tap(view(), 'Alla 2 kontrollerade utan anmärkning')
  assert.deepEqual(values(await stored(), 'YS01', 'YS03', 'YS06', 'YS07', 'YS17'), ['ok', 'ok', undefined, 'ok', undefined])
  app.said[0].action.run()
  await settled()
  assert.deepEqual(values(await stored(), 'YS01', 'YS03', 'YS07'), [null, null, 'ok'])
})

test('the rest never touches a deficiency', async () => {
  const { view, stored } = await shown({ checklists: ['YS'] })
  await tapIn(view, 'YS03', 'Brist')
  await tap(view(), 'Resten (1) kontrollerad utan anmärkning')
  assert.equal((await stored())['answers/YS03/value'], 'deficiency')
})

test('a tap answers, a second tap takes the answer back', async () => {
  const { view, stored } = await shown()
  await tapIn(view, 'YS01', 'Ej tillämpligt')
  assert.equal((await stored())['answers/YS01/value'], 'not_applicable')
  assert.deepEqual(pressed(view, 'YS01').slice(0, 3), [false, false, true])
  await tapIn(view, 'YS01', 'Ej tillämpligt')
  assert.equal((await stored())['answers/YS01/value'], null)
})

test('a deficiency notes when and by whom, gets its deadline and is described at once', async () => {
  const { app, id, view, stored } = await shown()
  await tapIn(view, 'YS01', 'Brist')
  const fields = await stored()
  assert.match(fields['answers/YS01/observed_at'].at, /^20\d\d-/)
  assert.equal(fields['answers/YS01/observed_by'], 'Inspektör 1')
  assert.match(fields['answers/YS01/deadline'], /^20\d\d-\d\d-\d\d$/)
  assert.deepEqual(app.went, [`/visit/${id}/item/YS01`])
  assert.match(wordsOf(view()), /Brist, allvarlig Iakttagelsen är inte skriven än/)
})

test('counts and choices are answered where they stand', async () => {
  const { view, stored } = await shown()
  await tapIn(view, 'YS32', 'Information')
  await tapIn(view, 'TN01', 'Snus')
  await tapIn(view, 'TN01', 'E-cigaretter')
  await tapIn(view, 'TN01', 'Snus')
  change(view(), 'aria-label=Antal legitimationskontroller', { value: '11' })
  await settled()
  const fields = await stored()
  assert.deepEqual([fields['answers/YS32/value'], fields['answers/TN01/value'], fields['answers/YS06/value']], ['information', ['e-cigaretter'], 11])
  change(view(), 'aria-label=Antal legitimationskontroller', { value: '' })
  await settled()
  assert.equal((await stored())['answers/YS06/value'], null)
})

test('after a kill the app opens at the point that was touched last', async () => {
  const { app, id, view } = await shown()
  await tapIn(view, 'YS17', 'OK')
  assert.equal(app.store.lastScreen, `/visit/${id}/at/YS17`)
})

test('the next that nobody has answered is looked for onward from where one is', async () => {
  const { model, bar } = await shown({ item: 'YS03' })
  globalThis.document ??= /** @type {any} */ ({})
  Object.assign(document, { querySelector: () => null })
  globalThis.CSS ??= /** @type {any} */ ({ escape: (text) => text })
  await tap(bar(), 'Nästa obesvarade')
  assert.equal(model.at, 'YS06')
})

test('what was found before comes first, and is marked remedied or not with a note', async () => {
  const { view, stored } = await shown({ known: { open: [OPEN] } })
  const words = wordsOf(view())
  assert.ok(words.indexOf('Sedan förra besöket') < words.indexOf('Lämnades tillträde?'))
  assert.match(words, /Ingen av de anmälda fanns på plats\. Allvarlig · Tiden gick ut 11 okt 2020/)
  await tapIn(view, 'earlier/v1/YS07', 'Åtgärdad')
  assert.equal((await stored())['earlier/v1/YS07/outcome'], 'remedied')
  change(view(), 'data-field=earlier/v1/YS07/note', { value: 'Serveringsansvarig fanns på plats.' })
  await tapIn(view, 'earlier/v1/YS07', 'Inte åtgärdad')
  const fields = await stored()
  assert.deepEqual([fields['earlier/v1/YS07/outcome'], fields['earlier/v1/YS07/note']], ['not_remedied', 'Serveringsansvarig fanns på plats.'])
})

test('a guest from another authority is not asked of earlier deficiencies', async () => {
  const { app, id, load, view } = await shown({ known: { open: [OPEN] } })
  await app.store.edit(id, { joint: 'v0' })
  await load()
  assert.doesNotMatch(wordsOf(view()), /Sedan förra besöket/)
})

test('leaving stores what is typed', async () => {
  const { model, stored } = await shown()
  model.draft.type('answers/YS01/note', 'Lugnt')
  visit.pause(model)
  await settled()
  assert.equal((await stored())['answers/YS01/note'], 'Lugnt')
})

test('a point leads to all that can be said of it', async () => {
  const { id, view } = await shown()
  assert.ok(linksOf(view()).includes(`/visit/${id}/item/YS01`))
})

test('a visit that is gone is said to be', async () => {
  assert.match(wordsOf((await open(visit, inspectors(), { id: 'none' })).view()), /finns inte längre på telefonen/)
})
