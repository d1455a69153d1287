import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import * as meta from '../../../static/src/storage/meta.js'
import * as premises from '../../../static/src/storage/premises.js'
import * as supervision from '../../../static/src/storage/supervision.js'
import { enrol } from '../../../static/src/sync/enrol.js'
import { PERSON, database, enrolled } from '../memory.js'
import { phone, submitted } from '../phone.js'
import { INSPECTOR, TODAY, idOf, knowing } from '../premises.js'
import { offline, refusal, unknown } from '../server.js'

const CODE = 'K7QM42XP'
const bodies = ({ server }) => server.calls.map(({ body }) => body)

test('the phone makes its own identity and token, and learns who it is', async () => {
  const found = phone({ db: database() })
  await enrol(found.ground, CODE, 'Chrome på Android')
  const [{ code, device, token, name }] = bodies(found)
  assert.deepEqual([code, name], [CODE, 'Chrome på Android'])
  assert.match(device, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.match(token, /^[\w-]{43}$/)
  assert.deepEqual(identities.current(found.db), { device, token, person: PERSON, access: 'ok' })
  assert.deepEqual([meta.get(found.db, 'epoch'), meta.get(found.db, 'offset')], ['epoch-1', 0])
})

test('an answer that was lost is asked for again with the same body', async () => {
  const found = phone({ db: database() })
  found.server.after = () => {
    throw unknown()
  }
  await assert.rejects(enrol(found.ground, CODE, 'x'), { kind: 'unknown' })
  assert.equal(identities.current(found.db), null)
  found.server.after = (_, answer) => answer
  await enrol(found.ground, CODE, 'x')
  const [first, second] = bodies(found)
  assert.deepEqual(first, second)
})

test('another code is another attempt', async () => {
  const found = phone({ db: database() })
  found.server.before = () => {
    throw offline()
  }
  await assert.rejects(enrol(found.ground, CODE, 'x'))
  await assert.rejects(enrol(found.ground, 'ANOTHER1', 'x'))
  const [first, second] = bodies(found)
  assert.notEqual(first.token, second.token)
})

test('a phone that was shut out comes back as the same device, and sends what it kept', async () => {
  const found = phone()
  const id = submitted(found)
  const { device, token } = identities.current(found.db)
  found.db.write(() => identities.setAccess(found.db, device, 'revoked'))
  found.device.pass(1000)
  await enrol(found.ground, CODE, 'x')
  assert.equal(identities.current(found.db).device, device)
  assert.notEqual(identities.current(found.db).token, token)
  await found.engine.run('manual')
  assert.equal(found.item(id).group, 'received')
})

test('a phone that changes hands becomes another device', async () => {
  const found = phone()
  const { device } = identities.current(found.db)
  found.server.person = { ...PERSON, id: 'p2' }
  found.server.before = ({ body }) => {
    if (body.device === device) throw refusal(409, 'device-belongs-to-another')
  }
  found.device.pass(1000)
  await enrol(found.ground, CODE, 'x')
  assert.notEqual(identities.current(found.db).device, device)
  assert.equal(identities.current(found.db).person.id, 'p2')
  assert.equal(identities.of(found.db, device).person.id, PERSON.id)
})

test('what only an inspector may know does not stay on the phone of the next who has it', async () => {
  const found = phone({ db: enrolled(INSPECTOR) })
  found.server.write('premises', idOf(1), '2026-11-20T21:00:00.000Z-0000-00000000000000ff', { name: 'Krog Exempel' })
  found.server.supervision.push(knowing(idOf(1), { due_on: '2026-11-01' }))
  await found.engine.run('manual')
  assert.equal(supervision.of(found.db, idOf(1)).due_on, '2026-11-01')
  found.server.records.clear()
  found.device.pass(1000)
  await enrol(found.ground, CODE, 'x')
  await found.engine.run('enrol')
  const left = ['records', 'premises', 'supervision'].map((table) => found.db.one(`SELECT count(*) AS n FROM ${table}`).n)
  assert.deepEqual([left, premises.find(found.db, { text: 'krog', order: 'name', limit: 9, today: TODAY })], [[0, 0, 0], []])
})

test('a phone that comes back to one who had it before is that device again, and sends what waited under it', async () => {
  const found = phone()
  const id = submitted(found)
  const { device } = identities.current(found.db)
  found.db.write(() => identities.setAccess(found.db, device, 'revoked'))
  const owners = { [device]: PERSON.id }
  const admit = (person, code) => {
    found.server.person = { ...PERSON, id: person }
    found.server.before = ({ path, body }) => {
      if (path !== '/api/devices') return
      if ((owners[body.device] ??= person) !== person) throw refusal(409, 'device-belongs-to-another')
    }
    found.device.pass(1000)
    return enrol(found.ground, code, 'x')
  }
  await admit('p2', 'ANOTHER1')
  assert.notEqual(identities.current(found.db).device, device)
  await admit(PERSON.id, 'AGAIN111')
  assert.equal(identities.current(found.db).device, device)
  assert.equal(identities.devices(found.db).length, 2)
  await found.engine.run('manual')
  assert.equal(found.item(id).group, 'received')
})

test("a refused code says why in the server's words", async () => {
  const found = phone({ db: database() })
  found.server.before = () => {
    throw refusal(410, 'enrolment-code-expired')
  }
  await assert.rejects(enrol(found.ground, CODE, 'x'), { name: 'enrolment-code-expired', detail: 'Om enrolment-code-expired.' })
})
