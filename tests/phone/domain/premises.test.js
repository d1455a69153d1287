import assert from 'node:assert/strict'
import test from 'node:test'
import { due, dueInputs, earliestDeadline, firstFields, isPlanned, permitsOf, searchText, sortKey, wordsOf } from '../../../static/src/domain/premises.js'

const TODAY = '2026-11-20'

test('names sort as in Swedish, whatever their case and accents', () => {
  const names = ['Östra', 'zebra', 'Ängen', 'Åkes', 'alfa', 'Édith', 'ådra']
  assert.deepEqual(names.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)), ['alfa', 'Édith', 'zebra', 'ådra', 'Åkes', 'Ängen', 'Östra'])
  assert.equal(sortKey('A\u030ake'), sortKey('Åke'))
})

test('a search looks in names, addresses and numbers, and in nothing else', () => {
  const fields = { name: 'Krog', address: 'Storgatan 3', locality: 'Kävlinge', holder: 'Exempel AB', own_id: 'KV-7', org_number: '000000-0012', 'contacts/manager': { name: 'Hemlig' }, risk: 3 }
  assert.equal(searchText(fields), ' krog storgatan 3 kavlinge exempel ab kv 7 000000 0012')
  assert.equal(searchText({ name: 7 }), '')
})

test('what is typed is words, whatever stands between them', () => {
  assert.deepEqual(wordsOf(' Krog "Ex*mpel" 000000-0012 '), ['krog', 'ex', 'mpel', '000000', '0012'])
  assert.deepEqual([wordsOf(''), wordsOf('"*" – '), wordsOf('ÅNGSTRÖM A\u030Angstro\u0308m café')], [[], [], ['angstrom', 'angstrom', 'cafe']])
})

test('the permits are those that have not ended', () => {
  assert.deepEqual(permitsOf({ 'permits/tobacco': { number: '1' }, 'permits/folkol': null, name: 'x' }), { tobacco: { number: '1' } })
})

test('a visit is overdue the day after it was due, and soon for thirty days before', () => {
  const on = (dueOn) => due({ dueOn, visited: true, planned: true }, TODAY)
  assert.deepEqual(['2026-11-19', '2026-11-20', '2026-12-20', '2026-12-21'].map(on), ['overdue', 'soon', 'soon', 'later'])
})

test('without a day it was never visited, or nobody plans to', () => {
  const without = (visited, planned) => due({ dueOn: null, visited, planned }, TODAY)
  assert.deepEqual([without(false, true), without(true, true), without(false, false)], ['never', 'none', 'none'])
})

test('what is due comes of the record and of what is known of it', () => {
  assert.deepEqual(dueInputs({ visits_per_year: 2 }, null), { dueOn: null, visited: false, planned: true })
  assert.deepEqual(dueInputs({}, { due_on: '2027-01-01', last_visit: { id: 'v' } }), { dueOn: '2027-01-01', visited: true, planned: false })
  assert.deepEqual([0, 1, null, undefined, 'x'].map((visits_per_year) => isPlanned({ visits_per_year })), [false, true, false, false, false])
})

test('the earliest deadline is of those that have one', () => {
  assert.equal(earliestDeadline({ open: [{ deadline: '2026-12-24' }, { deadline: null }, { deadline: '2026-12-01' }] }), '2026-12-01')
  assert.deepEqual([earliestDeadline(null), earliestDeadline({ open: [] })], [null, null])
})

test('one that is found in the field says so, and holds no empty fields', () => {
  const place = { lat: 55.79, lon: 13.11, accuracy: 12, source: 'gps' }
  assert.deepEqual(firstFields({ name: ' Tältet ', address: ' ', locality: 'Vikhög', place, permits: ['tobacco'] }), { name: 'Tältet', locality: 'Vikhög', place, 'permits/tobacco': {}, found_in_field: true })
  assert.deepEqual(firstFields({ name: 'Tältet' }), { name: 'Tältet', found_in_field: true })
})
