import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permitFacts, permittedNow, weekWords } from '../../../static/src/views/permit_words.js'
import { CATALOG } from '../fake_catalog.js'

const FRIDAY_NIGHT = Date.parse('2026-11-20T20:07:30.000Z')
const EVENINGS = { mo: '16:00-23:00', tu: '16:00-23:00', fr: '16:00-01:00', sa: '16:00-01:00' }
const words = (permits, now = FRIDAY_NIGHT) => permittedNow(permits, CATALOG, now).map((line) => line.words)

test('serving is permitted until an hour, or from one', () => {
  assert.deepEqual(words({ serving_indoors: { hours: EVENINGS } }), ['Servering inne tillåten till 01:00'])
  assert.deepEqual(words({ serving_indoors: { hours: EVENINGS } }, Date.parse('2026-11-20T12:00:00.000Z')), ['Servering inne inte tillåten nu, från 16:00'])
  assert.deepEqual(words({ serving_indoors: { hours: EVENINGS } }, Date.parse('2026-11-18T12:00:00.000Z')), ['Servering inne inte tillåten nu, från fre 20 nov 16:00'])
})

test('what has no hours is told by its name, in the catalog’s order', () => {
  assert.deepEqual(words({ folkol: {}, tobacco: {}, serving_indoors: { hours: EVENINGS } }), ['Servering inne tillåten till 01:00', 'Tobak, Folköl'])
})

test('what is out of season or has ended does not hold today', () => {
  assert.deepEqual(words({ serving_indoors: { season: { from: '05-01', to: '09-30' }, hours: EVENINGS } }), ['Servering inne: gäller inte i dag'])
  assert.deepEqual(words({ tobacco: { to: '2025-12-31' } }), ['Tobak: gäller inte i dag'])
})

test('a permit without an hour in the week ahead is not permitted now', () => {
  assert.deepEqual(words({ serving_indoors: { hours: { mo: null } } }), ['Servering inne inte tillåten nu'])
})

test('how it stands is told by more than colour', () => {
  const [open] = permittedNow({ serving_indoors: { hours: EVENINGS } }, CATALOG, FRIDAY_NIGHT)
  assert.deepEqual([open.tone, open.icon], ['calm', 'check'])
})

test('the week has days with the same hours together', () => {
  assert.deepEqual(weekWords({ hours: EVENINGS }), ['mån–tis 16:00–23:00', 'fre–lör 16:00–01:00'])
  assert.deepEqual(weekWords({}), [])
})

test('a permit’s number, dates, season and audience', () => {
  const facts = permitFacts({ number: '2024-17', from: '2024-03-01', season: { from: '04-01', to: '09-30' }, audience: 'closed_party' })
  assert.equal(facts, 'nr 2024-17 · från 1 mars 2024 · säsong 1 apr – 30 sep · slutet sällskap')
  assert.equal(permitFacts({}), '')
})
