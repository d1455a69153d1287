import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import * as items from '../../../static/src/storage/items.js'
import * as meta from '../../../static/src/storage/meta.js'
import * as records from '../../../static/src/storage/records.js'
import { nothingYet } from '../../../static/src/sync/outcome.js'
import { pull } from '../../../static/src/sync/pull.js'
import { push } from '../../../static/src/sync/push.js'
import { PERSON } from '../memory.js'
import { phone, submitted } from '../phone.js'
import { refusal, unknown } from '../server.js'

const AT = '2026-11-20T22:00:00.000Z-0000-00000000000000ff'
const LATER = '2026-11-20T23:00:00.000Z-0000-00000000000000ff'

async function pulled(found) {
  const outcome = nothingYet()
  await pull(found.ground, identities.current(found.db), outcome)
  return outcome
}

const asked = ({ server }) => server.calls.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/records'))
const held = ({ db }) => db.all('SELECT id FROM records ORDER BY id').map(({ id }) => id)

test('records come page by page, and only what is new comes again', async () => {
  const found = phone()
  found.server.page = 2
  for (let count = 0; count < 5; count++) found.server.write('area', `area-${count}`, AT, { name: String(count) })
  assert.equal((await pulled(found)).received, 5)
  assert.equal(asked(found).length, 3)
  found.server.write('area', 'area-9', LATER, { name: '9' })
  assert.equal((await pulled(found)).received, 1)
  assert.equal(held(found).length, 6)
})

test('a return makes a report need its author, with reason and field', async () => {
  const found = phone()
  const id = submitted(found)
  await push(found.ground, nothingYet())
  found.server.write('review', 'r1', AT, { report: id, decision: 'return', reason: 'Vilken lykta?', field: 'note', version: 1 })
  await pulled(found)
  const item = found.item(id)
  assert.deepEqual([item.group, item.state, item.cause.detail, item.cause.field], ['needs_you', 'returned', 'Vilken lykta?', 'note'])
})

test('what the desk has written and what is not sent yet are joined', async () => {
  const found = phone()
  const id = submitted(found, { note: 'mitt' })
  await push(found.ground, nothingYet())
  found.device.pass(1000)
  found.edits.edit(id, { note: 'mitt, ändrat' })
  found.server.write('observation', id, AT, { place_name: 'torget' }, '')
  await pulled(found)
  const { note, place_name } = records.get(found.db, id).fields
  assert.deepEqual([note, place_name], ['mitt, ändrat', 'torget'])
  assert.equal(found.item(id).group, 'waiting')
})

test('the same page twice, or an older one again, changes nothing', async () => {
  const found = phone()
  found.server.write('area', 'a', AT, { name: 'gammal' })
  await pulled(found)
  found.server.write('area', 'a', LATER, { name: 'ny' }, AT)
  await pulled(found)
  const before = records.get(found.db, 'a')
  found.db.write(() => meta.set(found.db, 'cursor', 'epoch-1.0'))
  await pulled(found)
  assert.deepEqual(records.get(found.db, 'a'), before)
  assert.equal(before.fields.name, 'ny')
})

test('the clock is later than all that was seen', async () => {
  const found = phone()
  found.server.write('area', 'a', LATER, { name: 'a' })
  await pulled(found)
  const id = found.edits.create('observation', {})
  assert.ok(records.get(found.db, id).parts[0].at > LATER)
})

test('the clock is learned from the server', async () => {
  const found = phone()
  found.server.clock = () => '2026-11-20T20:05:00.000Z'
  await pulled(found)
  assert.equal(meta.get(found.db, 'offset'), 300_000)
})

test('what may no longer be seen is gone, but not what is not safe elsewhere', async () => {
  const found = phone()
  found.server.write('area', 'a', AT, { name: 'a' })
  await pulled(found)
  const mine = submitted(found)
  found.server.gone = ['a', mine]
  await pulled(found)
  assert.deepEqual(held(found), [mine])
})

test('after a start over, what is not given again is gone', async () => {
  const found = phone()
  found.server.page = 1
  for (const id of ['a', 'b', 'c']) found.server.write('area', id, AT, { name: id })
  const mine = submitted(found)
  await pulled(found)
  found.server.epoch = 'epoch-2'
  found.server.records.delete('b')
  await pulled(found)
  assert.deepEqual(held(found), [mine, 'a', 'c'])
})

test('a start over that is cut in the middle goes on and loses nothing', async () => {
  const found = phone()
  found.server.page = 1
  for (const id of ['a', 'b', 'c']) found.server.write('area', id, AT, { name: id })
  await pulled(found)
  found.server.epoch = 'epoch-2'
  let calls = 0
  found.server.before = () => {
    if (++calls === 3) throw unknown()
  }
  await assert.rejects(pulled(found), { kind: 'unknown' })
  assert.deepEqual(held(found), ['a', 'b', 'c'])
  found.server.before = () => {}
  await pulled(found)
  assert.deepEqual(held(found), ['a', 'b', 'c'])
})

test('a cursor that the server cannot read is thrown away', async () => {
  const found = phone()
  found.server.write('area', 'a', AT, { name: 'a' })
  found.db.write(() => meta.set(found.db, 'cursor', 'skräp'))
  found.server.before = ({ path }) => {
    if (path.includes('skr')) throw refusal(400, 'cursor-unreadable')
  }
  await pulled(found)
  assert.deepEqual(held(found), ['a'])
})

test('on a new phone a person finds their own reports', async () => {
  const found = phone()
  found.server.write('observation', 'o1', AT, { reporter: PERSON.id, category: 'OB19', submitted_at: { at: AT.slice(0, 24), offset: 0, zone: 'UTC' }, version: 1 })
  await pulled(found)
  assert.deepEqual(items.all(found.db).map(({ id, group }) => [id, group]), [['o1', 'received']])
})
