// Against the almanac for Kävlinge, which the formulas follow to a few minutes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDark, sunHeight } from '../../../static/src/domain/sun.js'

const PLACE = { lat: 55.79, lon: 13.11 }
const MINUTE = 60_000

test('in November the sun sets at about 15:48', () => {
  const sunset = Date.UTC(2026, 10, 20, 14, 48)
  assert.equal(isDark(sunset - 8 * MINUTE, PLACE), false)
  assert.equal(isDark(sunset + 8 * MINUTE, PLACE), true)
})

test('at midsummer it is light until about 21:56 and from about 04:25', () => {
  assert.equal(isDark(Date.UTC(2026, 5, 21, 19, 45), PLACE), false)
  assert.equal(isDark(Date.UTC(2026, 5, 21, 20, 5), PLACE), true)
  assert.equal(isDark(Date.UTC(2026, 5, 22, 2, 40), PLACE), false)
})

test('the sun is highest at noon', () => {
  const height = sunHeight(Date.UTC(2026, 2, 20, 11, 15), PLACE)
  assert.ok(Math.abs(height - (90 - PLACE.lat)) < 0.5, String(height))
})
