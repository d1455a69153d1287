import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportCalm } from '../../../static/src/views/calm.js'
import { FIX, fakeApp } from '../fake_app.js'

test('one tap makes and submits a calm observation with time and place', async () => {
  const app = fakeApp({ fix: FIX })
  await reportCalm(app, 's1')
  const [{ fields, state }] = await app.store.items()
  assert.equal(fields.category, 'OB01')
  assert.equal(fields.shift, 's1')
  assert.equal(fields.place.accuracy, 12)
  assert.match(fields.happened_at.at, /^20\d\d-/)
  assert.equal(state, 'submitted')
})

test('it can be undone for some seconds', async () => {
  const app = fakeApp({ fix: FIX })
  await reportCalm(app, 's1')
  await app.said[0].action.run()
  assert.deepEqual(await app.store.items(), [])
})

test('nobody waits for a position: it is filled in when it comes', async () => {
  const app = fakeApp({ later: FIX })
  await reportCalm(app, 's1')
  const [{ fields }] = await app.store.items()
  assert.match(app.said[0].text, /Platsen fylls i/)
  assert.equal(fields.place.lat, 55.7926)
})

test('an observation that was undone meanwhile stays gone', async () => {
  const app = fakeApp()
  app.locator.next = async () => {
    await app.said[0].action.run()
    return FIX
  }
  await reportCalm(app, 's1')
  assert.deepEqual(await app.store.items(), [])
})

test('what could not be saved is said', async () => {
  const app = fakeApp({ fail: (method) => (method === 'create' ? { title: 'Fullt' } : null) })
  await reportCalm(app, 's1')
  assert.deepEqual(app.said, [{ text: 'Fullt', tone: 'alarm' }])
})
