import assert from 'node:assert/strict'
import test from 'node:test'
import * as changes from '../../../static/src/storage/changes.js'
import { DEVICE } from '../memory.js'
import { phone, submitted } from '../phone.js'

const pick = (db, limits = {}) => changes.pick(db, DEVICE, { count: 500, bytes: 1e9, after: '', ...limits })

test('the oldest are picked first, as many as are asked for', () => {
  const found = phone()
  const ids = [submitted(found), submitted(found), submitted(found)]
  const [first, second] = pick(found.db, { count: 2 })
  assert.deepEqual([first.record, second.record], ids.slice(0, 2))
  assert.deepEqual(pick(found.db, { after: second.at }).map(({ record }) => record), ids.slice(2))
})

test('one change is picked however large it is, and no more than there is room for', () => {
  const found = phone()
  submitted(found, { note: 'x'.repeat(5000) })
  submitted(found)
  assert.equal(pick(found.db, { bytes: 1000 }).length, 1)
})

test('what is picked is as it was written', () => {
  const found = phone()
  const id = submitted(found, { note: 'åäö 🙂', stood: { lat: 55.7, lon: 13.1 } })
  const [change] = pick(found.db)
  assert.deepEqual([change.kind, change.record, change.device, change.seen], ['observation', id, DEVICE, ''])
  assert.deepEqual([change.fields.note, change.fields.stood], ['åäö 🙂', { lat: 55.7, lon: 13.1 }])
})

test('a change of another device of this phone is not picked', () => {
  const found = phone()
  submitted(found)
  assert.deepEqual(changes.pick(found.db, 'another', { count: 500, bytes: 1e9, after: '' }), [])
  assert.deepEqual(changes.devicesWithDue(found.db), [DEVICE])
})

test('what is due is counted by record, with the oldest', () => {
  const found = phone()
  found.edits.create('observation', {})
  const [one, other] = [submitted(found), submitted(found)]
  pick(found.db)
  found.device.pass(1000)
  found.edits.edit(one, { note: 'mer' })
  const due = changes.due(found.db)
  assert.deepEqual([due.count, due.records.sort(), due.oldest], [3, [one, other].sort(), '2026-11-20T20:00:01.000Z'])
})

test('a received change is not due, and is offered again when all is', () => {
  const found = phone()
  submitted(found)
  const [{ id }] = pick(found.db)
  found.db.write(() => changes.received(found.db, id, 'A7F3-29', '2026-11-20T20:00:02.000Z'))
  assert.equal(changes.due(found.db).count, 0)
  found.db.write(() => changes.offerAll(found.db))
  assert.deepEqual(pick(found.db).map((change) => change.id), [id])
})
