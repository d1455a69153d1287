import assert from 'node:assert/strict'
import test from 'node:test'
import { decode, encode, invitationOf } from '../../../static/src/domain/invitations.js'
import { checklistFields } from '../../../static/src/domain/visits.js'
import { CATALOG } from '../fake_catalog.js'

const VISIT = '019a9f20-0000-7000-8000-000000000001'
const LEAD = '019a9e00-0000-7000-8000-000000000011'
const STARTED = { at: '2026-11-20T21:00:00.000+01:00', offset: -350, zone: 'Europe/Stockholm' }
const SERVER = 'https://faltappen.exempelkommunen.example'
const FIELDS = { authority: 'kommun', reporter: LEAD, [`inspectors/${LEAD}`]: { label: 'Inspektör 1' }, premises: '019a9f10-0000-7000-8000-000000000001', premises_name: 'Krog Exempel på Ön',
  occasion: 'planned', visit_kind: 'field', started_at: STARTED }
const of = (ids, evening) => invitationOf(VISIT, { ...FIELDS, ...checklistFields(CATALOG, ids, evening) }, CATALOG)

test('an invitation names the visit, who leads it, and its checklists', () => {
  assert.deepEqual(of(['YS', 'HD'], false), { visit: VISIT, authority: 'kommun', reporter: LEAD, label: 'Inspektör 1', premises: FIELDS.premises, premises_name: 'Krog Exempel på Ön',
    occasion: 'planned', visit_kind: 'field', started_at: STARTED, checklists: ['HD', 'YS'], evening: false })
})

test('it tells whether only the evening is gone through, and not of what has no evening', () => {
  assert.deepEqual([of(['HD', 'YS'], true), of(['HD', 'TN'], true), of(['YS'], false), of([], false)].map(({ evening }) => evening), [true, false, false, false])
})

test('a checklist that was taken out of the visit is not named', () => {
  assert.deepEqual(invitationOf(VISIT, { ...FIELDS, 'checklist/YS': null }, null).checklists, [])
})

test('what one phone writes, another reads, from the whole address or the end of it', () => {
  const invitation = of(['HD', 'YS'], true)
  const address = encode(invitation, SERVER)
  assert.ok(address.startsWith(`${SERVER}/app/#/join/`))
  assert.match(address.slice(SERVER.length), /^\/app\/#\/join\/[A-Za-z0-9_-]+$/)
  for (const text of [address, ` ${address}\n`, address.split('/').at(-1)]) assert.deepEqual(decode(text), invitation)
})

test('the code stays under 1,000 characters, however long the names and many the checklists', () => {
  const long = { ...of([], true), premises: null, label: 'Ö'.repeat(120), premises_name: 'Å'.repeat(120), checklists: CATALOG.checklists.map(({ id }) => id).concat('FO', 'GF', 'RM') }
  const address = encode(long, SERVER)
  assert.ok(address.length < 1000, String(address.length))
  assert.deepEqual(decode(address), { ...long, label: 'Ö'.repeat(80), premises_name: 'Å'.repeat(80) })
})

test('a visit that has not begun cannot be joined', () => {
  assert.throws(() => invitationOf(VISIT, { ...FIELDS, started_at: null }, CATALOG), { name: 'invitation-not-possible' })
})

const coded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const GOOD = of(['HD'], false)
for (const [what, code] of Object.entries({
  nothing: '',
  'another address': `${SERVER}/app/#/enrol/K7QM42XP`,
  'what is no base 64': '%%%',
  'what is no JSON': coded('{'),
  'what is no object': coded('7'),
  'null': coded('null'),
  'what is no UTF-8': Buffer.from([0xff, 0xfe]).toString('base64url'),
  'half of it': encode(GOOD, '').slice(0, 300),
  'an id that is none': coded({ ...GOOD, visit: 'x' }),
  'an id of another kind': coded({ ...GOOD, visit: '019a9f20-0000-4000-8000-000000000001' }),
  'nobody who leads': coded({ ...GOOD, reporter: undefined }),
  'premises that are none': coded({ ...GOOD, premises: 7 }),
  'a name that is none': coded({ ...GOOD, premises_name: null }),
  'a label that is none': coded({ ...GOOD, label: ['x'] }),
  'a name that is too long': coded({ ...GOOD, premises_name: 'x'.repeat(81) }),
  'words that are none': coded({ ...GOOD, occasion: '<b>' }),
  'checklists that are none': coded({ ...GOOD, checklists: 'HD' }),
  'a checklist that is none': coded({ ...GOOD, checklists: ['HD', {}] }),
  'an evening that is none': coded({ ...GOOD, evening: 1 }),
  'no time': coded({ ...GOOD, started_at: null }),
  'a time that is none': coded({ ...GOOD, started_at: { ...STARTED, at: '2026-13-40T21:00:00Z' } }),
  'an offset that is none': coded({ ...GOOD, started_at: { ...STARTED, offset: 'x' } }),
  'a zone that is none': coded({ ...GOOD, started_at: { ...STARTED, zone: null } }),
  'far too much': coded({ ...GOOD, more: 'x'.repeat(5000) }),
})) {
  test(`${what} is not an invitation`, () => assert.throws(() => decode(code), { name: 'invitation-unreadable', title: 'Koden går inte att läsa' }))
}

test('what a newer app adds is left out', () => {
  assert.deepEqual(decode(coded({ ...GOOD, colour: 'blue' })), GOOD)
})
