import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberIn, placeIn, textIn, timeIn } from '../../../static/src/domain/fields.js'

const fields = { at: { at: '2026-11-20T21:07:30.123+01:00', offset: 0, zone: 'UTC' }, place: { lat: 55, lon: 13, accuracy: null, source: 'map' }, note: 'text', count: 3 }

test('a field is read as what it is', () => {
  assert.equal(timeIn(fields, 'at'), fields.at)
  assert.equal(placeIn(fields, 'place'), fields.place)
  assert.equal(textIn(fields, 'note'), 'text')
  assert.equal(numberIn(fields, 'count'), 3)
})

test('a field that is missing, cleared or something else reads as absent', () => {
  for (const value of [undefined, null, 7, 'text', [], {}]) {
    assert.equal(timeIn({ f: value }, 'f'), null)
    assert.equal(placeIn({ f: value }, 'f'), null)
  }
  assert.equal(textIn({ f: null }, 'f'), '')
  assert.equal(numberIn({ f: '3' }, 'f'), 0)
})
