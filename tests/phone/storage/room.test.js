import assert from 'node:assert/strict'
import test from 'node:test'
import { Room } from '../../../static/src/storage/room.js'

const MB = 1_000_000

function browser(quota, usage) {
  const asked = { times: 0 }
  return { asked, estimate: async () => (asked.times++, { quota, usage }), persisted: async () => true }
}

test('it tells how much is free and whether it is promised', async () => {
  const room = new Room(browser(100 * MB, 30 * MB))
  await room.refresh(0)
  assert.deepEqual([room.freeBytes, room.persisted], [70 * MB, true])
})

test('the browser is not asked again at once', async () => {
  const storage = browser(100 * MB, 0)
  const room = new Room(storage)
  await Promise.all([room.refresh(0), room.refresh(1000)])
  assert.equal(storage.asked.times, 1)
  await room.refresh(31_000)
  assert.equal(storage.asked.times, 2)
})

test('photos are refused while there still is room for text', async () => {
  await assert.rejects(new Room(browser(100 * MB, 91 * MB)).claim(500_000), { name: 'photo-no-room' })
  await new Room(browser(100 * MB, 80 * MB)).claim(500_000)
})

test('a browser that tells nothing is taken at its word', async () => {
  const room = new Room(browser(undefined, undefined))
  await room.refresh(0)
  await room.claim(500_000)
  assert.equal(room.freeBytes, null)
})
