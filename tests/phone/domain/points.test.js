import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerOf, answered, assessed, checklistsOf, followUpOf, groupsIn, isChecked, nextUnchecked, photosAt, pointOf, pointsOf, progress, restOf } from '../../../static/src/domain/points.js'

const point = (id, more = {}) => ({ id, question: `${id}?`, reference: null, answer: 'assessment', options: [], severity: 'serious', group: 'Ordning', ...more })
const YS = [point('YS01'), point('YS03', { severity: 'critical' }), point('YS06', { answer: 'count', group: 'Ålder' }), point('YS04', { group: 'Ålder' })]
const FIELDS = {
  'checklist/YS': { title: 'Yttre tillsyn', version: 'abc', items: YS },
  'checklist/HD': { title: 'Besöket', version: 'abc', items: [point('HD01', { answer: 'time', field: 'started_at' }), point('HD06', { group: 'Besöket' })] },
  'checklist/FO': null,
}
const NOW = { at: '2026-11-20T21:35:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
const SEEN = { now: NOW, by: 'Inspektör 2', today: '2026-11-20', days: { serious: 30, critical: 0 } }

test('the checklists stand in the catalog’s order, and one that was taken away is gone', () => {
  assert.deepEqual(checklistsOf(FIELDS, ['HD', 'YS', 'FO']).map(({ id }) => id), ['HD', 'YS'])
  assert.deepEqual(checklistsOf(FIELDS, ['YS', 'HD']).map(({ id }) => id), ['YS', 'HD'])
  assert.equal(checklistsOf(FIELDS)[0].title, 'Besöket')
})

test('what the visit’s own fields answer is not asked', () => {
  assert.deepEqual(pointsOf(FIELDS).map(({ id }) => id), ['HD06', 'YS01', 'YS03', 'YS06', 'YS04'])
  assert.equal(pointOf(FIELDS, 'HD01'), null)
  assert.equal(pointOf(FIELDS, 'YS06')?.answer, 'count')
})

test('points are gone through in their groups', () => {
  const [ys] = checklistsOf(FIELDS, ['YS'])
  assert.deepEqual(groupsIn(ys).map(({ name, points }) => [name, points.length]), [['Ordning', 2], ['Ålder', 2]])
})

test('a point without an answer is not checked', () => {
  for (const value of [undefined, null, '', 'not_checked', []]) assert.equal(isChecked({ 'answers/YS01/value': value }, 'YS01'), false, String(value))
  for (const value of ['ok', 'not_applicable', 0, 'Låg', ['Snus']]) assert.equal(isChecked({ 'answers/YS01/value': value }, 'YS01'), true, String(value))
})

test('progress counts what is checked, what is wrong and what has not been described', () => {
  const fields = { ...FIELDS, 'answers/YS01/value': 'ok', 'answers/YS03/value': 'deficiency', 'answers/YS04/value': 'deficiency', 'answers/YS04/note': 'Ingen legitimation efterfrågades.' }
  assert.deepEqual(progress(fields), { of: 5, checked: 3, deficiencies: 2, critical: 1, unsaid: 1 })
  assert.deepEqual(progress(FIELDS), { of: 5, checked: 0, deficiencies: 0, critical: 0, unsaid: 0 })
})

test('the next unchecked point is looked for onward, and then from the top', () => {
  const fields = { ...FIELDS, 'answers/YS03/value': 'ok' }
  assert.equal(nextUnchecked(fields, null), 'HD06')
  assert.equal(nextUnchecked(fields, 'YS01'), 'YS06')
  assert.equal(nextUnchecked(fields, 'YS04'), 'HD06')
  assert.equal(nextUnchecked({ ...fields, ...answered(['HD06', 'YS01', 'YS04'], 'ok'), 'answers/YS06/value': 0 }, 'YS01'), null)
})

test('the rest is what nobody has answered, assessments only, and can be taken back', () => {
  const fields = { 'answers/YS03/value': 'deficiency' }
  assert.deepEqual(restOf(fields, YS), ['YS01', 'YS04'])
  assert.deepEqual(answered(['YS01'], 'ok'), { 'answers/YS01/value': 'ok' })
  assert.deepEqual(restOf({ ...fields, ...answered(['YS01', 'YS04'], 'ok'), ...answered(['YS01', 'YS04'], null) }, YS), ['YS01', 'YS04'])
})

test('a deficiency begins with when, by whom and until when', () => {
  assert.deepEqual(assessed({}, YS[0], 'deficiency', SEEN), {
    'answers/YS01/value': 'deficiency', 'answers/YS01/observed_at': NOW, 'answers/YS01/observed_by': 'Inspektör 2', 'answers/YS01/deadline': '2026-12-20' })
})

test('where the catalog names no days there is no deadline', () => {
  assert.equal('answers/YS03/deadline' in assessed({}, YS[1], 'deficiency', SEEN), false)
})

test('a second tap keeps what a person has changed', () => {
  const held = { 'answers/YS01/observed_at': { ...NOW, at: '2026-11-20T20:00:00.000+01:00' }, 'answers/YS01/observed_by': 'AB', 'answers/YS01/deadline': '2026-11-25' }
  assert.deepEqual(assessed(held, YS[0], 'deficiency', SEEN), { 'answers/YS01/value': 'deficiency', 'answers/YS01/deadline': '2026-11-25' })
})

test('a mistaken deficiency leaves nothing behind but what was written', () => {
  const untouched = assessed({}, YS[0], 'deficiency', SEEN)
  const back = assessed(untouched, YS[0], 'ok', SEEN)
  assert.deepEqual(back, { 'answers/YS01/value': 'ok', 'answers/YS01/deadline': null, 'answers/YS01/observed_at': null, 'answers/YS01/observed_by': null })
  const written = { ...untouched, 'answers/YS01/note': 'Sorl vid entrén.', 'answers/YS01/said': 'Vakten kommer 22.' }
  assert.deepEqual(assessed(written, YS[0], 'ok', SEEN), { 'answers/YS01/value': 'ok', 'answers/YS01/deadline': null })
})

test('an answer reads as empty where nothing is said', () => {
  assert.deepEqual(answerOf({}, 'YS01'), { value: null, note: '', observed_at: null, observed_by: '', said: '', corrected: false, deadline: null })
})

test('a photo belongs to its point', () => {
  const fields = { 'photos/aa': { item: 'YS23' }, 'photos/bb': { item: 'YS01' }, 'photos/cc': {} }
  assert.deepEqual(photosAt(fields, ['aa', 'bb', 'cc'], 'YS23'), ['aa'])
})

test('an earlier deficiency is followed up by its visit and point', () => {
  const fields = { 'earlier/v1/YS07/outcome': 'remedied' }
  assert.deepEqual(followUpOf(fields, { visit: 'v1', item: 'YS07' }), { outcome: 'remedied', note: '' })
  assert.deepEqual(followUpOf(fields, { visit: 'v1', item: 'YS08' }), { outcome: null, note: '' })
})
