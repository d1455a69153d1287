import assert from 'node:assert/strict'
import { test } from 'node:test'
import { premisesNew } from '../../../static/src/views/premises_new.js'
import { change, tap, wordsOf } from './drawn.js'
import { HERE, inspectors, open } from './opened.js'

globalThis.document ??= /** @type {any} */ ({ querySelector: () => null })

test('what is seen on the spot is saved, with where one stands', async () => {
  const app = inspectors()
  const { view, bar } = await open(premisesNew, app)
  change(view(), 'name=name', { value: ' Grillen Nyfunnen ' })
  change(view(), 'name=address', { value: 'Provvägen 2' })
  tap(view(), 'Folköl')
  tap(view(), 'Tobak')
  tap(view(), 'Tobak')
  await tap(bar(), 'Spara')
  const [route] = app.went
  const { kind, fields } = await app.store.record(route.split('/').at(-1))
  assert.equal(kind, 'premises')
  assert.equal(fields.name, 'Grillen Nyfunnen')
  assert.equal(fields.found_in_field, true)
  assert.deepEqual(Object.keys(fields).filter((name) => name.startsWith('permits/')), ['permits/folkol'])
  assert.deepEqual([fields.place.lat, fields.place.source], [HERE.lat, 'gps'])
})

test('a visit can begin there at once', async () => {
  const app = inspectors({ fix: null })
  const { view, bar } = await open(premisesNew, app)
  change(view(), 'name=name', { value: 'Grillen' })
  await tap(bar(), 'Spara och starta besök')
  assert.match(app.went[0], /^\/visit\/new\//)
  assert.equal((await app.store.record(app.went[0].split('/').at(-1))).fields.place, undefined)
})

test('without a name nothing is saved, and the name is asked for', async () => {
  const app = inspectors()
  const { model, bar } = await open(premisesNew, app)
  await tap(bar(), 'Spara')
  assert.equal(model.missing, true)
  assert.match(app.said[0].text, /Skriv ställets namn/)
  assert.deepEqual(app.went, [])
})

test('a better position is taken while the form is open', async () => {
  const app = inspectors({ fix: null })
  const { model, view } = await open(premisesNew, app)
  assert.match(wordsOf(view()), /Ingen position/)
  app.locator.best = () => HERE
  premisesNew.located(model, app)
  assert.match(wordsOf(view()), /Här du står, ± 12 m/)
})

test('what could not be saved is said, and can be tried again', async () => {
  const app = inspectors({ fail: (method) => (method === 'create' ? { title: 'Fullt' } : null) })
  const { model, view, bar } = await open(premisesNew, app)
  change(view(), 'name=name', { value: 'Grillen' })
  await tap(bar(), 'Spara')
  assert.equal(app.said[0].text, 'Fullt')
  assert.equal(model.busy, false)
})
