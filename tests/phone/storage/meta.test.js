import assert from 'node:assert/strict'
import test from 'node:test'
import * as meta from '../../../static/src/storage/meta.js'
import { database } from '../memory.js'

test('a value comes back as it was set last', () => {
  const db = database()
  assert.equal(meta.get(db, 'cursor'), null)
  for (const value of ['a.b.1', 0, false, null, { code: 'K7QM42XP' }]) {
    db.write(() => meta.set(db, 'cursor', value))
    assert.deepEqual(meta.get(db, 'cursor'), value)
  }
})
