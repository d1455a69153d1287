import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportRow, routeOf } from '../../../static/src/views/report_row.js'
import { CATALOG } from '../fake_app.js'
import { wordsOf } from './drawn.js'

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

test('a visit and a control purchase open where they are written', () => {
  assert.equal(routeOf({ ...item, kind: 'visit', group: 'draft' }), '/visit/7')
  assert.equal(routeOf({ ...item, kind: 'control_purchase', group: 'draft' }), '/purchase/7')
  assert.equal(routeOf({ ...item, kind: 'visit' }), '/reports/7')
})

test('a returned visit opens at the point, or at the review', () => {
  const visit = { ...item, kind: 'visit', group: 'needs_you', fields: { 'photos/ab': { item: 'TN10' }, 'photos/cd': {} } }
  const route = (field) => routeOf({ ...visit, cause: { title: '', detail: '', field } })
  assert.equal(route('answers/YS07/note'), '/visit/7/item/YS07/note')
  assert.equal(route('photos/ab'), '/visit/7/item/TN10/photos')
  assert.equal(route('photos/cd'), '/visit/7')
  assert.equal(route('acknowledgement'), '/visit/7/review')
  assert.equal(route('summary'), '/visit/7/review')
  assert.equal(route('premises'), '/visit/7')
})

test('a returned control purchase opens at the question', () => {
  assert.equal(routeOf({ ...item, kind: 'control_purchase', group: 'needs_you', cause: { title: '', detail: '', field: 'dialogue' } }), '/purchase/7/field/dialogue')
})

test('a row names the place and says what it is', () => {
  const app = { catalog: CATALOG }
  const row = (kind, fields) => wordsOf(reportRow({ ...item, kind, group: 'draft', savedAt: new Date().toISOString(), waiting: { for: 'nothing' }, photos: [], fields: { premises_name: 'Krog Exempel', ...fields } }, app))
  assert.match(row('visit', { occasion: 'follow_up' }), /^Krog Exempel Uppföljning Utkast/)
  assert.match(row('control_purchase', { product: 'tobacco' }), /^Krog Exempel Kontrollköp, tobak Utkast/)
})

test('a visit whose photos are on their way says so', () => {
  const words = wordsOf(reportRow({ ...item, kind: 'visit', group: 'waiting', waiting: { for: 'photos', left: 2, of: 3, percent: 41 }, photos: [], fields: { premises_name: 'Krog Exempel' } }, { catalog: CATALOG }))
  assert.match(words, /Texten framme, 2 av 3 bilder kvar \(41 %\)/)
})
test('what another phone has sent is received, though its receipt is there', () => {
  const pulled = { ...item, kind: 'visit', receipt: null, receivedAt: null, photos: [], fields: { premises_name: 'Krog Exempel', occasion: 'joint' } }
  assert.match(wordsOf(reportRow(pulled, { catalog: CATALOG })), /Mottagen$/)
})
