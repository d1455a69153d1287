import assert from 'node:assert/strict'
import test from 'node:test'
import { values } from '../../../static/src/domain/changes.js'
import * as changes from '../../../static/src/storage/changes.js'
import * as meta from '../../../static/src/storage/meta.js'
import * as photos from '../../../static/src/storage/photos.js'
import * as records from '../../../static/src/storage/records.js'
import { DEVICE, PERSON, database } from '../memory.js'
import { PHOTO, addPhoto, phone, picture, submitted } from '../phone.js'

const written = (db) => db.all('SELECT * FROM changes ORDER BY at').map((row) => ({ ...row, fields: JSON.parse(row.fields) }))
const pickAll = (db) => changes.pick(db, DEVICE, { count: 500, bytes: 1e9, after: '' })

test('a new record has its author, reporter and authority filled in', () => {
  const { db, edits } = phone()
  const id = edits.create('observation', { category: 'OB19' })
  assert.deepEqual(records.get(db, id).fields, { authority: 'forening', category: 'OB19', reporter: PERSON.id })
  assert.equal(written(db)[0].actor, PERSON.id)
})

test('nothing is written before the phone is enrolled', () => {
  const { edits } = phone({ db: database() })
  assert.throws(() => edits.create('observation', {}), { name: 'not-enrolled' })
})

test('record, change and clock are written together or not at all', () => {
  const { db, device, edits } = phone()
  const id = edits.create('observation', { category: 'OB19' })
  const before = [records.get(db, id), written(db), meta.get(db, 'clock')]
  db.script("CREATE TEMP TRIGGER cut BEFORE UPDATE ON meta WHEN new.key = 'savedAt' BEGIN SELECT raise(ABORT, 'cut'); END")
  device.pass(1000)
  assert.throws(() => edits.edit(id, { note: 'borta' }), /cut/)
  assert.deepEqual([records.get(db, id), written(db), meta.get(db, 'clock')], before)
})

test('a photo and its record are written together or not at all', () => {
  const { db, edits } = phone()
  const id = edits.create('observation', { category: 'OB19' })
  db.script("CREATE TEMP TRIGGER cut BEFORE INSERT ON photo_bytes BEGIN SELECT raise(ABORT, 'cut'); END")
  assert.throws(() => edits.addPhoto(id, picture(), {}), /cut/)
  assert.deepEqual([records.get(db, id).fields[`photos/${PHOTO}`], photos.of(db, id)], [undefined, []])
})

test('a photo for which there is no room is refused, and the text is as it was', () => {
  const { db, edits } = phone()
  const id = edits.create('observation', { note: 'texten' })
  db.script(`PRAGMA max_page_count = ${db.one('PRAGMA page_count').page_count}`)
  assert.throws(() => edits.addPhoto(id, picture(PHOTO, 500_000), { size: 500_000 }), { name: 'photo-no-room' })
  assert.deepEqual([records.get(db, id).fields.note, photos.of(db, id)], ['texten', []])
})

test('edits of a record that was not picked for sending go into the same change', () => {
  const { db, device, edits } = phone()
  const id = edits.create('observation', { category: 'OB19' })
  for (const note of ['T', 'Tre', 'Tre lyktor']) {
    device.pass(300)
    edits.edit(id, { note })
  }
  const [change, ...others] = written(db)
  assert.deepEqual(others, [])
  assert.deepEqual([change.fields.category, change.fields.note, change.seen], ['OB19', 'Tre lyktor', ''])
  assert.equal(change.at, meta.get(db, 'clock'))
  assert.deepEqual(records.get(db, id).parts, [{ at: change.at, seen: '', fields: change.fields }])
})

test('a change that was picked for sending is never altered', () => {
  const { db, device, edits } = phone()
  const id = submitted({ edits, device }, { note: 'första' })
  const [picked] = pickAll(db)
  device.pass(1000)
  edits.edit(id, { note: 'andra' })
  const [first, second] = written(db)
  assert.deepEqual([first.fields.note, first.at], ['första', picked.at])
  assert.deepEqual([second.fields, second.seen], [{ note: 'andra' }, picked.at])
  assert.equal(records.get(db, id).fields.note, 'andra')
})

test('an author who has seen something newer says so in a change of its own', () => {
  const { db, device, edits } = phone()
  const id = edits.create('observation', { note: 'mitt' })
  const other = { at: '2026-11-20T20:00:01.000Z-0000-00000000000000ff', seen: '', fields: { note: 'skrivbordets' } }
  const { kind, parts, savedAt } = records.get(db, id)
  db.write(() => records.put(db, { id, kind, parts: [...parts, other], savedAt }))
  device.pass(5000)
  edits.edit(id, { place_name: 'torget' })
  assert.deepEqual(written(db).map(({ seen }) => seen), ['', other.at])
})

test('a value that is already there makes no change', () => {
  const { db, device, edits } = phone()
  const id = edits.create('observation', { stood: { lat: 55.7, lon: 13.1 } })
  const before = written(db)
  device.pass(1000)
  edits.edit(id, { stood: { lon: 13.1, lat: 55.7 }, note: null })
  assert.deepEqual(written(db), before)
})

test('the clock follows the server rather than the phone, and never goes back', () => {
  const { db, device, edits } = phone()
  db.write(() => meta.set(db, 'offset', 3_600_000))
  const id = edits.create('observation', {})
  assert.match(written(db)[0].at, /^2026-11-20T21:00:00\.000Z-0000/)
  device.pass(-7_200_000)
  edits.edit(id, { note: 'x' })
  assert.match(written(db)[0].at, /^2026-11-20T21:00:00\.000Z-0001/)
})

test('submitting sets when, with zone and how wrong the clock is, and the version', () => {
  const { db, edits } = phone()
  db.write(() => meta.set(db, 'offset', -350))
  const id = edits.create('observation', { category: 'OB19' })
  edits.submit(id, { note: 'klart' })
  const { submitted_at, version, note } = records.get(db, id).fields
  assert.deepEqual([version, note, submitted_at.offset, submitted_at.zone], [1, 'klart', -350, 'Europe/Stockholm'])
  assert.equal(Date.parse(submitted_at.at), Date.parse('2026-11-20T20:00:00Z'))
})

test('submitting again raises the version only after a return', () => {
  const { db, device, edits } = phone()
  const id = submitted({ edits, device })
  const first = records.get(db, id).fields.submitted_at
  device.pass(1000)
  edits.submit(id, { note: 'tillägg' })
  assert.deepEqual([records.get(db, id).fields.version, records.get(db, id).fields.submitted_at], [1, first])
  returned(db, id, 1)
  device.pass(1000)
  edits.submit(id, {})
  assert.equal(records.get(db, id).fields.version, 2)
  assert.notDeepEqual(records.get(db, id).fields.submitted_at, first)
})

test('what was set aside is written anew with what corrects it, as it is now', () => {
  const { db, device, edits } = phone()
  const id = submitted({ edits, device }, { note: 'fel', place_name: 'torget' })
  const [picked] = pickAll(db)
  device.pass(1000)
  edits.edit(id, { place_name: 'stationen' })
  db.write(() => changes.setAside(db, picked.id, { title: 'Fel', detail: 'Fel.', field: 'note' }))
  pickAll(db)
  device.pass(1000)
  edits.edit(id, { note: 'rätt' })
  const left = written(db)
  assert.equal(left.some((change) => change.id === picked.id), false)
  assert.deepEqual(left.at(-1).fields, { ...picked.fields, note: 'rätt', place_name: 'stationen' })
  assert.deepEqual(values(records.get(db, id).parts), left.at(-1).fields)
})

test('submitting without a correction still writes anew what was set aside', () => {
  const { db, device, edits } = phone()
  const id = submitted({ edits, device })
  const [picked] = pickAll(db)
  db.write(() => changes.setAside(db, picked.id, { title: 'Fel', detail: 'Fel.', field: null }))
  device.pass(1000)
  edits.submit(id, {})
  const [anew, ...others] = written(db)
  assert.deepEqual([anew.state, anew.fields, others], ['open', picked.fields, []])
})

test('a draft that never left the phone is gone at once, photos and all', () => {
  const { db, device, edits } = phone()
  const id = edits.create('observation', {})
  addPhoto({ edits }, id)
  edits.remove(id)
  for (const table of ['records', 'changes', 'photos', 'photo_bytes']) assert.equal(db.one(`SELECT count(*) AS n FROM ${table}`).n, 0, table)
  assert.throws(() => edits.edit(id, { note: 'x' }), { name: 'record-unknown' })
  device.pass(1)
})

test('a report that may have left the phone is removed by a change', () => {
  const { db, device, edits } = phone()
  const id = submitted({ edits, device })
  pickAll(db)
  device.pass(1000)
  edits.remove(id)
  assert.deepEqual(written(db).at(-1).fields, { deleted: true })
  assert.equal(records.get(db, id).removed, true)
})

test('a removed photo leaves its manifest empty and its bytes gone', () => {
  const { db, edits } = phone()
  const id = edits.create('observation', {})
  addPhoto({ edits }, id)
  edits.removePhoto(id, PHOTO)
  assert.equal(records.get(db, id).fields[`photos/${PHOTO}`], null)
  assert.equal(photos.bytes(db, PHOTO, 'full'), null)
})

function returned(db, report, version) {
  const at = `2026-11-20T22:00:0${version}.000Z-0000-00000000000000ff`
  const fields = { report, decision: 'return', reason: 'Vilken lykta?', field: 'note', version }
  db.write(() => records.put(db, { id: `review-${version}`, kind: 'review', parts: [{ at, seen: '', fields }], savedAt: at }))
}
