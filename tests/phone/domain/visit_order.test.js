import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedOf, nextOf, toFollowUp } from '../../../static/src/domain/visit_order.js'

const point = (id, more = {}) => ({ id, question: `${id}?`, reference: null, answer: 'assessment', options: [], severity: 'serious', group: 'Ordning', ...more })
const FIELDS = {
  'checklist/HD': { title: 'Besöket', version: 'abc', items: [point('HD01', { answer: 'time', field: 'started_at' }), point('HD06')] },
  'checklist/YS': { title: 'Yttre tillsyn', version: 'abc', items: [point('YS01'), point('YS03'), point('YS06', { answer: 'count' })] },
}
const PREMISES = { supervision: { open: [{ visit: 'v1', item: 'YS07' }, { visit: 'v1', item: 'YS19' }] } }

test('what the visit’s own fields answer is not asked', () => {
  assert.deepEqual(askedOf(FIELDS['checklist/HD'].items).map(({ id }) => id), ['HD06'])
})

test('what was found before has the path of what is said of it', () => {
  assert.deepEqual(toFollowUp(FIELDS, PREMISES).map(({ path }) => path), ['earlier/v1/YS07', 'earlier/v1/YS19'])
  assert.deepEqual(toFollowUp({ ...FIELDS, joint: 'v0' }, PREMISES), [])
  assert.deepEqual(toFollowUp(FIELDS, null), [])
})

test('earlier deficiencies come first, then the points, then again from the top', () => {
  assert.equal(nextOf(FIELDS, null, PREMISES, null), 'earlier/v1/YS07')
  assert.equal(nextOf(FIELDS, 'earlier/v1/YS07', PREMISES, null), 'earlier/v1/YS19')
  assert.equal(nextOf({ ...FIELDS, 'earlier/v1/YS19/outcome': 'remedied' }, 'earlier/v1/YS07', PREMISES, null), 'HD06')
  assert.equal(nextOf(FIELDS, 'YS01', PREMISES, null), 'YS03')
  assert.equal(nextOf(FIELDS, 'YS06', PREMISES, null), 'earlier/v1/YS07')
})

test('what is answered is passed by, and when all is there is no next', () => {
  const some = { ...FIELDS, 'answers/YS03/value': 'ok' }
  assert.equal(nextOf(some, 'YS01', null, null), 'YS06')
  assert.equal(nextOf({ ...some, 'answers/HD06/value': 'ok', 'answers/YS01/value': 'not_applicable', 'answers/YS06/value': 0 }, 'YS01', null, null), null)
})

test('a point that the visit does not have begins from the top', () => {
  assert.equal(nextOf(FIELDS, 'XX99', null, null), 'HD06')
})
