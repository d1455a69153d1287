import assert from 'node:assert/strict'
import { test } from 'node:test'
import jsqr from 'jsqr'
import { qr } from '../../static/src/qr.js'

const SCALE = 4
const LINK = `https://faltappen.example/app/#/join/${'eyJ2aXNpdCI6IjAxOWFhMCJ9_-'.repeat(18)}`

for (const text of ['https://faltappen.example/app/#/join/abc', LINK]) {
  test(`another reader reads ${text.length} characters`, () => assert.equal(read(qr(text)), text))
}

test('it stands free on all sides', () => {
  const { size, path } = qr(LINK)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    assert.ok(Number(x) >= 4 && Number(y) >= 4 && Number(x) + Number(width) <= size - 4 && Number(y) < size - 4)
  }
})

/** What a camera would see, read by a library that did not draw it. */
function read({ size, path }) {
  const side = size * SCALE
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = y * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      for (let column = x * SCALE; column < (Number(x) + Number(width)) * SCALE; column++) pixels.set([0, 0, 0], 4 * (row * side + column))
    }
  }
  return jsqr.default(pixels, side, side).data
}
