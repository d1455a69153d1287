import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accuracyWords, dateWords, distanceWords, duration, longDate, momentWords, placeWords, sizeWords, spanWords, when } from '../../../static/src/shell/words.js'

const ZONE = 'Europe/Stockholm'
const NOW = Date.UTC(2026, 10, 20, 20, 7)
const HOUR = 3_600_000
const AREAS = [{ name: 'Kävlinge station', lat: 55.7925, lon: 13.108 }, { name: 'Furulund centrum', lat: 55.7755, lon: 13.093 }]

test('a moment of today is a clock, of yesterday says so, an older one has its day', () => {
  assert.equal(when(NOW, NOW, ZONE), '21:07')
  assert.equal(when('2026-11-19T22:41:00.000Z', NOW, ZONE), 'i går 23:41')
  assert.equal(when(Date.UTC(2026, 10, 14, 22, 41), NOW, ZONE), 'lör 14 nov 23:41')
})

test('how long', () => {
  assert.equal(duration(NOW - 4 * 60_000, NOW), '4 min')
  assert.equal(duration(NOW - 1.2 * HOUR, NOW), '1 h 12 min')
  assert.equal(duration(NOW - 50 * HOUR, NOW), '2 dygn')
})

test('accuracy is said in metres and in words', () => {
  assert.equal(accuracyWords(12), '± 12 m, säker')
  assert.equal(accuracyWords(40), '± 40 m, ganska säker')
  assert.equal(accuracyWords(400), '± 400 m, ungefärlig')
  assert.equal(accuracyWords(null), '')
})

test('a place is its name, the area it is near, or its coordinates', () => {
  const station = { lat: 55.7926, lon: 13.1083, accuracy: 12, source: 'gps' }
  assert.equal(placeWords(station, 'Gångtunneln', AREAS), 'Gångtunneln')
  assert.equal(placeWords(station, null, AREAS), 'Nära Kävlinge station')
  assert.equal(placeWords({ ...station, lat: 55.75, lon: 12.95 }, null, AREAS), '55.7500, 12.9500')
  assert.equal(placeWords(station, null, []), '55.7926, 13.1083')
  assert.equal(placeWords(null, null, AREAS), 'Ingen plats')
})

test('sizes', () => {
  assert.equal(sizeWords(412_345), '413 kB')
  assert.equal(sizeWords(120_000_000), '120 MB')
  assert.equal(sizeWords(12_400_000_000), '12,4 GB')
})

test('a date has its year only when it is another', () => {
  assert.equal(dateWords('2026-10-11', '2026-11-20'), '11 okt')
  assert.equal(dateWords('2025-10-11', '2026-11-20'), '11 okt 2025')
})

test('what is near is counted in metres, what is far in kilometres', () => {
  assert.deepEqual([12, 130, 960, 2340].map(distanceWords), ['här', '150 m', '950 m', '2,3 km'])
})

test('days and moments as on paper, with the day once where it is the same', () => {
  assert.equal(longDate('2026-10-11'), '11 oktober 2026')
  assert.equal(momentWords(NOW, ZONE), '20 november 2026 kl. 21:07')
  assert.equal(spanWords(NOW, NOW + HOUR, ZONE), '20 november 2026 kl. 21:07 – 22:07')
  assert.equal(spanWords(NOW, NOW + 4 * HOUR, ZONE), '20 november 2026 kl. 21:07 – 21 november 2026 kl. 01:07')
})
