import assert from 'node:assert/strict'
import test from 'node:test'
import * as photos from '../../../static/src/storage/photos.js'
import { PHOTO, addPhoto, phone, picture, submitted } from '../phone.js'

const OTHER = 'cd'.repeat(32)

function withPhoto() {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  return { ...found, id }
}

test('bytes and thumbnail come back as they were kept', () => {
  const { db } = withPhoto()
  assert.deepEqual(photos.bytes(db, PHOTO, 'full'), { type: 'image/jpeg', bytes: picture().bytes })
  assert.deepEqual(photos.bytes(db, PHOTO, 'thumbnail'), { type: 'image/jpeg', bytes: picture().thumbnail })
  assert.equal(photos.bytes(db, OTHER, 'full'), null)
})

test('the same photo twice in a report is one', () => {
  const found = withPhoto()
  addPhoto(found, found.id)
  assert.equal(photos.of(found.db, found.id).length, 1)
})

test('a photo that was removed and taken again is sent again', () => {
  const found = withPhoto()
  found.db.write(() => photos.refused(found.db, photos.due(found.db)[0], { title: 'Nej', detail: 'Nej.', field: null }))
  assert.deepEqual(photos.due(found.db), [])
  addPhoto(found, found.id)
  assert.equal(photos.due(found.db).length, 1)
})

test('only photos of reports that may be sent are due', () => {
  const found = withPhoto()
  const draft = found.edits.create('observation', {})
  addPhoto(found, draft, OTHER)
  assert.deepEqual(photos.due(found.db).map(({ sha256 }) => sha256), [PHOTO])
  found.edits.remove(found.id)
  assert.deepEqual(photos.due(found.db), [])
})

test('no bytes are left without their photo, and no photo without its bytes is sent again', () => {
  const { db, id } = withPhoto()
  db.write(() => (photos.arrived(db, PHOTO, '2026-11-01T00:00:00.000Z'), photos.forgetBytes(db, '2026-11-10T00:00:00.000Z')))
  db.write(() => (photos.offerAll(db), photos.missing(db, [PHOTO])))
  assert.equal(photos.of(db, id)[0].state, 'arrived')
  db.write(() => photos.remove(db, id, PHOTO))
  assert.equal(db.one('SELECT count(*) AS n FROM photo_bytes').n, 0)
})

test('a photo that the server once had and lacks is due again', () => {
  const { db } = withPhoto()
  db.write(() => photos.arrived(db, PHOTO, '2026-11-20T00:00:00.000Z'))
  db.write(() => photos.missing(db, [OTHER]))
  assert.equal(photos.due(db).length, 0)
  db.write(() => photos.missing(db, [PHOTO]))
  assert.deepEqual(photos.due(db).map(({ sent, url }) => [sent, url]), [[0, null]])
})
