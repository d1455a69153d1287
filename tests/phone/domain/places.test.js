import assert from 'node:assert/strict'
import { test } from 'node:test'
import { best, distance, fixOf, nearestFirst, parseCoordinates, positionOf, rounded } from '../../../static/src/domain/places.js'

const NOW = Date.UTC(2026, 10, 20, 20)
const STATION = { lat: 55.7925, lon: 13.108 }
const CENTRE = { lat: 55.793, lon: 13.112 }
const reading = (latitude, longitude, accuracy = 12, timestamp = NOW) => ({ coords: { latitude, longitude, accuracy }, timestamp })
const fix = (accuracy, secondsAgo) => ({ ...STATION, accuracy, at: NOW - secondsAgo * 1000 })

test('a fix is taken as the device gives it', () => {
  assert.deepEqual(fixOf(reading(55.7925, 13.108), NOW), { lat: 55.7925, lon: 13.108, accuracy: 12, at: NOW })
})

test('a fix that cannot be true is refused', () => {
  for (const bad of [reading(0, 0), reading(91, 13), reading(55, 181), reading(NaN, 13), reading(55, 13, 0), reading(55, 13, NaN), reading(55, 13, 12, NOW - 60_001)]) {
    assert.equal(fixOf(bad, NOW), null, JSON.stringify(bad))
  }
})

test('a fix on the equator or the prime meridian is no 0/0', () => {
  assert.ok(fixOf(reading(0, 13), NOW))
  assert.ok(fixOf(reading(55, 0), NOW))
})

test('the most accurate fix is the best', () => assert.equal(best([fix(30, 0), fix(8, 0), fix(50, 0)], NOW)?.accuracy, 8))

test('an old accurate fix gives way to a newer one, as the walker has moved on', () => {
  assert.equal(best([fix(8, 50), fix(12, 0)], NOW)?.accuracy, 12)
  assert.equal(best([fix(8, 1), fix(12, 0)], NOW)?.accuracy, 8)
})

test('a fix older than a minute is none', () => {
  assert.equal(best([fix(5, 61)], NOW), null)
  assert.equal(best([], NOW), null)
})

test('a position has whole metres, at least one', () => {
  assert.deepEqual(positionOf({ lat: 55.79254321, lon: 13.10812345, accuracy: 0.2, at: NOW }), { lat: 55.79254, lon: 13.10812, accuracy: 1, source: 'gps' })
})

test('a place is rounded to the middle of a square of the grid', () => {
  const found = rounded({ ...STATION, accuracy: 12, source: 'gps' }, 100)
  assert.ok(distance(found, STATION) <= 71)
  assert.equal(found.accuracy, 100)
})

test('places in one square are rounded to the same', () => {
  const middle = rounded({ ...STATION, accuracy: 5, source: 'gps' }, 100)
  for (const [north, east] of [[0.0003, 0], [-0.0003, 0], [0, 0.0006], [0, -0.0006]]) {
    const near = rounded({ lat: middle.lat + north, lon: middle.lon + east, accuracy: 5, source: 'gps' }, 100)
    assert.deepEqual([near.lat, near.lon], [middle.lat, middle.lon])
  }
})

test('rounding twice changes nothing', () => {
  const once = rounded({ ...STATION, accuracy: 250, source: 'map' }, 100)
  assert.deepEqual(rounded(once, 100), once)
  assert.equal(once.accuracy, 250)
})

test('without rounding a place is left alone', () => {
  const position = { ...STATION, accuracy: 12, source: 'gps' }
  assert.equal(rounded(position, 0), position)
})

test('the distance between two known places', () => {
  assert.ok(Math.abs(distance(STATION, CENTRE) - 256) < 5)
  assert.equal(distance(STATION, STATION), 0)
})

test('places come nearest first, or as they were', () => {
  assert.deepEqual(nearestFirst([CENTRE, STATION], STATION), [STATION, CENTRE])
  assert.deepEqual(nearestFirst([CENTRE, STATION], null), [CENTRE, STATION])
})

test('coordinates are read as people write them', () => {
  for (const text of ['55.7930, 13.1120', '55,7930 13,1120', ' 55.7930 13.1120 ', '55.7930 N 13.1120 E', '55,7930° N, 13,1120° Ö', '55.7930;13.1120']) {
    assert.deepEqual(parseCoordinates(text), { lat: 55.793, lon: 13.112 }, text)
  }
})

test('what is no coordinates is none', () => {
  for (const text of ['', 'Gångtunneln', '55 13', '0.0, 0.0', '95.1, 13.1', '55.793', 'Storgatan 12.5, 13.5']) assert.equal(parseCoordinates(text), null, text)
})
