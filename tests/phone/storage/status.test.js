import assert from 'node:assert/strict'
import test from 'node:test'
import { status } from '../../../static/src/storage/status.js'
import { PERSON, database } from '../memory.js'
import { addPhoto, phone, submitted } from '../phone.js'
import { offline } from '../server.js'

const AROUND = { sending: false, nextTry: null, persisted: true, freeBytes: 1e9, appVersion: '0.1.0' }

test('a new phone has nothing to tell', () => {
  const found = status(database(), AROUND)
  assert.deepEqual([found.enrolled, found.person, found.waiting, found.savedAt, found.access], [false, null, 0, null, 'ok'])
})

test('what waits is counted by report, photos apart, and drafts are not counted', () => {
  const found = phone()
  const [one] = [submitted(found), submitted(found)]
  addPhoto(found, one)
  found.edits.create('observation', {})
  const { waiting, photosWaiting, oldestWaiting, person, savedAt } = status(found.db, AROUND)
  assert.deepEqual([waiting, photosWaiting, oldestWaiting], [2, 1, '2026-11-20T20:00:01.000Z'])
  assert.deepEqual([person, savedAt], [PERSON, '2026-11-20T20:00:02.000Z'])
})

test('a photo alone has waited since it was taken', async () => {
  const found = phone()
  const one = submitted(found)
  addPhoto(found, one)
  found.uploader.send = async () => {
    throw offline()
  }
  await found.engine.run('manual')
  const { waiting, photosWaiting, oldestWaiting } = status(found.db, AROUND)
  assert.deepEqual([waiting, photosWaiting, oldestWaiting], [1, 1, '2026-11-20T20:00:01.000Z'])
})

test('it tells of sending only what receipts tell', async () => {
  const found = phone()
  submitted(found)
  found.server.after = () => {
    throw offline()
  }
  await found.engine.run('manual')
  const before = status(found.db, AROUND)
  assert.deepEqual([before.waiting, before.lastSent, before.lastError.title], [1, null, 'Servern nås inte'])
  found.server.after = (_, answer) => answer
  await found.engine.run('manual')
  const after = status(found.db, AROUND)
  assert.deepEqual([after.waiting, after.lastSent, after.lastError], [0, '2026-11-20T20:00:01.000Z', null])
  assert.deepEqual([after.catalogVersion, after.clockOffset], ['cafe00000001', -1000])
})

test('a report whose photo has not arrived waits', async () => {
  const found = phone()
  addPhoto(found, submitted(found))
  found.uploader.fail = offline
  await found.engine.run('manual')
  const { waiting, photosWaiting } = status(found.db, AROUND)
  assert.deepEqual([waiting, photosWaiting], [1, 1])
})
