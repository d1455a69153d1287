import assert from 'node:assert/strict'
import { test } from 'node:test'
import { premises } from '../../../static/src/views/premises.js'
import { draw, linksOf, tap, wordsOf } from './drawn.js'
import { OPEN, PUB, begun, inspectors, open, registered } from './opened.js'

async function shown(fields = PUB, known = null) {
  const app = inspectors()
  const id = await registered(app, fields, known)
  return { app, id, ...(await open(premises, app, { id })) }
}

test('it tells what is open, when it was visited, what its permits say and who answers there', async () => {
  const { view } = await shown(PUB, { last_visit: { at: '2020-09-11T19:40:00.000Z' }, visits_this_year: 1, due_on: '2020-12-01', open: [OPEN] })
  const words = wordsOf(view())
  for (const said of ['Öppna brister 1', OPEN.question, OPEN.note, 'Allvarlig · Tiden gick ut 11 okt 2020', 'Senaste besök 11 sep 2020', 'Besök i år 1 av 4', 'Försenat sedan 1 dec 2020', 'Hög risk',
    'Servering inne Nr 2024-17', 'Villkor: Högst 150 personer.', 'Tillståndshavare Exempelkrogen HB', 'Serveringsansvarig Bo Testman']) assert.ok(words.includes(said), `${said}: ${words}`)
})

test('a number is called by a tap', async () => {
  const { view } = await shown()
  assert.match(draw(view()).markup, /href="?tel:0000000012/)
})

test('a visit is started from it', async () => {
  const { id, bar } = await shown()
  assert.ok(linksOf(bar()).includes(`/visit/new/${id}`))
})

test('a control purchase is made of retail only', async () => {
  const { id, bar } = await shown()
  assert.ok(linksOf(bar()).includes(`/purchase/new/${id}`))
  const { bar: without } = await shown({ ...PUB, 'permits/tobacco': null })
  assert.doesNotMatch(wordsOf(without()), /Kontrollköp/)
})

test('a visit that goes on there is the way back to it', async () => {
  const { app, id, load, view } = await shown()
  const visit = await begun(app, ['HD'], id)
  await load()
  assert.ok(linksOf(view()).includes(`/visit/${visit}/at/HD08`))
})

test('one that was found in the field says so, and what is not known is left out', async () => {
  const { view } = await shown({ name: 'Grillen', found_in_field: true })
  const words = wordsOf(view())
  assert.match(words, /Tillagt i fält/)
  assert.match(words, /Inga i registret\./)
  assert.doesNotMatch(words, /Kontakter|Öppna brister|Org\.nr/)
})

test('a map that does not open is said, and the address stays', async () => {
  const { app, view } = await shown()
  app.loadMap = async () => {
    throw new Error('no')
  }
  globalThis.document ??= /** @type {any} */ ({})
  document.getElementById = () => /** @type {any} */ ({})
  await tap(view(), 'Visa på karta')
  assert.match(app.said[0].text, /Kartan gick inte att öppna/)
  assert.match(wordsOf(view()), /Visa på karta/)
})

test('one that is not on the phone is said to be missing', async () => {
  const app = inspectors()
  const { view } = await open(premises, app, { id: 'none' })
  assert.match(wordsOf(view()), /finns inte på telefonen/)
})
