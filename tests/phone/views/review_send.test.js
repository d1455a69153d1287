import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf } from '../../../static/src/views/draft_of.js'
import { handOver, send } from '../../../static/src/views/review_send.js'
import { INSPECTOR } from '../fake_store.js'
import { begun, inspectors } from './opened.js'

const COLLEAGUE = { ...INSPECTOR, id: '019a9e00-0000-7000-8000-000000000006', label: 'Inspektör 2' }
const yes = async () => true

async function ready(fields = {}, world = {}) {
  const app = inspectors(world)
  const id = await begun(app, ['YS'])
  await app.store.edit(id, fields)
  const model = { pointed: null, busy: false }
  return { app, id, model, draft: await draftOf(app, id), stored: async () => (await app.store.record(id)).fields }
}

test('the one who leads sends it with its end, and the protocol follows', async () => {
  const { app, id, model, draft, stored } = await ready({ acknowledgement: { role: 'staff', manner: 'declined' } })
  await send(model, draft, app, () => assert.fail('asked'))
  const { ended_at, submitted_at } = await stored()
  assert.ok(ended_at.at && submitted_at)
  assert.deepEqual([app.went, model.busy], [[`/visit/${id}/protocol`], false])
})

test('a visit that was sent once keeps the end it had', async () => {
  const ended_at = { at: '2026-11-20T22:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
  const { app, model, draft, stored } = await ready({ ended_at })
  await send(model, draft, app, yes)
  assert.deepEqual((await stored()).ended_at, ended_at)
})

test('without an acknowledgement it asks first, and no is no', async () => {
  const { app, model, draft, stored } = await ready()
  await send(model, draft, app, async ({ title }) => title !== 'Skicka utan bekräftelse?')
  assert.deepEqual([(await stored()).submitted_at, app.went], [undefined, []])
})

test('an inner inspection has nobody to acknowledge it', async () => {
  const { app, model, draft, stored } = await ready({ visit_kind: 'desk' })
  await send(model, draft, app, () => assert.fail('asked'))
  assert.ok((await stored()).submitted_at)
})

test('what could not be saved is said, and can be tried again', async () => {
  let full = true
  const { app, model, draft, stored } = await ready({}, { fail: (method) => (method === 'submit' && full ? { title: 'Fullt' } : null) })
  await send(model, draft, app, yes)
  assert.deepEqual([app.said, app.went, model.busy], [[{ text: 'Fullt', tone: 'alarm' }], [], false])
  full = false
  await send(model, draft, app, yes)
  assert.ok((await stored()).submitted_at)
})

test('what is typed goes along', async () => {
  const { app, model, draft, stored } = await ready()
  draft.type('summary', 'Lugn kväll.')
  await send(model, draft, app, yes)
  assert.equal((await stored()).summary, 'Lugn kväll.')
})

test('a colleague hands over, and does not send', async () => {
  const { app, id, model, draft, stored } = await ready({ reporter: COLLEAGUE.id, [`inspectors/${COLLEAGUE.id}`]: { label: COLLEAGUE.label } })
  await handOver(model, draft, app)
  const fields = await stored()
  assert.ok(fields[`handed_over/${INSPECTOR.id}`])
  assert.equal(fields.submitted_at, undefined)
  assert.equal(app.went[0], `/visit/${id}/protocol`)
  assert.match(app.said[0].text, /lämnad till Inspektör 2/)
})
