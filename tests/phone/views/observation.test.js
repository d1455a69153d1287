import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SEARCH_MS } from '../../../static/src/shell/locator.js'
import { observation } from '../../../static/src/views/observation.js'
import { FIX, fakeApp } from '../fake_app.js'

/** @param {object} fields @param {object} [world] */
async function open(fields, world) {
  const app = fakeApp(world)
  const { id } = await app.store.create('observation', fields)
  const model = { ...observation.begin(app, {}) }
  Object.assign(model, await observation.load(app, { id }, model))
  return { app, id, model, stored: async () => (await app.store.record(id)).fields }
}

test('a better position is taken while the form is new', async () => {
  const { app, model, stored } = await open({ category: 'OB19' }, { fix: FIX })
  observation.located(model, app)
  assert.equal((await stored()).place.accuracy, 12)
})

test('a category that rounds never stores the position as it is', async () => {
  const { app, model, stored } = await open({ category: 'OB05' }, { fix: FIX })
  observation.located(model, app)
  assert.equal((await stored()).place.accuracy, 100)
  assert.notEqual((await stored()).stood.lat, FIX.lat)
})

test('after the search a saved place changes only by an explicit move', async () => {
  const place = { lat: 55, lon: 13, accuracy: 40, source: 'gps' }
  const { app, model, stored } = await open({ category: 'OB19', place }, { fix: FIX })
  model.openedAt -= SEARCH_MS + 1
  observation.located(model, app)
  assert.deepEqual((await stored()).place, place)
})

test('leaving the form stores what is typed', async () => {
  const { app, model, stored } = await open({ category: 'OB19' })
  model.draft.type('note', 'Tre lyktor')
  observation.leave(model, app)
  assert.equal((await stored()).note, 'Tre lyktor')
})

test('a page that goes away stores what is typed', async () => {
  const { model, stored } = await open({ category: 'OB19' })
  model.draft.type('note', 'Tre lyktor')
  observation.pause(model)
  assert.equal((await stored()).note, 'Tre lyktor')
})

test('the form keeps its draft when the store says that something changed', async () => {
  const { app, id, model } = await open({ category: 'OB19' })
  model.draft.type('note', 'Tre')
  const { draft } = await observation.load(app, { id }, model)
  assert.equal(draft, model.draft)
  assert.equal(draft.fields.note, 'Tre')
  await draft.flush()
})

test('a record that is gone is said to be', async () => {
  const app = fakeApp()
  assert.equal((await observation.load(app, { id: 'none' }, {})).draft, null)
})
