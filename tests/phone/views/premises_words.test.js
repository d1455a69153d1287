import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deadlineWords, dueWords, historyWords, whereWords } from '../../../static/src/views/premises_words.js'

const ROW = { distance: 130, address: 'Exempeltorget 4', locality: 'Kävlinge', lastVisitAt: null, open: 0, risk: null, due: 'none', dueOn: null }

test('where it is: how far, street and place, each once', () => {
  assert.equal(whereWords(ROW), '150 m · Exempeltorget 4 · Kävlinge')
  assert.equal(whereWords({ ...ROW, distance: null, address: 'Exempeltorget 4, Kävlinge' }), 'Exempeltorget 4, Kävlinge')
})

test('what is known of it, in words', () => {
  assert.equal(historyWords(ROW), 'Inget besök än')
  assert.equal(historyWords({ ...ROW, lastVisitAt: '2020-09-11T19:40:00.000Z', open: 2, risk: 4 }), 'Senast 11 sep 2020 · 2 öppna brister · mycket hög risk')
})

test('a deadline that has passed is told as such', () => {
  assert.equal(deadlineWords('2026-10-11', '2026-11-20'), 'tiden gick ut 11 okt')
  assert.equal(deadlineWords('2026-11-20', '2026-11-20'), 'åtgärdas senast 20 nov')
  assert.equal(deadlineWords(null, '2026-11-20'), '')
})

test('when the next visit is due', () => {
  assert.equal(dueWords({ due: 'overdue', dueOn: '2020-11-01' }), 'försenat sedan 1 nov 2020')
  assert.equal(dueWords({ due: 'soon', dueOn: '2020-12-01' }), 'besök senast 1 dec 2020')
  assert.equal(dueWords({ due: 'later', dueOn: '2020-12-01' }), '')
})
