import assert from 'node:assert/strict'
import test from 'node:test'
import * as changes from '../../../static/src/storage/changes.js'
import * as items from '../../../static/src/storage/items.js'
import * as records from '../../../static/src/storage/records.js'
import { DEVICE, database } from '../memory.js'
import { PHOTO, addPhoto, phone, submitted } from '../phone.js'

const pick = (db) => changes.pick(db, DEVICE, { count: 500, bytes: 1e9, after: '' })
const groups = (db) => Object.fromEntries(items.all(db).map(({ id, group }) => [id, group]))

test('a phone that is not enrolled has no items', () => {
  const db = database()
  assert.deepEqual([items.all(db), items.activeShift(db)], [[], null])
})

test('each report is in the group that tells what becomes of it', async () => {
  const found = phone()
  const { db, edits } = found
  const [received, aside] = [submitted(found), submitted(found)]
  found.server.judge = ({ record }) => (record === aside ? { title: 'Fel', detail: 'Fel.' } : null)
  await found.engine.run('manual')
  const waiting = submitted(found)
  const draft = edits.create('observation', {})
  assert.deepEqual(groups(db), { [received]: 'received', [aside]: 'needs_you', [waiting]: 'waiting', [draft]: 'draft' })
})

test('the last saved comes first', () => {
  const found = phone()
  const [first, second] = [submitted(found), submitted(found)]
  found.device.pass(1000)
  found.edits.edit(first, { note: 'mer' })
  assert.deepEqual(items.all(found.db).map(({ id }) => id), [first, second])
})

test('after an edit a received report waits again, and has no receipt until that is received', async () => {
  const found = phone()
  const id = submitted(found)
  await found.engine.run('manual')
  const { receipt } = found.item(id)
  found.device.pass(1000)
  found.edits.edit(id, { note: 'mer' })
  assert.deepEqual([found.item(id).group, found.item(id).receipt], ['waiting', null])
  await found.engine.run('manual')
  assert.deepEqual([found.item(id).group, found.item(id).receipt], ['received', receipt])
})

test('a draft waits for nothing', () => {
  const { db, edits } = phone()
  const id = edits.create('observation', {})
  addPhoto({ edits }, id)
  const { waiting, photos } = items.view(db, id).item
  assert.deepEqual([waiting, photos], [{ for: 'nothing' }, [{ sha256: PHOTO, arrived: false, problem: null }]])
})

test('the pass that goes on is the one that was started last and has not ended', () => {
  const { db, device, edits } = phone()
  const first = edits.create('shift', { area: 'A1' })
  device.pass(1000)
  const second = edits.create('shift', { area: 'A2' })
  assert.equal(items.activeShift(db).id, second)
  edits.submit(second, { ended_at: { at: '2026-11-20T23:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' } })
  assert.equal(items.activeShift(db).id, first)
  edits.remove(first)
  assert.equal(items.activeShift(db), null)
})

test("a pass's observations come in the order they were made", () => {
  const { db, device, edits } = phone()
  const shift = edits.create('shift', {})
  const ids = ['OB19', 'OB01', 'OB07'].map((category) => (device.pass(1000), edits.create('observation', { shift, category })))
  edits.create('observation', { category: 'OB02' })
  edits.remove(ids[1])
  assert.deepEqual(items.observations(db, shift).map(({ id }) => id), [ids[0], ids[2]])
})

test('a report is found by any of its receipts, however it is written', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  await found.engine.run('manual')
  const { receipt } = found.item(id)
  found.device.pass(1000)
  found.edits.edit(id, { note: 'mer' })
  submitted(found)
  for (const code of [receipt, receipt.toLowerCase().replace('-', ' '), receipt.slice(0, 4), 'ABAB-AB']) {
    assert.deepEqual(items.findReceipt(found.db, code).map((item) => item.id), [id], code)
  }
  assert.deepEqual(['', 'xyz', 'FFFF-FE'].map((code) => items.findReceipt(found.db, code)), [[], [], []])
})

test('a removed report is not shown', () => {
  const found = phone()
  const id = submitted(found)
  pick(found.db)
  found.edits.remove(id)
  assert.deepEqual([items.all(found.db), items.view(found.db, id)], [[], null])
})

test('a report that the phone does not have is nothing', () => {
  assert.equal(items.view(phone().db, 'unknown'), null)
})

test('what a report led to is told with it', async () => {
  const found = phone()
  const report = submitted(found)
  await found.engine.run('manual')
  const said = (/** @type {string} */ id, fields) => found.db.write(() => records.put(found.db, {
    id, kind: 'referral', savedAt: '2026-11-21T08:00:00.000Z',
    parts: [{ at: `2026-11-21T08:00:00.000Z-000${id}-00000000000000aa`, seen: '', fields: { report, receiver: 'drift', state: 'sent', ...fields } }],
  }))
  assert.equal(items.view(found.db, report).item.feedback, null)
  said('1', {})
  said('2', { state: 'done', feedback: 'Lampan är lagad.' })
  const view = items.view(found.db, report)
  assert.equal(view.item.feedback, 'Lampan är lagad.')
  assert.deepEqual(view.referrals.map(({ state }) => state), ['sent', 'done'])
})
