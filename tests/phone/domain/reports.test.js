import assert from 'node:assert/strict'
import test from 'node:test'
import { colleaguesOf, isDraft, makesVisits, manifest, parentOf, state } from '../../../static/src/domain/reports.js'

const sent = (version = 1) => ({ submitted_at: { at: '2026-11-20T21:00:00.000+01:00' }, version })

for (const [what, fields, reviews, expected] of [
  ['nothing submitted', {}, [], 'draft'],
  ['nothing reviewed', sent(), [], 'submitted'],
  ['accepted', sent(), [['accept', 1]], 'reviewed'],
  ['referred', sent(), [['accept', 1], ['refer', 1]], 'referred'],
  ['acted upon', sent(), [['action', 1]], 'actioned'],
  ['returned', sent(), [['return', 1]], 'returned'],
  ['sent again after a return', sent(2), [['return', 1]], 'submitted'],
  ['accepted the second time', sent(2), [['return', 1], ['accept', 2]], 'reviewed'],
  ['sent again while it was accepted', sent(2), [['accept', 1]], 'submitted'],
  ['dismissed', sent(), [['dismiss', 1]], 'dismissed'],
  ['closed', sent(), [['accept', 1], ['close', 1]], 'closed'],
  ['decided in a way that a newer desk knows', sent(), [['accept', 1], ['frame', 1]], 'reviewed'],
]) {
  test(`a report with ${what} is ${expected}`, () => {
    assert.equal(state(fields, reviews.map(([decision, version]) => ({ decision, version }))), expected)
  })
}

test('what is not submitted is a draft, but for a pass and for what is no report', () => {
  assert.deepEqual(['observation', 'visit', 'shift', 'review'].map((kind) => isDraft(kind, {})), [true, true, false, false])
  assert.equal(isDraft('observation', sent()), false)
})

test("a colleague's visit is a draft on the phones of those who are on it and have not handed over", () => {
  const visit = { reporter: 'lead', 'inspectors/lead': { label: 'L' }, 'inspectors/me': { label: 'M' } }
  const drafts = (fields, people) => isDraft('visit', { ...visit, ...fields }, people)
  assert.deepEqual([drafts({}, ['me']), drafts({ 'handed_over/me': {} }, ['me']), drafts({ 'inspectors/me': null }, ['me']), drafts({}, ['another'])], [true, false, false, false])
  assert.deepEqual([drafts(sent(), ['me']), drafts({ 'handed_over/me': {} }, ['me', 'me2']), drafts({ 'handed_over/me': {}, 'inspectors/me2': {} }, ['me', 'me2'])], [true, false, true])
  assert.deepEqual([drafts({}, ['lead']), drafts(sent(), ['lead']), drafts({ 'handed_over/lead': {} }, ['lead', 'me'])], [true, false, true])
})

test('inspectors and coordinators make visits', () => {
  assert.deepEqual(['walker', 'inspector', 'coordinator', 'reader', 'administrator'].filter((role) => makesVisits({ role })), ['inspector', 'coordinator'])
})

test('colleagues are those whom a visit names besides its author', () => {
  assert.deepEqual(colleaguesOf({ reporter: 'a', 'inspectors/a': {}, 'inspectors/b': {}, 'inspectors/c': null, 'handed_over/d': {} }), ['b'])
})

test('an observation belongs to its pass, a review to its report, a visit to its premises, and merged premises to those that stand', () => {
  assert.deepEqual([parentOf('observation', { shift: 's' }), parentOf('review', { report: 'r' }), parentOf('shift', {}), parentOf('visit', { premises: 'p' }), parentOf('premises', { merged_into: 'q' })], ['s', 'r', null, 'p', 'q'])
})

test('the manifest holds the photos that are not removed', () => {
  const [kept, removed] = ['a'.repeat(64), 'b'.repeat(64)]
  const fields = { [`photos/${kept}`]: { size: 1 }, [`photos/${removed}`]: null, 'photos/short': { size: 2 }, note: 'x' }
  assert.deepEqual(manifest(fields), new Map([[kept, { size: 1 }]]))
})
