import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visits } from '../../../static/src/views/visits.js'
import { linksOf, wordsOf } from './drawn.js'
import { HERE, OPEN, PUB, begun, inspectors, open, registered } from './opened.js'

const FAR = { ...PUB, name: 'Hamnkrogen Fiktiv', place: { ...PUB.place, lon: 12.905 } }

test('who stands at a premises starts a visit there in one tap', async () => {
  const app = inspectors()
  const id = await registered(app)
  const { bar, view } = await open(visits, app)
  assert.match(wordsOf(bar()), /Starta besök hos Krog Exempel/)
  assert.deepEqual(linksOf(bar()), [`/visit/new/${id}`])
  assert.ok(linksOf(view()).includes(`/visit/new/${id}`))
})

test('who stands nowhere near chooses from the register', async () => {
  const app = inspectors()
  await registered(app, FAR)
  const { bar } = await open(visits, app)
  assert.deepEqual(linksOf(bar()), ['/premises'])
})

test('a visit that goes on comes first, with how far it has come and the way back to where one left off', async () => {
  const app = inspectors()
  const visit = await begun(app)
  await app.store.edit(visit, { 'answers/HD08/value': 'ok', 'answers/YS01/value': 'deficiency' })
  const { bar, view } = await open(visits, app)
  assert.match(wordsOf(view()), /Pågår Krog Exempel 2 av 9 kontrollerade · 1 brist/)
  assert.match(wordsOf(bar()), /Fortsätt hos Krog Exempel/)
  assert.deepEqual(linksOf(bar()), [`/visit/${visit}/at/TN01`])
})

test('a visit that has been sent goes on no more', async () => {
  const app = inspectors()
  await app.store.submit(await begun(app))
  assert.deepEqual((await open(visits, app)).model.going, [])
})

test('deadlines that have passed and visits that are overdue are told, each premises once', async () => {
  const app = inspectors()
  await registered(app, PUB, { due_on: '2020-01-01', open: [OPEN] })
  await registered(app, FAR, { due_on: '2020-01-01' })
  await registered(app, { ...FAR, name: 'Livs & Låtsas' }, { due_on: '2999-01-01', open: [{ ...OPEN, deadline: '2999-01-01' }] })
  const { model } = await open(visits, app)
  assert.deepEqual(model.late.map(({ name }) => name), ['Krog Exempel'])
  assert.deepEqual(model.overdue.map(({ name }) => name), ['Hamnkrogen Fiktiv'])
})

test('without a position it says so, and still leads to the register', async () => {
  const app = inspectors({ fix: null })
  await registered(app)
  app.locator.denied = true
  const { view, bar } = await open(visits, app)
  assert.match(wordsOf(view()), /Position nekad på telefonen/)
  assert.deepEqual(linksOf(bar()), ['/premises'])
})

test('it is asked for again when one has moved, and only then', async () => {
  const app = inspectors()
  let asked = 0
  app.refresh = async () => void asked++
  const { model } = await open(visits, app)
  visits.located(model, app)
  assert.equal(asked, 0)
  app.locator.best = () => ({ ...HERE, lat: HERE.lat + 0.001 })
  visits.located(model, app)
  assert.equal(asked, 1)
})
