import assert from 'node:assert/strict'
import test from 'node:test'
import * as meta from '../../../static/src/storage/meta.js'
import { note } from '../../../static/src/sync/contact.js'
import { START, database } from '../memory.js'

const told = (db, answer, span = {}) => db.write(() => note(db, answer, { started: START, ended: START + 200, ...span }))
const at = (ms) => new Date(START + ms).toISOString()

test('the clock is what the server had in the middle of the call', () => {
  const db = database()
  told(db, { epoch: 'a', server_time: at(5100) })
  assert.deepEqual([meta.get(db, 'offset'), meta.get(db, 'lastContact')], [5000, at(200)])
})

test('a slow answer, one without a time, and one during which the clock was moved tell nothing of the clock', () => {
  const db = database()
  told(db, { epoch: 'a', server_time: at(0) }, { ended: START + 60_000 })
  told(db, { epoch: 'a' })
  told(db, { epoch: 'a', server_time: 'i går' })
  told(db, { epoch: 'a', server_time: at(0) }, { ended: START - 3_600_000 })
  assert.equal(meta.get(db, 'offset'), null)
})

test('the first epoch is not a new one; the next is, and is pulled from the start', () => {
  const db = database()
  assert.equal(told(db, { epoch: 'a' }), false)
  db.write(() => meta.setAll(db, { cursor: 'a.1', supervisionCursor: 'a.2' }))
  assert.equal(told(db, { epoch: 'a' }), false)
  assert.equal(meta.get(db, 'cursor'), 'a.1')
  assert.equal(told(db, { epoch: 'b' }), true)
  assert.deepEqual([meta.get(db, 'epoch'), meta.get(db, 'cursor'), meta.get(db, 'supervisionCursor')], ['b', null, null])
})

test('the key that rescue files are sealed to is kept, whatever answers come after it', () => {
  const db = database()
  told(db, { epoch: 'a', rescue_key: '04ab' })
  told(db, { epoch: 'a' })
  assert.equal(meta.get(db, 'rescueKey'), '04ab')
})
