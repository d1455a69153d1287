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

const TIME = { at: '2020-11-20T21:07:30.123+01:00', offset: 0, zone: 'Europe/Stockholm' }

test('a visit in words', () => {
  const items = [...CATALOG.checklists[3].items.slice(0, 2)]
  const fields = { visit_kind: 'field', occasion: 'planned', 'checklist/YS': { title: 'Servering', version: '1', items }, 'answers/YS01/value': 'deficiency', acknowledgement: { role: 'staff', manner: 'declined' }, next_visit_on: '2020-12-04' }
  assert.deepEqual(factsOf({ kind: 'visit', fields }, CATALOG), [
    ['Slag', 'Yttre tillsyn, planerat oanmält'], ['Kontrollerat', '1 av 2 punkter'], ['Brister', 'Råder ordning och nykterhet?'], ['Genomgång', 'Personal på plats, ville inte bekräfta'], ['Nästa besök', '4 dec 2020']])
})

test('a control purchase in the words and the order of the catalog', () => {
  const fields = { no_sanction: true, product: 'tobacco', buyer_code: 'K-07', outcome: 'refused', trader_informed_at: TIME, trader_informed_how: 'on_site', id_asked: false }
  const facts = factsOf({ kind: 'control_purchase', fields }, CATALOG)
  assert.deepEqual(facts.map(([asked]) => asked), ['Vad köptes?', 'Köparens kod', 'Efterfrågades legitimation?', 'Hur gick köpet?', 'När och hur?', 'Bekräftelse'])
  assert.deepEqual(facts.map(([, words]) => words).filter((words) => !words.includes('2020') && !words.includes('nov')), ['Tobak', 'K-07', 'Nej', 'Nekat', 'Ja'])
  assert.match(facts[4][1], /\d\d:07, Direkt på plats$/)
})
