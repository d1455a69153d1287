import assert from 'node:assert/strict'
import test from 'node:test'
import * as meta from '../../../static/src/storage/meta.js'
import * as premises from '../../../static/src/storage/premises.js'
import * as supervision from '../../../static/src/storage/supervision.js'
import { SyncError } from '../../../static/src/sync/outcome.js'
import { enrolled } from '../memory.js'
import { phone } from '../phone.js'
import { INSPECTOR, TODAY, idOf, knowing } from '../premises.js'
import { refusal, unknown } from '../server.js'

const AT = '2026-11-20T22:00:00.000Z-0000-00000000000000ff'
const asked = ({ server }) => server.calls.filter(({ path }) => path.startsWith('/api/supervision'))
const known = ({ db }) => db.all('SELECT premises FROM supervision ORDER BY premises').map(({ premises }) => premises)

function inspector(count = 0) {
  const found = phone({ db: enrolled(INSPECTOR) })
  for (let number = 0; number < count; number++) {
    found.server.write('premises', idOf(number), AT, { name: `Objekt ${number}`, visits_per_year: 1 })
    found.server.supervision.push(knowing(idOf(number), { due_on: `2026-11-0${number + 1}` }))
  }
  return found
}

test('what is known of premises comes after them, page by page, and only what is new comes again', async () => {
  const found = inspector(5)
  found.server.page = 2
  assert.equal((await found.engine.run('manual')).error, null)
  assert.equal(asked(found).length, 3)
  assert.deepEqual(premises.find(found.db, { order: 'due', limit: 2, today: TODAY }).map(({ name, due }) => [name, due]), [['Objekt 0', 'overdue'], ['Objekt 1', 'overdue']])
  found.server.supervision.push(knowing(idOf(0), { due_on: '2027-11-01' }))
  await found.engine.run('manual')
  assert.equal(asked(found).length, 4)
  assert.deepEqual([supervision.of(found.db, idOf(0)).due_on, known(found).length], ['2027-11-01', 5])
})

test('a start over forgets what is not given again', async () => {
  const found = inspector(3)
  await found.engine.run('manual')
  found.server.epoch = 'epoch-2'
  found.server.supervision.splice(1, 1)
  await found.engine.run('manual')
  assert.deepEqual(known(found), [idOf(0), idOf(2)])
  assert.deepEqual(premises.find(found.db, { order: 'due', limit: 3, today: TODAY }).map(({ name, due }) => [name, due]), [['Objekt 0', 'overdue'], ['Objekt 2', 'overdue'], ['Objekt 1', 'never']])
})

test('a walker does not ask', async () => {
  const found = phone()
  await found.engine.run('manual')
  assert.equal(asked(found).length, 0)
})

test('a server that is older, or that does not give it, is no error, and what comes after it comes', async () => {
  const captive = new SyncError('offline', 'captive', { status: 404 })
  for (const error of [refusal(404, 'not-found'), refusal(403, 'not-allowed'), captive]) {
    const found = inspector(1)
    found.server.before = ({ path }) => {
      if (path.startsWith('/api/supervision')) throw error
    }
    const outcome = await found.engine.run('manual')
    assert.deepEqual([outcome.error, known(found), found.server.calls.at(-1).path], [null, [], '/api/catalog'])
  }
})

test('other failures end the run, and a phone that is shut out knows it', async () => {
  const found = inspector(1)
  const fail = (error) => (found.server.before = ({ path }) => {
    if (path.startsWith('/api/supervision')) throw error
  })
  fail(unknown())
  assert.equal((await found.engine.run('manual')).error.kind, 'unknown')
  fail(refusal(403, 'device-revoked'))
  assert.equal((await found.engine.run('manual')).error.title, 'device-revoked')
  assert.equal(found.db.one('SELECT access FROM identities').access, 'revoked')
})

test('a cursor that the server cannot read is thrown away', async () => {
  const found = inspector(1)
  found.db.write(() => meta.set(found.db, 'supervisionCursor', 'skräp'))
  found.server.before = ({ path }) => {
    if (path.includes('skr')) throw refusal(400, 'cursor-unreadable')
  }
  await found.engine.run('manual')
  assert.deepEqual(known(found), [idOf(0)])
})

test('a page that is cut goes on where it was', async () => {
  const found = inspector(3)
  found.server.page = 1
  let calls = 0
  found.server.before = ({ path }) => {
    if (path.startsWith('/api/supervision') && ++calls === 2) throw unknown()
  }
  await found.engine.run('manual')
  assert.deepEqual(known(found), [idOf(0)])
  await found.engine.run('manual')
  assert.deepEqual(known(found), [idOf(0), idOf(1), idOf(2)])
})
