import assert from 'node:assert/strict'
import { test } from 'node:test'
import { participants, visitPeople } from '../../../static/src/views/visit_people.js'
import { INSPECTOR } from '../fake_store.js'
import { wordsOf } from './drawn.js'
import { inspectors } from './opened.js'

const AT = { at: '2020-11-20T22:40:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
const FIELDS = { reporter: 'b', 'inspectors/a': { label: 'Inspektör 3' }, 'inspectors/b': { label: 'Inspektör 2' }, [`inspectors/${INSPECTOR.id}`]: { label: INSPECTOR.label }, 'inspectors/gone': null, 'handed_over/a': AT }

test('the one who leads first, then the others, without those who left', () => {
  const found = participants(FIELDS, inspectors())
  assert.deepEqual(found.map(({ label, lead, me }) => [label, lead, me]), [['Inspektör 2', true, false], ['Inspektör 3', false, false], ['Inspektör 1', false, true]])
})

test('who has let go of their part, and when', () => {
  const words = wordsOf(visitPeople(FIELDS, inspectors()))
  assert.match(words, /Inspektör 2 Leder besöket/)
  assert.match(words, /Inspektör 1 \(du\) Arbetar på den här telefonen/)
  assert.match(words, /Inspektör 3 Har lämnat över/)
})

test('one who is alone is not told of company', () => {
  const alone = { reporter: INSPECTOR.id, [`inspectors/${INSPECTOR.id}`]: { label: INSPECTOR.label } }
  assert.equal(wordsOf(visitPeople(alone, inspectors())), '')
  assert.match(wordsOf(visitPeople(alone, inspectors(), true)), /På besöket/)
})
