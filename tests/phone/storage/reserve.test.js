import assert from 'node:assert/strict'
import test from 'node:test'
import { Reserve } from '../../../static/src/storage/reserve.js'

/** A file on a phone with so much room; without it, browsers differ in how they say so. */
function file(room, whenFull) {
  let size = 0
  return {
    room,
    getSize: () => size,
    truncate: (bytes) => (size = bytes),
    write(bytes) {
      size = Math.min(bytes.length, this.room)
      return size < bytes.length ? whenFull() : size
    },
    flush() {},
    close() {},
  }
}

const quotaExceeded = () => {
  throw new DOMException('full', 'QuotaExceededError')
}

test('room is taken once, and given back once', () => {
  const reserve = new Reserve(file(1e9, quotaExceeded))
  assert.deepEqual([reserve.isFull, reserve.release()], [false, false])
  reserve.fill()
  reserve.fill()
  assert.equal(reserve.isFull, true)
  assert.deepEqual([reserve.release(), reserve.isFull, reserve.release()], [true, false, false])
})

for (const [what, whenFull] of [['throws', quotaExceeded], ['returns an error as a number', () => 4294967288]]) {
  test(`what does not fit is not taken, where the browser ${what}`, () => {
    const phone = file(1000, whenFull)
    const reserve = new Reserve(phone)
    reserve.fill()
    assert.deepEqual([reserve.isFull, phone.getSize()], [false, 0])
    phone.room = 1e9
    reserve.fill()
    assert.equal(reserve.isFull, true)
  })
}
