import assert from 'node:assert/strict'
import test from 'node:test'
import { Problem } from '../../../static/src/domain/problems.js'
import { SyncError, causeOf, nothingYet } from '../../../static/src/sync/outcome.js'

test('an error has its kind, and words for a person', () => {
  const error = new SyncError('offline', 'captive', { status: 200 })
  assert.ok(error instanceof Problem)
  assert.deepEqual([error.kind, error.status, error.title], ['offline', 200, 'Nätet släpper inte igenom'])
})

test("the server's words go before our own", () => {
  const error = new SyncError('refused', 'wrong-shape', { title: 'Fel form', detail: 'Så är det.', field: 'note', status: 422 })
  assert.deepEqual(causeOf(error), { title: 'Fel form', detail: 'Så är det.', field: 'note' })
})

test('every run begins with an outcome of its own', () => {
  nothingYet().sent += 1
  assert.equal(nothingYet().sent, 0)
})
