import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf, dayOf, daysAgo, localText, minutesBetween, momentOfWall, timeOf, trueTime } from '../../../static/src/domain/times.js'

const ZONE = 'Europe/Stockholm'
const EVENING = Date.UTC(2026, 10, 20, 20, 7, 30, 123)
const HOUR = 3_600_000

test('a time is the device’s own clock with its zone and its error', () => {
  assert.deepEqual(timeOf(EVENING, -350, ZONE), { at: '2026-11-20T21:07:30.123+01:00', offset: -350, zone: ZONE })
})

test('true time sets the clock right; an unknown error is none', () => {
  assert.equal(trueTime(timeOf(EVENING, -350, ZONE)), EVENING - 350)
  assert.equal(trueTime(timeOf(EVENING, null, ZONE)), EVENING)
})

test('zones east and west, whole and half hours', () => {
  assert.equal(localText(EVENING, 'UTC'), '2026-11-20T20:07:30.123+00:00')
  assert.equal(localText(EVENING, 'America/St_Johns'), '2026-11-20T16:37:30.123-03:30')
  assert.equal(localText(EVENING, 'Asia/Kathmandu'), '2026-11-21T01:52:30.123+05:45')
})

test('the hour that comes twice in autumn is told apart by its zone', () => {
  const first = Date.UTC(2026, 9, 25, 0, 30)
  assert.equal(localText(first, ZONE), '2026-10-25T02:30:00.000+02:00')
  assert.equal(localText(first + HOUR, ZONE), '2026-10-25T02:30:00.000+01:00')
})

test('a wall clock is read back in its zone', () => {
  for (const moment of [EVENING, Date.UTC(2026, 6, 1, 22), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 2)]) {
    const minute = moment - (moment % 60_000)
    assert.equal(momentOfWall(localText(minute, ZONE).slice(0, 16), ZONE), minute)
  }
})

test('what is no wall clock is none', () => {
  assert.equal(momentOfWall('', ZONE), null)
  assert.equal(momentOfWall('2026-13-01T10:00', ZONE), null)
})

test('days are counted by midnights, also over a change of clock', () => {
  assert.equal(daysAgo(EVENING, EVENING + HOUR, ZONE), 0)
  assert.equal(daysAgo(EVENING, EVENING + 3 * HOUR, ZONE), 1)
  assert.equal(daysAgo(Date.UTC(2026, 9, 24, 20), Date.UTC(2026, 9, 25, 20), ZONE), 1)
})

test('clock and day', () => {
  assert.equal(clockOf(EVENING, ZONE), '21:07')
  assert.equal(dayOf(Date.UTC(2026, 10, 20, 23, 30), ZONE), '2026-11-21')
})

test('minutes between are whole and never negative', () => {
  assert.equal(minutesBetween(EVENING, EVENING + 119_000), 1)
  assert.equal(minutesBetween(EVENING, EVENING - 1), 0)
})
