import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { firstFields, hindrances, productsOf } from '../../../static/src/domain/purchases.js'

const { rules } = JSON.parse(readFileSync(new URL('../../../sync/vectors/privacy/rules.json', import.meta.url), 'utf8'))
const CATALOG = { permits: [{ id: 'serving_indoors', product: null }, { id: 'folkol', product: 'folkol' }, { id: 'tobacco', product: 'tobacco' }] }
const TIME = { at: '2026-11-20T21:07:30.123+01:00', offset: 0, zone: 'Europe/Stockholm' }
const WHOLE = { product: 'tobacco', buyer_code: 'K-07', buyer_is_adult: true, happened_at: TIME, outcome: 'refused', trader_informed: false, no_sanction: true }

test('only what is sold there by a permit or a notification, in the order of the catalog', () => {
  assert.deepEqual(productsOf({ 'permits/tobacco': {}, 'permits/folkol': {}, 'permits/serving_indoors': {} }, CATALOG), ['folkol', 'tobacco'])
})

test('none where nothing is retail, or where it has ended', () => {
  assert.deepEqual(productsOf({ 'permits/serving_indoors': {}, 'permits/tobacco': null }, CATALOG), [])
})

test('it begins with where, what and when, and with nobody', () => {
  const fields = firstFields({ id: 'p1', fields: { name: 'Kiosk Dummy', holder: 'Bolaget' } }, 'tobacco', TIME)
  assert.deepEqual(fields, { premises: 'p1', premises_name: 'Kiosk Dummy', product: 'tobacco', happened_at: TIME })
})

test('a whole one may be sent', () => assert.deepEqual(hindrances(WHOLE, rules), []))

test('what is missing, in the order in which it is asked', () => {
  assert.deepEqual(hindrances({}, rules).map(({ field, reason }) => `${field} ${reason}`),
    ['product missing', 'buyer_code missing', 'buyer_is_adult confirm', 'happened_at missing', 'outcome missing', 'trader_informed missing', 'no_sanction confirm'])
})

test('an answer of no is an answer, where it is not to be confirmed', () => {
  assert.deepEqual(hindrances({ ...WHOLE, buyer_is_adult: false }, rules), [{ field: 'buyer_is_adult', reason: 'confirm' }])
})

test('a trader who was told was told at some time in some way', () => {
  const told = { ...WHOLE, trader_informed: true }
  assert.deepEqual(hindrances(told, rules).map(({ field }) => field), ['trader_informed_at', 'trader_informed_how'])
  assert.deepEqual(hindrances({ ...told, trader_informed_at: TIME, trader_informed_how: 'on_site' }, rules), [])
})

test('what looks like a person has to go, in the code too', () => {
  assert.deepEqual(hindrances({ ...WHOLE, dialogue: 'Ring 070-123 45 67', buyer_code: '070-1234567' }, rules),
    [{ field: 'buyer_code', reason: 'personal' }, { field: 'dialogue', reason: 'personal' }])
})
