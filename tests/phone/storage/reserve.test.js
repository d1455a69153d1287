import assert from 'node:assert/strict'
import test from 'node:test'
import { Reserve } from '../../../static/src/storage/reserve.js'

/** A phone with so much room; a file gives back what it has when it is closed. Browsers differ in how they say that there is none. */
class FakePhone {
  size = 0
  opened = 0

  constructor(room, whenFull) {
    Object.assign(this, { room, whenFull })
  }

  open = async () => {
    this.opened += 1
    return {
      getSize: () => this.size,
      truncate: (bytes) => (this.size = bytes),
      write: (bytes) => {
        this.size = Math.min(bytes.length, this.room)
        return this.size < bytes.length ? this.whenFull() : this.size
      },
      flush() {},
      close: () => (this.opened -= 1),
    }
  }
}

const quotaExceeded = () => {
  throw new DOMException('full', 'QuotaExceededError')
}

test('room is taken once, and given back once', async () => {
  const phone = new FakePhone(1e9, quotaExceeded)
  const reserve = new Reserve(phone.open)
  assert.deepEqual([reserve.isFull, reserve.isSpent], [false, false])
  await Promise.all([reserve.fill(), reserve.fill()])
  assert.deepEqual([reserve.isFull, phone.opened], [true, 1])
  assert.deepEqual([reserve.release(), reserve.isSpent, phone.size, phone.opened], [true, true, 0, 0])
  assert.equal(reserve.release(), false)
})

test('room that was given back is taken again', async () => {
  const reserve = new Reserve(new FakePhone(1e9, quotaExceeded).open)
  await reserve.fill()
  reserve.release()
  await reserve.fill()
  assert.deepEqual([reserve.isFull, reserve.isSpent], [true, false])
})

for (const [what, whenFull] of [['throws', quotaExceeded], ['returns an error as a number', () => 4294967288]]) {
  test(`what does not fit is not taken, where the browser ${what}`, async () => {
    const phone = new FakePhone(1000, whenFull)
    const reserve = new Reserve(phone.open)
    await reserve.fill()
    assert.deepEqual([reserve.isFull, reserve.isSpent, phone.size, phone.opened], [false, true, 0, 0])
    phone.room = 1e9
    await reserve.fill()
    assert.deepEqual([reserve.isFull, reserve.isSpent], [true, false])
  })
}
