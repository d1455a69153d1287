import assert from 'node:assert/strict'
import test from 'node:test'
import { isDraft, manifest, parentOf, state } from '../../../static/src/domain/reports.js'

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

test('an observation belongs to its pass, a review to its report', () => {
  assert.deepEqual([parentOf('observation', { shift: 's' }), parentOf('review', { report: 'r' }), parentOf('shift', {})], ['s', 'r', null])
})

test('the manifest holds the photos that are not removed', () => {
  const [kept, removed] = ['a'.repeat(64), 'b'.repeat(64)]
  const fields = { [`photos/${kept}`]: { size: 1 }, [`photos/${removed}`]: null, 'photos/short': { size: 2 }, note: 'x' }
  assert.deepEqual(manifest(fields), new Map([[kept, { size: 1 }]]))
})
