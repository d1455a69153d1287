import assert from 'node:assert/strict'
import test from 'node:test'
import { ClockWatch } from '../../../static/src/sync/clock_watch.js'

const HOUR = 3_600_000

function watched(offset) {
  const device = { wall: 1e12, counted: 0, now: () => device.wall, steady: () => device.counted }
  const watch = new ClockWatch(device)
  watch.corrected(offset)
  return { watch, pass: (ms) => ((device.wall += ms), (device.counted += ms)), turn: (ms) => (device.wall += ms) }
}

test('a correction stands while the clock goes as it went', () => {
  const { watch, pass } = watched(-3 * HOUR)
  pass(8 * HOUR)
  assert.equal(watch.corrected(-3 * HOUR), -3 * HOUR)
})

test('a clock that is set right is no longer corrected', () => {
  const { watch, pass, turn } = watched(-3 * HOUR)
  pass(1000)
  turn(-3 * HOUR + 400)
  assert.equal(watch.corrected(-3 * HOUR), -400)
  assert.equal(watch.corrected(-400), -400)
})

test('a phone that has slept keeps its correction', () => {
  const { watch, turn } = watched(3 * HOUR)
  turn(7 * HOUR)
  assert.equal(watch.corrected(3 * HOUR), 3 * HOUR)
})

test('what the server tells anew holds', () => {
  const { watch, turn } = watched(-3 * HOUR)
  turn(-3 * HOUR)
  assert.equal(watch.corrected(20), 20)
  assert.equal(watch.corrected(null), null)
})
