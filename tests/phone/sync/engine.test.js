import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import * as items from '../../../static/src/storage/items.js'
import * as meta from '../../../static/src/storage/meta.js'
import { database } from '../memory.js'
import { PHOTO, addPhoto, phone, submitted } from '../phone.js'
import { offline, refusal, unknown } from '../server.js'

const idle = async ({ engine }) => {
  while (engine.sending) await engine.run('timer')
}

test('a run sends text, fetches what is new, and then sends photos', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  found.server.write('area', 'a', '2026-11-20T19:00:00.000Z-0000-00000000000000ff', {})
  const outcome = await found.engine.run('manual')
  assert.deepEqual(outcome, { sent: 1, known: 0, received: 2, quarantined: 0, photosSent: 1, photosLeft: 0, error: null, nextTry: null })
  const [first, second, third] = found.server.calls
  assert.deepEqual([first.path, second.path.split('?')[0], third.path], ['/api/changes', '/api/records', '/api/catalog'])
  assert.equal(meta.get(found.db, 'lastSent'), '2026-11-20T20:00:01.000Z')
})

test('the desk is told when the last photo has gone', async () => {
  const found = phone()
  addPhoto(found, submitted(found))
  await found.engine.run('manual')
  const last = found.server.calls.at(-1)
  assert.deepEqual([last.path, last.body.changes, last.body.holding], ['/api/changes', [], { changes: 0, photos: 0, oldest: null }])
})

test('text that is written while photos are sent goes before the next photo', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  addPhoto(found, id, 'cd'.repeat(32))
  found.uploader.fail = () => {
    found.uploader.fail = () => null
    submitted(found, { note: 'mitt i' })
  }
  const outcome = await found.engine.run('manual')
  assert.deepEqual([outcome.sent, outcome.photosSent], [2, 2])
})

test('one run at a time: who asks meanwhile joins it', async () => {
  const found = phone()
  submitted(found)
  const [one, other] = await Promise.all([found.engine.run('manual'), found.engine.run('online')])
  assert.equal(one, other)
  assert.equal(found.server.pushes().length, 1)
})

test('what is submitted while a run goes on is sent soon after it', async () => {
  const found = phone()
  submitted(found)
  found.server.after = (call, answer) => {
    if (call.path === '/api/catalog') {
      submitted(found)
      found.engine.wake('submit')
    }
    return answer
  }
  await found.engine.run('timer')
  assert.equal(found.server.log.length, 1)
  assert.ok(found.timer.next <= 3000)
  found.timer.fire()
  await idle(found)
  assert.equal(found.server.log.length, 2)
})

test('failures are tried again after 5 s, 10 s, … and at most a minute, with jitter', async () => {
  const found = phone()
  submitted(found)
  found.server.before = () => {
    throw offline()
  }
  const waits = []
  for (let failure = 0; failure < 9; failure++) {
    const outcome = await found.engine.run('timer')
    waits.push(found.timer.next)
    assert.equal(outcome.error.kind, 'offline')
    assert.equal(Date.parse(outcome.nextTry), found.device.now() + Math.floor(found.timer.next))
  }
  waits.forEach((wait, index) => {
    const longest = Math.min(60_000, 5_000 * 2 ** index)
    assert.ok(wait >= longest / 2 && wait <= longest, `${index}: ${wait}`)
  })
})

test('the network coming back is reason to try at once, and the next failure is the first again', async () => {
  const found = phone()
  submitted(found)
  found.server.before = () => {
    throw offline()
  }
  for (let failure = 0; failure < 6; failure++) await found.engine.run('timer')
  found.engine.wake('online')
  await idle(found)
  assert.ok(found.timer.next <= 5_000)
})

test('looking at the app again and again does not ask the server again and again', async () => {
  const found = phone()
  await found.engine.run('manual')
  const before = found.server.calls.length
  found.engine.wake('focus')
  found.engine.wake('visible')
  await idle(found)
  assert.equal(found.server.calls.length, before)
  found.device.pass(6_000)
  found.engine.wake('focus')
  await idle(found)
  assert.ok(found.server.calls.length > before)
})

test('edits are sent when they have ceased', async () => {
  const found = phone()
  await found.engine.run('manual')
  found.edits.create('shift', { area: 'A1' })
  found.engine.wake('edit')
  found.engine.wake('edit')
  assert.equal(found.timer.waiting.size, 1)
  assert.ok(found.timer.next <= 5_000)
  found.timer.fire()
  await idle(found)
  assert.equal(found.server.log.length, 1)
})

test('while the server is out of reach an edit does not hurry the next try', async () => {
  const found = phone()
  found.server.before = () => {
    throw unknown()
  }
  for (let failure = 0; failure < 5; failure++) await found.engine.run('timer')
  const { next } = found.timer
  submitted(found)
  found.engine.wake('edit')
  assert.equal(found.timer.next, next)
})

test('when all is sent the server is asked again after a while', async () => {
  const found = phone()
  const outcome = await found.engine.run('manual')
  assert.deepEqual([outcome.nextTry, found.timer.next], [null, 300_000])
})

test('a phone that is shut out stops, keeps everything, and says why', async () => {
  const found = phone()
  const id = submitted(found)
  found.server.before = () => {
    throw refusal(403, 'device-revoked')
  }
  const outcome = await found.engine.run('timer')
  assert.deepEqual([outcome.error.kind, outcome.error.title, found.timer.waiting.size], ['refused', 'device-revoked', 0])
  assert.equal(meta.get(found.db, 'lastError').title, 'device-revoked')
  found.engine.wake('online')
  await idle(found)
  assert.equal(found.server.calls.length, 1)
  assert.equal(found.item(id).waiting.for, 'sign_in')
})

test('a person who asks knocks again, and is let in if the server has changed its mind', async () => {
  const found = phone()
  const id = submitted(found)
  found.db.write(() => identities.setAccess(found.db, identities.current(found.db).device, 'revoked'))
  assert.equal((await found.engine.run('timer')).error.kind, 'refused')
  const outcome = await found.engine.run('manual')
  assert.deepEqual([outcome.error, found.item(id).group], [null, 'received'])
})

test('a person who asks while a run goes on has what was refused judged again after it', async () => {
  const found = phone()
  addPhoto(found, submitted(found))
  found.uploader.fail = () => refusal(415, 'photo-not-an-image')
  await found.engine.run('timer')
  found.uploader.fail = () => null
  const [one, other] = await Promise.all([found.engine.run('timer'), found.engine.run('manual')])
  assert.deepEqual([one.photosSent, other.photosSent], [0, 1])
})

test('a person who asks while a run goes on that finds no server gets its answer', async () => {
  const found = phone()
  submitted(found)
  found.server.before = () => {
    throw offline()
  }
  const [one, other] = await Promise.all([found.engine.run('timer'), found.engine.run('manual')])
  assert.equal(one, other)
})

test('a person who asks has what was refused judged again', async () => {
  const found = phone()
  const id = submitted(found)
  addPhoto(found, id)
  found.server.judge = () => ({ title: 'Inte din', detail: 'Inte din.' })
  found.uploader.fail = () => refusal(422, 'photo-truncated')
  await found.engine.run('timer')
  assert.equal(found.item(id).group, 'needs_you')
  found.server.judge = () => null
  found.uploader.fail = () => null
  await found.engine.run('timer')
  assert.equal(found.item(id).group, 'needs_you')
  await found.engine.run('manual')
  assert.deepEqual([found.item(id).group, found.item(id).cause], ['received', null])
})

test('a phone that is not enrolled asks nobody', async () => {
  const found = phone({ db: database() })
  found.engine.wake('start')
  assert.equal(found.engine.sending, false)
  assert.equal((await found.engine.run('manual')).error.kind, 'refused')
  assert.deepEqual(found.server.calls, [])
})

test('a fault in the app ends the run in words, and is tried again', async () => {
  const found = phone()
  found.server.before = () => {
    throw new TypeError('bugg')
  }
  const { error } = console
  console.error = () => {}
  const outcome = await found.engine.run('timer')
  console.error = error
  assert.equal(outcome.error.title, 'Något gick fel i appen')
  assert.equal(found.timer.waiting.size, 1)
})

test('every request twice and the whole history in reverse ends in the same state', async () => {
  const found = phone()
  const ids = [submitted(found), submitted(found), submitted(found)]
  await found.engine.run('manual')
  for (const id of ids) {
    found.device.pass(1000)
    found.edits.edit(id, { note: `mer om ${id}` })
  }
  await found.engine.run('manual')
  const before = [...found.server.records.values()].map(({ id, parts }) => [id, parts])
  const [shown, log] = [items.all(found.db), found.server.log.length]
  for (const changes of [...found.server.pushes(), ...found.server.pushes().reverse()]) {
    await found.server.call('POST', '/api/changes', { body: { changes: changes.toReversed() } })
  }
  found.db.write(() => meta.set(found.db, 'cursor', null))
  await found.engine.run('manual')
  assert.deepEqual(new Map([...found.server.records.values()].map(({ id, parts }) => [id, parts])), new Map(before))
  assert.deepEqual([items.all(found.db), found.server.log.length], [shown, log])
})

test('two hundred reports and three hundred photos, one poisoned: the others arrive', async () => {
  const found = phone()
  const ids = Array.from({ length: 200 }, () => submitted(found))
  ids.forEach((id, index) => {
    for (const half of index % 2 ? ['a'] : ['a', 'b']) addPhoto(found, id, (half + index.toString(16).padStart(7, '0')).repeat(8), 100)
  })
  found.server.judge = ({ record }) => (record === ids[77] ? { title: 'Gift', detail: 'Gift.' } : null)
  const outcome = await found.engine.run('manual')
  assert.deepEqual([outcome.sent, outcome.quarantined, outcome.photosLeft, found.server.photos.size], [199, 1, 0, 300])
  assert.equal(ids.filter((id) => found.item(id).group === 'received').length, 199)
  assert.equal(PHOTO.length, 64)
})
