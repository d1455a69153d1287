import assert from 'node:assert/strict'
import { test } from 'node:test'
import { protocolOf } from '../../../static/src/domain/protocol.js'

const VISIT = '019aa000-0000-7000-8000-000000000001'
const point = (id, answer = 'assessment', severity = 'minor', more = {}) => ({ id, question: `${id}?`, reference: null, answer, options: [], severity, group: 'a', ...more })
const LIST = { title: 'Servering', version: 'v1', items: [point('A1'), point('A2', 'assessment', 'critical'), point('A3'), point('A4'), point('A5', 'count'), point('A6', 'text'), point('A0', 'time', 'minor', { field: 'started_at' })] }
const photo = (item, at) => ({ size: 1, type: 'image/jpeg', width: 1, height: 1, taken_at: { at, offset: 0, zone: 'UTC' }, position: null, ...(item ? { item } : {}) })
const FIELDS = {
  'checklist/YS': LIST, 'answers/A1/value': 'deficiency', 'answers/A1/note': 'Skylten saknas.', 'answers/A2/value': 'deficiency', 'answers/A2/corrected': true,
  'answers/A3/value': 'ok', 'answers/A3/note': 'Cirka 60 gäster.', 'answers/A4/value': 'not_applicable', 'answers/A5/value': 0,
  'photos/bb': photo('A1', '2026-11-20T21:02:00Z'), 'photos/aa': photo('A1', '2026-11-20T21:03:00Z'), 'photos/cc': photo(null, '2026-11-20T21:01:00Z'),
}
const ids = (found) => found.map(({ point: { id } }) => id)

test('deficiencies first, the gravest first, with what is known of each', () => {
  const { deficiencies } = protocolOf(FIELDS, null)
  assert.deepEqual(ids(deficiencies), ['A2', 'A1'])
  assert.equal(deficiencies[0].corrected, true)
  assert.equal(deficiencies[1].note, 'Skylten saknas.')
  assert.deepEqual(deficiencies[1].photos, ['bb', 'aa'])
})

test('what is in order, what was noted, what does not apply and what nobody looked at are told apart', () => {
  const protocol = protocolOf(FIELDS, null)
  assert.deepEqual(ids(protocol.inOrder), ['A3'])
  assert.deepEqual(ids(protocol.noted), ['A5'])
  assert.deepEqual(protocol.notApplicable.map(({ id }) => id), ['A4'])
  assert.deepEqual(protocol.notChecked.map(({ id }) => id), ['A6'])
})

test('what was noted at a point that nobody answered is told', () => {
  const { noted, notChecked } = protocolOf({ ...FIELDS, 'answers/A3/value': null, 'answers/A6/note': 'Svaras senare.' }, null)
  assert.deepEqual([ids(noted), notChecked], [['A3', 'A5', 'A6'], []])
})

test('each point of a visit stands in one place', () => {
  const { deficiencies, inOrder, noted, notApplicable, notChecked } = protocolOf(FIELDS, null)
  assert.deepEqual([...ids([...deficiencies, ...inOrder, ...noted]), ...[...notApplicable, ...notChecked].map(({ id }) => id)].sort(), ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'])
})

test('a photo of no point, or of one that is not there, stands by itself', () => {
  assert.deepEqual(protocolOf({ ...FIELDS, 'photos/dd': photo('B9', '2026-11-20T21:09:00Z') }, null).photos, ['cc', 'dd'])
})

test('earlier deficiencies are told with what the register knows, those that nobody looked at last', () => {
  const open = ['B1', 'B2'].map((item) => ({ visit: VISIT, item, question: `${item}?`, reference: null, severity: 'minor', note: '', observed_at: '', deadline: null, state: 'open' }))
  const { earlier } = protocolOf({ [`earlier/${VISIT}/B2/outcome`]: 'remedied', [`earlier/${VISIT}/B3/outcome`]: 'not_remedied', [`earlier/${VISIT}/B3/note`]: 'Saknas än.', [`earlier/${VISIT}/B4/outcome`]: null }, null, open)
  assert.deepEqual(earlier.map(({ item, outcome, known }) => [item, outcome, known?.question ?? null]), [['B2', 'remedied', 'B2?'], ['B3', 'not_remedied', null], ['B1', null, 'B1?']])
  assert.equal(earlier[1].note, 'Saknas än.')
})

test('its checklists with their versions, what every visit begins with first', () => {
  const { checklists } = protocolOf({ 'checklist/YS': LIST, 'checklist/HD': { title: 'Om besöket', version: 'v1', items: [] } }, null)
  assert.deepEqual(checklists, [{ title: 'Om besöket', version: 'v1' }, { title: 'Servering', version: 'v1' }])
})
