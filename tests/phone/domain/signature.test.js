import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CEILING, PAPER, pathOf, signatureOf } from '../../../static/src/domain/signature.js'

const wave = (length, step = 1) => Array.from({ length }, (_, index) => [10.3 + index * step, 250 + 120 * Math.sin(index / 7)]).flat()
const size = (signature) => JSON.stringify(signature).length

test('nothing drawn is no signature', () => assert.equal(signatureOf([]), null))

test('whole units, on the paper', () => {
  const { width, height, strokes } = signatureOf([[-4.6, 12.4, 900.2, 510]])
  assert.deepEqual([width, height, strokes], [PAPER.width, PAPER.height, [[0, 12, 800, 500]]])
})

test('a tap is a dot', () => assert.deepEqual(signatureOf([[40.2, 60.7]]).strokes, [[40, 61]]))

test('a straight line needs its ends only', () => {
  const line = Array.from({ length: 200 }, (_, index) => [index * 3, index * 2]).flat()
  assert.deepEqual(signatureOf([line]).strokes, [[0, 0, 597, 398]])
})

test('a stroke that comes back to where it began keeps its turn', () => {
  assert.deepEqual(signatureOf([[100, 100, 300, 100, 100, 100]]).strokes, [[100, 100, 300, 100, 100, 100]])
})

test('what is left out lies near what is kept', () => {
  const stroke = wave(600)
  const [kept] = signatureOf([stroke]).strokes
  assert.ok(kept.length < stroke.length / 4, `${kept.length}`)
  for (let at = 0; at < stroke.length; at += 2) assert.ok(distance(stroke[at], stroke[at + 1], kept) < 3, `${at}`)
})

test('however much is scribbled, it is small', () => {
  const scribble = Array.from({ length: 60 }, (_, index) => wave(400, 1 + index / 100))
  assert.ok(size(signatureOf(scribble)) < CEILING)
  const dots = Array.from({ length: 3_000 }, (_, index) => [index % 800, index % 500])
  const kept = signatureOf(dots)
  assert.ok(size(kept) < CEILING)
  assert.deepEqual(kept.strokes[0], [0, 0])
})

test('what is kept is kept as it is when it is kept again', () => {
  const once = signatureOf([wave(300)])
  assert.deepEqual(signatureOf(once.strokes), once)
})

test('strokes as one path that is rounded where they turn', () => {
  assert.equal(pathOf([[1, 2], [0, 0, 10, 0, 10, 10]]), 'M1 2L1 2M0 0Q10 0 10 5L10 10')
})

/** From a point to the nearest piece of a stroke. */
function distance(x, y, stroke) {
  let least = Infinity
  for (let at = 0; at + 3 < stroke.length; at += 2) {
    const [x1, y1, x2, y2] = stroke.slice(at, at + 4)
    const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1)))
    least = Math.min(least, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)))
  }
  return least
}
