import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import * as photos from '../../../static/src/storage/photos.js'
import { nothingYet } from '../../../static/src/sync/outcome.js'
import { push } from '../../../static/src/sync/push.js'
import { sendPhotos } from '../../../static/src/sync/uploads.js'
import { PHOTO, addPhoto, phone, submitted } from '../phone.js'
import { offline, refusal } from '../server.js'

const OTHER = 'cd'.repeat(32)
const OTHER_DEVICE = '019a9f00-0000-7000-8000-00000000000d'

async function sent(found) {
  const outcome = nothingYet()
  await push(found.ground, outcome)
  await sendPhotos(found.ground, outcome)
  return outcome
}

function withPhotos(...digests) {
  const found = phone()
  const id = submitted(found)
  for (const sha256 of digests) addPhoto(found, id, sha256)
  return { ...found, id }
}

test('photos go one at a time, after all text', async () => {
  const found = withPhotos(PHOTO, OTHER)
  const outcome = await sent(found)
  assert.deepEqual([outcome.photosSent, found.server.photos.size, found.item(found.id).group], [2, 2, 'received'])
  assert.ok(found.item(found.id).photos.every(({ arrived }) => arrived))
})

test('photos do not wait for the text of one who is shut out', async () => {
  const found = phone()
  submitted(found)
  const { device, person } = identities.current(found.db)
  found.db.write(() => {
    identities.setAccess(found.db, device, 'revoked')
    identities.add(found.db, { device: OTHER_DEVICE, token: 'another', person: { ...person, id: 'p2' } }, '2027-01-01T00:00:00.000Z')
  })
  const id = submitted(found)
  addPhoto(found, id)
  assert.equal((await sent(found)).photosSent, 1)
  assert.equal(found.item(id).group, 'received')
})

test('photos do not wait for text whose receipt differs', async () => {
  const found = withPhotos(PHOTO)
  found.server.after = ({ path }, answer) => (path === '/api/changes' && answer.body.results.forEach((result) => (result.digest = OTHER)), answer)
  assert.equal((await sent(found)).photosSent, 1)
})

test('photos wait while there is text to send', async () => {
  const found = withPhotos(PHOTO)
  await sendPhotos(found.ground, nothingYet())
  assert.deepEqual(found.uploader.sent, [])
})

test('a report whose text has arrived says how many photos are left, and how far they have come', async () => {
  const found = withPhotos(PHOTO, OTHER)
  found.uploader.fail = ({ sha256 }) => (sha256 === OTHER ? offline() : null)
  await assert.rejects(sent(found), { kind: 'offline' })
  assert.deepEqual(found.item(found.id).waiting, { for: 'photos', left: 1, of: 2, percent: 50 })
  assert.deepEqual(found.item(found.id).photos.map(({ arrived }) => arrived), [true, false])
})

test('an upload that was cut goes on where the server was told it began', async () => {
  const found = withPhotos(PHOTO)
  found.uploader.fail = offline
  await assert.rejects(sent(found))
  found.uploader.fail = () => null
  await sent(found)
  assert.deepEqual(found.uploader.sent.map(({ url }) => url), [null, '/api/photos/upload-of-abab'])
})

test('a refused photo waits for a person, the rest go on', async () => {
  const found = withPhotos(PHOTO, OTHER)
  found.uploader.fail = ({ sha256 }) => (sha256 === PHOTO ? refusal(422, 'photo-not-an-image') : null)
  const outcome = await sent(found)
  const { group, cause, photos: shown } = found.item(found.id)
  assert.deepEqual([outcome.photosSent, group, cause.field, cause.detail], [1, 'needs_you', `photos/${PHOTO}`, 'Om photo-not-an-image.'])
  assert.equal(shown.find(({ sha256 }) => sha256 === PHOTO).problem, 'Om photo-not-an-image.')
  await sent(found)
  assert.equal(found.uploader.sent.length, 2)
})

test('a report can be sent without the photo that was refused', async () => {
  const found = withPhotos(PHOTO)
  found.uploader.fail = () => refusal(422, 'photo-not-an-image')
  await sent(found)
  found.device.pass(1000)
  found.edits.removePhoto(found.id, PHOTO)
  await sent(found)
  assert.deepEqual([found.item(found.id).group, found.item(found.id).photos], ['received', []])
  assert.equal(found.server.log.at(-1).fields[`photos/${PHOTO}`], null)
})

test('a photo that was damaged on the way is sent once more from its start', async () => {
  const found = withPhotos(PHOTO)
  let tries = 0
  found.uploader.fail = () => (++tries === 1 ? refusal(460, 'photo-digest-differs') : null)
  await sent(found)
  assert.deepEqual([found.uploader.sent.map(({ url }) => url), found.item(found.id).group], [[null, null], 'received'])
})

test('photos of drafts stay on the phone', async () => {
  const found = phone()
  const id = found.edits.create('observation', {})
  addPhoto(found, id)
  await sent(found)
  assert.deepEqual(found.uploader.sent, [])
})

test('a photo that the server has lost is sent again', async () => {
  const found = withPhotos(PHOTO)
  await sent(found)
  found.server.photos.clear()
  found.server.epoch = 'epoch-2'
  submitted(found)
  await sent(found)
  assert.equal(found.server.photos.size, 1)
})

test('the same photo in two reports is sent once and arrives in both', async () => {
  const found = withPhotos(PHOTO)
  const other = submitted(found)
  addPhoto(found, other)
  await sent(found)
  assert.equal(found.uploader.sent.length, 1)
  assert.ok([found.id, other].every((id) => found.item(id).group === 'received'))
  assert.deepEqual(photos.due(found.db), [])
})
