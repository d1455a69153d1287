import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOf } from '../../../static/src/views/facts.js'
import { CATALOG } from '../fake_app.js'

test('an observation in words, without what it does not hold', () => {
  const fields = { category: 'OB19', place: { lat: 55.7926, lon: 13.1083, accuracy: 12, source: 'gps' }, note: 'Tre lyktor', called_112: false }
  assert.deepEqual(factsOf({ kind: 'observation', fields }, CATALOG), [
    ['Kategori', 'Belysning'], ['Var', 'Nära Kävlinge station (± 12 m, säker)'], ['Anteckning', 'Tre lyktor'], ['112 ringt', 'Nej']])
})

test('a pass in words', () => {
  const fields = { shift_kind: 'nightWalk', area: 'station', participants_count: 3, people_about: '1-10', 'calls/112': 1, 'calls/11414': 0, follow_up: true }
  assert.deepEqual(factsOf({ kind: 'shift', fields }, CATALOG), [
    ['Pass', 'Nattvandring'], ['Område', 'Kävlinge station'], ['Deltagare', '3'], ['Människor ute', '1–10'], ['Samtal till 112', '1'], ['Behöver följas upp', 'Ja']])
})

test('what the catalog no longer offers is shown by its id', () => {
  assert.deepEqual(factsOf({ kind: 'observation', fields: { category: 'OB99' } }, CATALOG)[0], ['Kategori', 'OB99'])
})
