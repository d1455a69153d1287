import assert from 'node:assert/strict'
import test from 'node:test'
import { isDeleted } from '../../../static/src/domain/changes.js'
import * as catalog from '../../../static/src/storage/catalog.js'
import * as changes from '../../../static/src/storage/changes.js'
import * as company from '../../../static/src/storage/company.js'
import * as identities from '../../../static/src/storage/identities.js'
import * as items from '../../../static/src/storage/items.js'
import * as records from '../../../static/src/storage/records.js'
import { CATALOG } from '../fake_catalog.js'
import { FakeDevice, PERSON, enrolled } from '../memory.js'
import { phone } from '../phone.js'
import { COLLEAGUE, INSPECTOR, OFFICER, idOf, put } from '../premises.js'
import { FakeServer } from '../server.js'

const STARTED = { at: '2026-11-20T21:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
const DEVICES = { [INSPECTOR.id]: '019a9f00-0000-7000-8000-00000000000a', [COLLEAGUE.id]: '019a9f00-0000-7000-8000-00000000000c', [OFFICER.id]: '019a9f00-0000-7000-8000-00000000000e', [PERSON.id]: '019a9f00-0000-7000-8000-000000000010' }

function phoneOf(person, server = new FakeServer(), device = new FakeDevice()) {
  const db = enrolled(person, DEVICES[person.id])
  db.write(() => catalog.put(db, CATALOG))
  server.catalog = CATALOG
  device.random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
  return phone({ db, server, device })
}

const pick = (fields, names) => Object.fromEntries(names.map((name) => [name, fields[name]]))

/** A lead's phone with a visit begun, and the code that it shows. */
function begun(server) {
  const lead = phoneOf(INSPECTOR, server)
  put(lead.db, idOf(1), { name: 'Krog Exempel' })
  const fields = { premises: idOf(1), premises_name: 'Krog Exempel', visit_kind: 'field', occasion: 'planned', started_at: STARTED, [`inspectors/${INSPECTOR.id}`]: { label: INSPECTOR.label } }
  const frozen = { 'checklist/YS': { title: 'Yttre tillsyn, servering', version: CATALOG.version, items: CATALOG.checklists[3].items.filter(({ id }) => CATALOG.checklists[3].evening.includes(id)).map(({ now, hint, ...kept }) => kept) } }
  const visit = lead.edits.create('visit', { ...fields, ...frozen })
  return { lead, visit, code: company.invitation(lead.db, visit) }
}

test('the second phone makes the same record, with the same first fields and the same points', () => {
  const { lead, visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  assert.equal(company.join(second.edits, code), visit)
  const [theirs, ours] = [records.get(lead.db, visit).fields, records.get(second.db, visit).fields]
  assert.deepEqual(ours, { ...theirs, [`inspectors/${COLLEAGUE.id}`]: { label: COLLEAGUE.label } })
  assert.deepEqual(items.all(second.db).map(({ id, group }) => [id, group]), [[visit, 'draft']])
})
test("whose the visit is stays the lead's to tell: the second's changes do not name it", async () => {
  const { lead, visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.handOver(visit)
  await second.engine.run('manual')
  const [change] = second.server.log
  assert.deepEqual([change.fields.reporter, change.fields.authority], [undefined, undefined])
  assert.equal(change.fields[`inspectors/${INSPECTOR.id}`].label, INSPECTOR.label)
  assert.ok(change.seen < records.get(lead.db, visit).parts[0].at)
})

test('joining again changes nothing', () => {
  const { visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.edit(visit, { 'answers/YS01/value': 'ok' })
  const before = records.get(second.db, visit)
  assert.equal(company.join(second.edits, code), visit)
  assert.deepEqual(records.get(second.db, visit), before)
})

test("nothing of the second's part is sent before it is handed over; then edits are sent by themselves", async () => {
  const { visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.edit(visit, { 'answers/YS01/value': 'ok' })
  await second.engine.run('manual')
  assert.deepEqual(second.server.log, [])
  second.edits.handOver(visit)
  assert.equal(second.item(visit).group, 'waiting')
  await second.engine.run('manual')
  assert.equal(second.item(visit).group, 'received')
  second.device.pass(1000)
  second.edits.edit(visit, { summary: 'Mer.' })
  await second.engine.run('manual')
  assert.deepEqual(second.server.log.map(({ fields }) => fields.summary ?? fields['answers/YS01/value']), ['ok', 'Mer.'])
})

test('handing over twice is once', () => {
  const { visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.handOver(visit)
  const before = records.get(second.db, visit)
  second.device.pass(1000)
  second.edits.handOver(visit)
  assert.deepEqual(records.get(second.db, visit), before)
})

test("what the two have written meets in the lead's draft, and is sent as one", async () => {
  const server = new FakeServer()
  const { lead, visit, code } = begun(server)
  const second = phoneOf(COLLEAGUE, server)
  company.join(second.edits, code)
  second.device.pass(1000)
  second.edits.edit(visit, { 'answers/YS07/value': 'deficiency', 'answers/YS07/note': 'Ingen ansvarig på plats 21:35.' })
  second.edits.handOver(visit)
  await second.engine.run('manual')
  lead.edits.edit(visit, { 'answers/YS01/value': 'ok' })
  await lead.engine.run('manual')
  assert.deepEqual([lead.item(visit).group, lead.item(visit).fields['answers/YS07/value']], ['draft', 'deficiency'])
  lead.device.pass(2000)
  lead.edits.edit(visit, { 'answers/YS17/value': 'ok' })
  lead.edits.submit(visit, {})
  await lead.engine.run('manual')
  await second.engine.run('manual')
  for (const { item } of [lead, second]) {
    const { group, state, fields } = item(visit)
    assert.deepEqual([group, state, ['YS01', 'YS07', 'YS17'].map((id) => fields[`answers/${id}/value`])], ['received', 'submitted', ['ok', 'deficiency', 'ok']])
  }
  assert.deepEqual(items.all(lead.db).length, 1)
})

test('only its lead submits or removes a visit', () => {
  const { lead, visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  assert.throws(() => second.edits.submit(visit, {}), { name: 'visit-not-yours' })
  assert.throws(() => lead.edits.handOver(visit), { name: 'visit-is-yours' })
  second.edits.handOver(visit)
  assert.throws(() => second.edits.remove(visit), { name: 'visit-not-yours' })
})

test('a second inspector who has written by mistake can discard their part while it is theirs', () => {
  const { visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.remove(visit)
  assert.deepEqual([items.all(second.db), changes.isHeld(second.db, visit)], [[], false])
})

test('a draft in which a colleague has a part cannot be discarded', async () => {
  const server = new FakeServer()
  const { lead, visit, code } = begun(server)
  const second = phoneOf(COLLEAGUE, server)
  company.join(second.edits, code)
  second.edits.handOver(visit)
  await second.engine.run('manual')
  await lead.engine.run('manual')
  assert.throws(() => lead.edits.remove(visit), { name: 'visit-has-company' })
  assert.equal(isDeleted(records.get(lead.db, visit).parts), false)
})

test('a guest of another authority gets a visit of their own that names it', () => {
  const { visit, code } = begun()
  const guest = phoneOf(OFFICER)
  const own = company.join(guest.edits, code)
  const { fields } = records.get(guest.db, own)
  assert.notEqual(own, visit)
  assert.deepEqual(pick(fields, ['joint', 'occasion', 'authority', 'reporter', 'premises']), { joint: visit, occasion: 'joint', authority: 'polis', reporter: OFFICER.id, premises: idOf(1) })
  assert.equal(company.join(guest.edits, code), own)
  guest.edits.submit(own, {})
  assert.equal(guest.item(own).group, 'waiting')
})

test("one's own code leads to one's own visit, and a walker takes part in none", () => {
  const { lead, visit, code } = begun()
  assert.equal(company.join(lead.edits, code), visit)
  assert.throws(() => company.join(phoneOf(PERSON).edits, code), { name: 'invitation-not-for-you' })
})

test('a phone that has no checklists yet says so', () => {
  const { code } = begun()
  const second = phone({ db: enrolled(COLLEAGUE, DEVICES[COLLEAGUE.id]) })
  assert.throws(() => company.join(second.edits, code), { name: 'catalog-missing' })
  assert.deepEqual(items.all(second.db), [])
})

test('there is no code for what is no visit', () => {
  const { lead } = begun()
  const observation = lead.edits.create('observation', {})
  for (const id of ['unknown', observation]) assert.throws(() => company.invitation(lead.db, id), { name: 'record-unknown' })
  assert.throws(() => company.invitation(lead.db, lead.edits.create('visit', {})), { name: 'invitation-not-possible' })
})

test('a draft stays on the phone when somebody else takes the phone over', async () => {
  const { visit, code } = begun()
  const second = phoneOf(COLLEAGUE)
  company.join(second.edits, code)
  second.edits.edit(visit, { summary: 'Inte klart.' })
  second.db.write(() => identities.add(second.db, { device: DEVICES[OFFICER.id], token: 't', person: OFFICER, access: 'ok' }, '2026-11-21T08:00:00.000Z'))
  second.server.write('visit', visit, '2026-11-20T22:00:00.000Z-0000-00000000000000ff', { reporter: INSPECTOR.id, authority: 'kommun' })
  await second.engine.run('manual')
  assert.deepEqual([second.server.log, records.get(second.db, visit).draft], [[], true])
})
