import assert from 'node:assert/strict'
import test from 'node:test'
import * as photos from '../../../static/src/storage/photos.js'
import * as records from '../../../static/src/storage/records.js'
import * as retention from '../../../static/src/storage/retention.js'
import * as premises from '../../../static/src/storage/premises.js'
import * as supervision from '../../../static/src/storage/supervision.js'
import { enrolled } from '../memory.js'
import { PHOTO, addPhoto, phone, submitted } from '../phone.js'
import { COLLEAGUE, INSPECTOR, TODAY, idOf, knowing } from '../premises.js'

const DAY = 86_400_000
const review = (found, id, decision) => found.server.write('review', `review-of-${id}`, '2026-11-20T21:00:00.000Z-0000-00000000000000ff', { report: id, decision, version: 1 })

async function received() {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  await found.engine.run('manual')
  return { ...found, id }
}

function sweepAfter(found, ms) {
  found.device.pass(ms)
  found.db.write(() => retention.sweep(found.db, found.device.now()))
}

const held = ({ db }) => ({
  changes: db.one('SELECT count(*) AS n FROM changes').n,
  bytes: db.one('SELECT count(*) AS n FROM photo_bytes').n,
  records: db.all('SELECT id FROM records').map(({ id }) => id),
})

test('for seven days everything that was sent is kept', async () => {
  const found = await received()
  sweepAfter(found, 7 * DAY - 1000)
  assert.deepEqual(held(found), { changes: 1, bytes: 1, records: [found.id] })
})

test('after seven days the photo is gone, and the text stays while the report is open', async () => {
  const found = await received()
  const { receipt } = found.item(found.id)
  sweepAfter(found, 7 * DAY + 1000)
  assert.deepEqual(held(found), { changes: 0, bytes: 0, records: [found.id] })
  assert.deepEqual([found.item(found.id).group, found.item(found.id).receipt, found.item(found.id).photos[0].arrived], ['received', receipt, true])
  assert.equal(photos.bytes(found.db, PHOTO, 'thumbnail'), null)
})

test('when the report is over its text goes too, and what was said of it', async () => {
  const found = await received()
  review(found, found.id, 'close')
  await found.engine.run('manual')
  sweepAfter(found, 3 * DAY)
  assert.equal(held(found).records.length, 2)
  sweepAfter(found, 5 * DAY)
  sweepAfter(found, 0)
  assert.deepEqual(held(found).records, [])
})

test('what is not received stays for ever', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  const draft = found.edits.create('observation', {})
  sweepAfter(found, 400 * DAY)
  assert.deepEqual(held(found), { changes: 2, bytes: 1, records: [id, draft] })
})

test('a closed report is kept while it has a change that is not received', async () => {
  const found = await received()
  review(found, found.id, 'close')
  await found.engine.run('manual')
  found.edits.edit(found.id, { note: 'för sent?' })
  sweepAfter(found, 8 * DAY)
  assert.equal(records.get(found.db, found.id).fields.note, 'för sent?')
})

const AT = '2026-11-20T21:00:00.000Z-0000-00000000000000ff'

test("a colleague's visit leaves the phone, and the premises and what is known of them stay", async () => {
  const found = phone({ db: enrolled(INSPECTOR) })
  const sent = { submitted_at: { at: AT.slice(0, 24), offset: 0, zone: 'UTC' }, version: 1 }
  found.server.write('premises', idOf(1), AT, { name: 'Krog Exempel' })
  found.server.write('premises', idOf(2), AT, { name: 'Krogen', merged_into: idOf(1) })
  found.server.write('visit', 'theirs', AT, { reporter: COLLEAGUE.id, premises: idOf(1), ...sent })
  found.server.write('visit', 'with me', AT, { reporter: COLLEAGUE.id, [`inspectors/${INSPECTOR.id}`]: { label: 'x' }, premises: idOf(1), ...sent })
  found.server.write('dispatch', 'sent', AT, { report: 'theirs', sent_on: '2026-11-20', manner: 'post' })
  found.server.supervision.push(knowing(idOf(1), { due_on: '2027-01-01' }))
  await found.engine.run('manual')
  const mine = found.edits.create('visit', { premises: idOf(1) })
  sweepAfter(found, 8 * DAY)
  sweepAfter(found, 0)
  assert.deepEqual(held(found).records.sort(), [idOf(1), idOf(2), mine].sort())
  assert.deepEqual([supervision.of(found.db, idOf(1)).due_on, premises.find(found.db, { order: 'name', limit: 9, today: TODAY }).length], ['2027-01-01', 1])
})

test('a part of a colleague\'s visit that is not handed over stays', async () => {
  const found = phone({ db: enrolled(INSPECTOR) })
  found.server.write('visit', 'joint', AT, { reporter: COLLEAGUE.id, [`inspectors/${INSPECTOR.id}`]: { label: 'x' } })
  await found.engine.run('manual')
  found.edits.edit('joint', { summary: 'Mitt.' })
  sweepAfter(found, 400 * DAY)
  assert.deepEqual(held(found), { changes: 1, bytes: 0, records: ['joint'] })
})

test('the register is not read through for it', () => {
  const db = enrolled(INSPECTOR)
  const asked = []
  const spy = { all: (sql, ...values) => (asked.push([sql, values]), db.all(sql, ...values)) }
  records.overSince(spy, AT)
  records.strangersSince(spy, INSPECTOR.id, AT)
  const plans = asked.map(([sql, values]) => db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail).join('; '))
  assert.equal(plans.length, 2)
  for (const plan of plans) assert.doesNotMatch(plan, /SCAN/, plan)
})

test("another person's reports leave the phone", async () => {
  const found = await received()
  found.server.write('observation', 'others', '2026-11-20T21:00:00.000Z-0000-00000000000000ff', { reporter: 'somebody else', category: 'OB19' })
  await found.engine.run('manual')
  sweepAfter(found, 8 * DAY)
  assert.deepEqual(held(found).records, [found.id])
})
