import assert from 'node:assert/strict'
import test from 'node:test'
import { uuid7 } from '../../../static/src/domain/ids.js'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('it is the example of RFC 9562', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  assert.equal(uuid7(0x017f22e279b0, random), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('ids have their form whatever the dice, and the order of their time', () => {
  const ids = [0, 1, 2 ** 47].map((now) => uuid7(now, new Uint8Array(10).fill(255)))
  assert.ok(ids.every((id) => FORM.test(id)), ids)
  assert.deepEqual([...ids].sort(), ids)
})
