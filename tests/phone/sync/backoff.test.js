import assert from 'node:assert/strict'
import test from 'node:test'
import { pause } from '../../../static/src/sync/backoff.js'

test('5 s after the first failure, twice as long after each, and a minute at most', () => {
  assert.deepEqual([1, 2, 3, 6, 7, 50].map((failures) => pause(failures, 1)), [5_000, 10_000, 20_000, 60_000, 60_000, 60_000])
})

test('phones that failed together do not come back together', () => {
  assert.deepEqual([0, 0.5, 1].map((dice) => pause(2, dice)), [5_000, 7_500, 10_000])
})
