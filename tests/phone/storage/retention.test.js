import assert from 'node:assert/strict'
import test from 'node:test'
import * as photos from '../../../static/src/storage/photos.js'
import * as records from '../../../static/src/storage/records.js'
import * as retention from '../../../static/src/storage/retention.js'
import { PHOTO, addPhoto, phone, submitted } from '../phone.js'

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

test("another person's reports leave the phone", async () => {
  const found = await received()
  found.server.write('observation', 'others', '2026-11-20T21:00:00.000Z-0000-00000000000000ff', { reporter: 'somebody else', category: 'OB19' })
  await found.engine.run('manual')
  sweepAfter(found, 8 * DAY)
  assert.deepEqual(held(found).records, [found.id])
})
