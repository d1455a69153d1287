import assert from 'node:assert/strict'
import test from 'node:test'
import * as records from '../../../static/src/storage/records.js'
import { PERSON, database } from '../memory.js'

const clock = (second) => `2026-11-20T20:00:${String(second).padStart(2, '0')}.000Z-0000-00000000000000aa`
const part = (second, fields, seen = '') => ({ at: clock(second), seen, fields })
const SUBMITTED = { reporter: PERSON.id, submitted_at: { at: '2026-11-20T21:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }, version: 1 }

function put(db, id, kind, ...parts) {
  db.write(() => records.put(db, { id, kind, parts, savedAt: clock(0).slice(0, 24) }))
  return records.get(db, id)
}

test('a state is stored folded, with its values', () => {
  const { parts, fields } = put(database(), 'a', 'observation', part(1, { note: 'ett', category: 'OB19' }), part(2, { note: 'två' }, clock(1)))
  assert.deepEqual(parts, [part(1, { category: 'OB19' }), part(2, { note: 'två' }, clock(1))])
  assert.deepEqual(fields, { category: 'OB19', note: 'två' })
})

test('an observation is a draft until it is submitted, a pass never is', () => {
  const db = database()
  assert.equal(put(db, 'a', 'observation', part(1, {})).draft, true)
  assert.equal(put(db, 'a', 'observation', part(1, SUBMITTED)).draft, false)
  assert.equal(put(db, 'b', 'shift', part(1, {})).draft, false)
})

test("a review moves its report, whichever of them comes first", () => {
  const db = database()
  const review = part(5, { report: 'a', decision: 'accept', version: 1 })
  put(db, 'r', 'review', review)
  assert.equal(put(db, 'a', 'observation', part(1, SUBMITTED)).state, 'reviewed')
  put(db, 's', 'review', part(6, { report: 'a', decision: 'close', version: 1 }))
  assert.equal(records.get(db, 'a').state, 'closed')
  db.write(() => records.forget(db, 's'))
  assert.equal(records.get(db, 'a').state, 'reviewed')
})

test('reviews are read in the order of their clocks', () => {
  const db = database()
  put(db, 'z-first', 'review', part(5, { report: 'a', decision: 'return', version: 1 }))
  put(db, 'a-second', 'review', part(6, { report: 'a', decision: 'accept', version: 1 }))
  assert.deepEqual(records.reviewsOf(db, 'a').map(({ decision }) => decision), ['return', 'accept'])
})

test('the receipt shown is that of the change that submitted the record last', () => {
  const db = database()
  put(db, 'a', 'shift', part(1, {}))
  const receive = (fields, receipt) => {
    db.write(() => records.received(db, { record: 'a', fields }, receipt, clock(9).slice(0, 24)))
    return records.get(db, 'a').receipt
  }
  assert.equal(receive({ area: 'A1' }, '1111-11'), '1111-11')
  assert.equal(receive({ summary: 'lugnt' }, '2222-22'), '2222-22')
  assert.equal(receive(SUBMITTED, '3333-33'), '3333-33')
  assert.equal(receive({ summary: 'mer' }, '4444-44'), '3333-33')
  assert.equal(receive({ ...SUBMITTED, version: 2 }, '5555-55'), '5555-55')
})

test('a removed record is kept but not listed', () => {
  const db = database()
  put(db, 'a', 'observation', part(1, { reporter: PERSON.id, shift: 's' }), part(2, { deleted: true }, clock(1)))
  assert.equal(records.get(db, 'a').removed, true)
  assert.deepEqual([records.reportsOf(db, PERSON.id), records.of(db, 's', 'observation')], [[], []])
})

test('a person is shown their reports and the visits that they are on, each once and the last saved first', () => {
  const db = database()
  const visit = { reporter: 'lead', 'inspectors/lead': { label: 'L' }, 'inspectors/me': { label: 'M' } }
  put(db, 'a', 'visit', part(1, visit))
  put(db, 'b', 'visit', part(1, { ...visit, reporter: 'me' }))
  put(db, 'c', 'visit', part(1, { reporter: 'lead' }))
  const of = (person) => records.reportsOf(db, person).map(({ id }) => id)
  assert.deepEqual([of('me'), of('lead'), of('nobody')], [['b', 'a'], ['c', 'b', 'a'], []])
  put(db, 'a', 'visit', part(1, visit), part(2, { 'inspectors/me': null }, clock(1)))
  assert.deepEqual(of('me'), ['b'])
  db.write(() => records.forget(db, 'b'))
  assert.deepEqual(db.all('SELECT person, record FROM taking_part').map((row) => ({ ...row })), [])
})

test('what the server has given is known from what it has not', () => {
  const db = database()
  put(db, 'a', 'visit', part(1, {}))
  assert.equal(records.isPulled(db, 'a'), false)
  db.write(() => records.put(db, { id: 'a', kind: 'visit', parts: [part(1, {})], savedAt: '', round: 1 }))
  assert.deepEqual([records.isPulled(db, 'a'), records.isPulled(db, 'b')], [true, false])
})

test('kinds of a newer app are kept whole', () => {
  const fields = { depth: { of: ['field', null, 1.5] } }
  assert.deepEqual(put(database(), 'x', 'hologram', part(1, fields)).fields, fields)
})
