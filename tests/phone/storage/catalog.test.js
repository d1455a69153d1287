import assert from 'node:assert/strict'
import test from 'node:test'
import * as catalog from '../../../static/src/storage/catalog.js'
import { database } from '../memory.js'

test('the newest catalog takes the place of the one before', () => {
  const db = database()
  assert.deepEqual([catalog.get(db), catalog.version(db)], [null, null])
  for (const version of ['aaa', 'bbb']) db.write(() => catalog.put(db, { version, areas: [{ id: 'A1', name: 'Ådalen' }] }))
  assert.deepEqual([catalog.get(db), catalog.version(db)], [{ version: 'bbb', areas: [{ id: 'A1', name: 'Ådalen' }] }, 'bbb'])
})
