import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { signaturePad } from '../../../static/src/shell/signature_pad.js'
import { draw } from '../views/drawn.js'

// A paper of 400 by 250 on the screen, 100 px in and 50 down: two units a pixel.
beforeEach(() => {
  globalThis.DOMPoint = class {
    constructor(x, y) {
      Object.assign(this, { x, y })
    }

    matrixTransform() {
      return { x: (this.x - 100) * 2, y: (this.y - 50) * 2 }
    }
  }
})
afterEach(() => delete globalThis.DOMPoint)

function paper(strokes = []) {
  const done = []
  const wet = { d: '', setAttribute: (_name, value) => (wet.d = value) }
  const captured = []
  const currentTarget = { querySelector: () => wet, setPointerCapture: (id) => captured.push(id), getScreenCTM: () => ({ inverse: () => ({}) }) }
  const { markup, handlers } = draw(signaturePad({ strokes, label: 'Papper', done: (drawn) => done.push(drawn) }))
  const on = (name, x, y, more = {}) => handlers[Number(new RegExp(`@${name}="#(\\d+)"`).exec(markup)[1])]({ currentTarget, pointerId: 1, button: 0, clientX: x, clientY: y, ...more })
  return { on, done, wet, captured, markup }
}

test('a stroke is given on when the pen is lifted, in units of the paper', () => {
  const { on, done, captured } = paper()
  on('pointerdown', 110, 60)
  on('pointermove', 120, 70)
  assert.deepEqual(done, [])
  on('pointerup', 120, 70)
  assert.deepEqual([done, captured], [[[[20, 20, 40, 40]]], [1]])
})

test('it comes after those that are there', () => {
  const { on, done } = paper([[1, 2, 3, 4]])
  on('pointerdown', 100, 50)
  on('pointerup', 100, 50)
  assert.deepEqual(done, [[[1, 2, 3, 4], [0, 0]]])
})

test('all that the pen passed between two events is drawn', () => {
  const { on, done } = paper()
  on('pointerdown', 100, 50)
  on('pointermove', 130, 50, { getCoalescedEvents: () => [{ clientX: 110, clientY: 55 }, { clientX: 130, clientY: 50 }] })
  on('pointerup', 130, 50)
  assert.deepEqual(done, [[[0, 0, 20, 10, 60, 0]]])
})

test('a hand that rests on the paper draws nothing', () => {
  const { on, done } = paper()
  on('pointerdown', 100, 50)
  on('pointerdown', 300, 200, { pointerId: 2 })
  on('pointermove', 310, 200, { pointerId: 2 })
  on('pointerup', 310, 200, { pointerId: 2 })
  assert.deepEqual(done, [])
  on('pointercancel', 100, 50)
  assert.deepEqual(done, [[[0, 0]]])
})

test("another of the mouse's buttons draws nothing", () => {
  const { on, done } = paper()
  on('pointerdown', 100, 50, { button: 2 })
  on('pointermove', 130, 50)
  on('pointerup', 130, 50)
  assert.deepEqual(done, [])
})

test('the wet ink follows the hand, and is gone when it is dry', () => {
  const { on, wet } = paper()
  on('pointerdown', 110, 60)
  on('pointermove', 120, 70)
  assert.equal(wet.d, 'M20 20L40 40')
  on('pointerup', 120, 70)
  assert.equal(wet.d, '')
})
