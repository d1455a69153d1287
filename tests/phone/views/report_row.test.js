import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf } from '../../../static/src/views/report_row.js'

const item = { id: '7', kind: 'observation', group: 'received', cause: null }

test('a received report opens its page', () => assert.equal(routeOf(item), '/reports/7'))

test('a draft opens where it is written', () => {
  assert.equal(routeOf({ ...item, group: 'draft' }), '/observation/7')
  assert.equal(routeOf({ ...item, group: 'draft', kind: 'shift' }), '/shift')
})

test('a returned report opens at the field the coordinator named', () => {
  const returned = { ...item, group: 'needs_you', cause: { title: '', detail: '', field: 'note' } }
  assert.equal(routeOf(returned), '/observation/7/field/note')
  assert.equal(routeOf({ ...returned, kind: 'shift', cause: { ...returned.cause, field: 'summary' } }), '/shift/7/end/summary')
  assert.equal(routeOf({ ...returned, cause: { ...returned.cause, field: 'photos/ab' } }), '/observation/7/field/photos%2Fab')
})

test('one that is returned without a field opens its page, where the reason stands', () => {
  assert.equal(routeOf({ ...item, group: 'needs_you', cause: { title: '', detail: '', field: null } }), '/reports/7')
})
