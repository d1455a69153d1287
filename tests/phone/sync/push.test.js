import assert from 'node:assert/strict'
import test from 'node:test'
import { digest, receiptCode } from '../../../static/src/domain/changes.js'
import * as identities from '../../../static/src/storage/identities.js'
import * as records from '../../../static/src/storage/records.js'
import { nothingYet } from '../../../static/src/sync/outcome.js'
import { push } from '../../../static/src/sync/push.js'
import { PERSON } from '../memory.js'
import { addPhoto, phone, submitted } from '../phone.js'
import { refusal, unknown } from '../server.js'

const states = (db) => db.all('SELECT state FROM changes ORDER BY at').map(({ state }) => state)

async function pushed(found) {
  const outcome = nothingYet()
  await push(found.ground, outcome)
  return outcome
}

test('a receipt with our own digest takes a change out of the outbox', async () => {
  const found = phone()
  const id = submitted(found)
  const outcome = await pushed(found)
  const receipt = receiptCode(await digest(found.server.log[0]))
  assert.deepEqual([outcome.sent, states(found.db)], [1, ['received']])
  assert.deepEqual([found.item(id).group, found.item(id).receipt], ['received', receipt])
})

test('a receipt that differs is no receipt', async () => {
  const found = phone()
  const id = submitted(found)
  found.server.after = (_, answer) => {
    answer.body.results[0].digest = '0'.repeat(64)
    return answer
  }
  const outcome = await pushed(found)
  assert.deepEqual([outcome.sent, states(found.db), found.item(id).group], [0, ['frozen'], 'needs_you'])
  found.server.after = (_, answer) => answer
  await pushed(found)
  assert.deepEqual([states(found.db), found.item(id).cause], [['received'], null])
})

test('an answer that leaves a change out leaves it in the outbox', async () => {
  const found = phone()
  submitted(found)
  submitted(found)
  found.server.after = (_, answer) => ({ ...answer, body: { ...answer.body, results: answer.body.results.slice(1) } })
  await pushed(found)
  assert.deepEqual(states(found.db), ['frozen', 'received'])
})

test('a reply that is lost after the commit makes no second record', async () => {
  const found = phone()
  submitted(found)
  found.server.after = () => {
    throw unknown()
  }
  await assert.rejects(pushed(found), { kind: 'unknown' })
  assert.deepEqual(states(found.db), ['frozen'])
  found.server.after = (_, answer) => answer
  const outcome = await pushed(found)
  const [first, second] = found.server.pushes()
  assert.deepEqual(first, second)
  assert.deepEqual([outcome.known, found.server.log.length, states(found.db)], [1, 1, ['received']])
})

test('an edit while its change is on the way is sent as a change of its own', async () => {
  const found = phone()
  const id = submitted(found, { note: 'första' })
  found.server.before = () => {
    found.server.before = () => {}
    found.device.pass(1000)
    found.edits.edit(id, { note: 'andra' })
  }
  await pushed(found)
  assert.deepEqual(found.server.log.map(({ fields }) => fields.note), ['första', 'andra'])
  assert.equal(found.server.log[1].seen, found.server.log[0].at)
  assert.deepEqual(states(found.db), ['received', 'received'])
})

test('drafts stay on the phone, but a pass is sent from its start', async () => {
  const found = phone()
  const shift = found.edits.create('shift', { area: 'A1' })
  found.edits.create('observation', { shift, category: 'OB19' })
  await pushed(found)
  assert.deepEqual(found.server.log.map(({ record }) => record), [shift])
})

test('a returned report is not sent again until it is submitted', async () => {
  const found = phone()
  const id = submitted(found)
  await pushed(found)
  const fields = { report: id, decision: 'return', reason: 'Vilken?', version: 1 }
  const at = '2026-11-20T23:00:00.000Z-0000-00000000000000ff'
  found.db.write(() => records.put(found.db, { id: 'r1', kind: 'review', parts: [{ at, seen: '', fields }], savedAt: at }))
  found.device.pass(1000)
  found.edits.edit(id, { note: 'Den vid' })
  await pushed(found)
  assert.deepEqual([found.server.log.length, found.item(id).group], [1, 'needs_you'])
  found.device.pass(1000)
  found.edits.submit(id, { note: 'Den vid porten' })
  await pushed(found)
  assert.deepEqual([found.server.log[1].fields.note, found.server.log[1].fields.version], ['Den vid porten', 2])
})

test('one change that is set aside does not hinder the others, and says why', async () => {
  const found = phone()
  const ids = [submitted(found), submitted(found), submitted(found)]
  const problem = { title: 'Ett värde går inte', detail: 'Fältet note …', field: 'note' }
  found.server.judge = ({ record }) => (record === ids[1] ? problem : null)
  const outcome = await pushed(found)
  assert.deepEqual([outcome.sent, outcome.quarantined], [2, 1])
  assert.deepEqual(ids.map((id) => found.item(id).group), ['received', 'needs_you', 'received'])
  assert.deepEqual(found.item(ids[1]).cause, problem)
  await pushed(found)
  assert.equal(found.server.pushes().length, 1)
})

test('what was set aside is sent with its correction', async () => {
  const found = phone()
  const id = submitted(found, { note: 'fel' })
  found.server.judge = ({ fields }) => (fields.note === 'fel' ? { title: 'Fel', detail: 'Fel.', field: 'note' } : null)
  await pushed(found)
  found.device.pass(1000)
  found.edits.edit(id, { note: 'rätt' })
  await pushed(found)
  assert.deepEqual([found.item(id).group, found.item(id).cause], ['received', null])
  assert.equal(found.server.log[0].fields.category, 'OB19')
})

test('one change that makes the server refuse the whole batch is found and parked', async () => {
  const found = phone()
  const ids = Array.from({ length: 20 }, () => submitted(found))
  found.server.before = ({ body }) => {
    if (body.changes.some(({ record }) => record === ids[13])) throw refusal(422, 'wrong-shape')
  }
  const outcome = await pushed(found)
  assert.deepEqual([outcome.sent, outcome.quarantined, found.server.log.length], [19, 1, 19])
  assert.equal(found.item(ids[13]).cause.detail, 'Om wrong-shape.')
})

test('a batch that is too large for the way is halved until it fits', async () => {
  const found = phone()
  for (let count = 0; count < 30; count++) submitted(found)
  found.server.before = ({ body }) => {
    if (body.changes.length > 8) throw refusal(413, 'batch-too-large')
  }
  const outcome = await pushed(found)
  assert.deepEqual([outcome.sent, outcome.quarantined, found.server.log.length], [30, 0, 30])
})

test('five hundred changes at most go at a time, and no more bytes than a slow network can carry', async () => {
  const found = phone()
  for (let count = 0; count < 1100; count++) submitted(found)
  await pushed(found)
  assert.ok(found.server.pushes().every((batch) => batch.length <= 500))
  assert.ok(found.server.pushes().every((batch) => JSON.stringify(batch).length < 400_000))
  assert.deepEqual([found.server.log.length, new Set(found.server.log.map(({ id }) => id)).size], [1100, 1100])
})

test('a fault of the server stops the run and keeps everything', async () => {
  const found = phone()
  submitted(found)
  found.server.before = () => {
    throw unknown()
  }
  await assert.rejects(pushed(found), { kind: 'unknown' })
  assert.deepEqual([states(found.db), found.server.log], [['frozen'], []])
})

test('the server is told how much is left, with this batch', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  submitted(found)
  await pushed(found)
  const [{ body }] = found.server.calls
  assert.deepEqual(body.holding, { changes: 2, photos: 1, oldest: '2026-11-20T20:00:01.000Z' })
  assert.deepEqual([body.protocol, body.app], [1, '0.1.0'])
})

test('a phone whose token is refused keeps everything and says so', async () => {
  for (const [error, access] of [[refusal(401, 'token-unknown'), 'unknown_token'], [refusal(403, 'device-revoked'), 'revoked']]) {
    const found = phone()
    const id = submitted(found)
    found.server.before = () => {
      throw error
    }
    await assert.rejects(pushed(found), { kind: 'refused' })
    assert.deepEqual([identities.current(found.db).access, states(found.db)], [access, ['frozen']])
    assert.deepEqual([found.item(id).group, found.item(id).waiting], ['waiting', { for: 'sign_in' }])
    await pushed(found)
    assert.equal(found.server.calls.length, 1)
  }
})

test('what a former owner wrote is sent under the former owner, and is not shown to the next', async () => {
  const found = phone()
  const first = submitted(found)
  const other = { ...PERSON, id: '019a9e00-0000-7000-8000-0000000000ee', label: 'Nattvandrare 4' }
  const device = '019a9f00-0000-7000-8000-0000000000ee'
  found.db.write(() => identities.add(found.db, { device, token: 'other', person: other, access: 'ok' }, '2026-11-21T00:00:00.000Z'))
  const second = submitted(found)
  await pushed(found)
  const senders = found.server.calls.map(({ token, body }) => [token, body.changes.map(({ record, actor }) => [record, actor])])
  assert.deepEqual(new Map(senders), new Map([
    ['token-of-019a9f00-0000-7000-8000-00000000000a', [[first, PERSON.id]]],
    ['other', [[second, other.id]]],
  ]))
})

test('a former owner who is shut out does not stop the present one', async () => {
  const found = phone()
  submitted(found)
  found.db.write(() => identities.add(found.db, { device: 'z', token: 'other', person: { ...PERSON, id: 'p2' }, access: 'ok' }, '2026-11-21T00:00:00.000Z'))
  submitted(found)
  found.server.before = ({ token }) => {
    if (token !== 'other') throw refusal(403, 'device-revoked')
  }
  const outcome = await pushed(found)
  assert.deepEqual([outcome.sent, states(found.db)], [1, ['frozen', 'received']])
})

test('a restored server is given all that the phone still holds', async () => {
  const found = phone()
  const ids = [submitted(found), submitted(found)]
  await pushed(found)
  Object.assign(found.server, { epoch: 'epoch-2', log: [], records: new Map() })
  submitted(found)
  await pushed(found)
  assert.equal(found.server.log.length, 3)
  assert.deepEqual(states(found.db), ['received', 'received', 'received'])
  assert.ok(ids.every((id) => found.item(id).group === 'received'))
})
