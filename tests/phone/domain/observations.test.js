import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstFields, grouped, hindrances, improves, photosOf, placeFields, recategorised } from '../../../static/src/domain/observations.js'

const LAMP = { id: 'OB19', call: null, note: true, camera: true, round_place: 0, minimal: false }
const FIGHT = { id: 'OB05', call: '112', note: true, camera: false, round_place: 100, minimal: false }
const PERSON = { id: 'OB24', call: '112', note: false, camera: false, round_place: 100, minimal: true }
const TIME = { at: '2026-11-20T21:07:30.123+01:00', offset: 0, zone: 'Europe/Stockholm' }
const FIX = { lat: 55.79254321, lon: 13.108, accuracy: 12, at: 0 }
const photo = (at) => ({ size: 1, type: 'image/jpeg', width: 1, height: 1, taken_at: { ...TIME, at }, position: null })
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)]

test('a tap on a category tells pass, category, time and place', () => {
  const fields = firstFields(LAMP, 's1', TIME, FIX)
  assert.deepEqual(Object.keys(fields).sort(), ['category', 'happened_at', 'place', 'shift', 'stood'])
  assert.deepEqual(fields.place, { lat: 55.79254, lon: 13.108, accuracy: 12, source: 'gps' })
})

test('nobody waits for a fix, and a pass is no condition', () => {
  assert.deepEqual(firstFields(LAMP, null, TIME, null), { category: 'OB19', happened_at: TIME })
})

test('a place of a rounded category is never stored exactly, nor where the reporter stood', () => {
  const { place, stood } = placeFields(FIGHT, FIX)
  assert.equal(place.accuracy, 100)
  assert.notEqual(place.lat, 55.79254)
  assert.deepEqual(stood, place)
})

test('a minimal category keeps no place at all', () => {
  assert.deepEqual(firstFields(PERSON, 's1', TIME, FIX), { shift: 's1', category: 'OB24', happened_at: TIME })
})

test('a better fix replaces a worse one, and fills an empty place', () => {
  const place = { lat: 55, lon: 13, accuracy: 30, source: 'gps' }
  assert.equal(improves({}, FIX), true)
  assert.equal(improves({ place }, FIX), true)
  assert.equal(improves({ place: { ...place, accuracy: 10 } }, FIX), false)
})

test('a place that someone has moved or named, or that is sent, is left alone', () => {
  for (const source of ['map', 'typed', 'area']) assert.equal(improves({ place: { lat: 55, lon: 13, accuracy: null, source } }, FIX), false)
  assert.equal(improves({ place_name: 'Tunneln' }, FIX), false)
  assert.equal(improves({ submitted_at: TIME }, FIX), false)
})

test('photos come in the order they were taken; a removed one is gone', () => {
  const fields = { [`photos/${A}`]: photo('2026-11-20T21:09:00.000+01:00'), [`photos/${B}`]: photo('2026-11-20T21:08:00.000+01:00'), [`photos/${'c'.repeat(64)}`]: null }
  assert.deepEqual(photosOf(fields), [B, A])
})

test('nothing hinders an observation with nothing but its category', () => assert.deepEqual(hindrances({}, LAMP, []), []))

test('what must go from the text stops sending; what is only asked about does not', () => {
  assert.deepEqual(hindrances({ note: '070' }, LAMP, [{ action: 'ask' }]), [])
  assert.deepEqual(hindrances({ note: '070' }, LAMP, [{ action: 'ask' }, { action: 'stop' }]), [{ field: 'note', reason: 'personal' }])
})

test('photos need the word that nobody is in them', () => {
  const fields = { [`photos/${A}`]: photo('') }
  assert.deepEqual(hindrances(fields, LAMP, []), [{ field: 'no_person_in_photo', reason: 'confirm_photo' }])
  assert.deepEqual(hindrances({ ...fields, no_person_in_photo: true }, LAMP, []), [])
})

test('a minimal category is about whether 112 was called', () => {
  assert.deepEqual(hindrances({}, PERSON, []), [{ field: 'called_112', reason: 'called' }])
  assert.deepEqual(hindrances({ called_112: false }, PERSON, []), [])
})

test('another category clears what it may not hold, and rounds the place', () => {
  const fields = { category: 'OB19', note: 'text', place: { lat: 55.79254, lon: 13.108, accuracy: 12, source: 'gps' }, no_person_in_photo: true }
  const changed = recategorised(fields, FIGHT)
  assert.equal(changed.category, 'OB05')
  assert.equal(changed.place.accuracy, 100)
  assert.equal(changed.no_person_in_photo, null)
  assert.equal('note' in changed, false)
})

test('a minimal category clears all but time and the call', () => {
  const place = { lat: 55.79254, lon: 13.108, accuracy: 12, source: 'gps' }
  const changed = recategorised({ category: 'OB04', note: 'text', place, stood: place, called_11414: true, called_112: true }, PERSON)
  assert.deepEqual(changed, { category: 'OB24', note: null, place: null, stood: null, called_11414: null })
})

test('categories are grouped by what one does first', () => {
  const shape = grouped([FIGHT, LAMP, { ...LAMP, id: 'OB04', call: '11414' }]).map(({ name, categories }) => [name, ...categories.map(({ id }) => id)])
  assert.deepEqual(shape, [['note', 'OB19'], ['observe', 'OB04'], ['alarm', 'OB05']])
})
