import assert from 'node:assert/strict'
import test from 'node:test'
import { emptyDatabase } from '../memory.js'

/** Room for a hundred more pages. */
class FakeReserve {
  isSpent = false

  release() {
    if (this.isSpent) return false
    this.db.script('PRAGMA max_page_count = 100')
    return (this.isSpent = true)
  }
}

function table() {
  const db = emptyDatabase()
  db.script('CREATE TABLE words (word TEXT PRIMARY KEY)')
  return db
}

const words = (db) => db.all('SELECT word FROM words ORDER BY word').map(({ word }) => word)
const add = (db, word) => db.run('INSERT INTO words VALUES (?)', word)

test('what write() does is committed together', () => {
  const db = table()
  const answer = db.write(() => {
    add(db, 'ett')
    add(db, 'två')
    return 'klart'
  })
  assert.deepEqual([answer, words(db)], ['klart', ['ett', 'två']])
})

test('a write that fails leaves nothing, and the next one works', () => {
  const db = table()
  assert.throws(() => db.write(() => (add(db, 'ett'), add(db, 'ett'))), /UNIQUE/)
  db.write(() => add(db, 'två'))
  assert.deepEqual(words(db), ['två'])
})

test('no room is a problem in words, and what was there stays', () => {
  const db = table()
  db.write(() => add(db, 'ett'))
  db.script('PRAGMA max_page_count = 3')
  assert.throws(() => db.write(() => add(db, 'x'.repeat(100_000))), { name: 'storage-full', title: 'Det gick inte att spara på telefonen' })
  assert.deepEqual(words(db), ['ett'])
  db.script('PRAGMA max_page_count = 1000')
  db.write(() => add(db, 'två'))
  assert.deepEqual(words(db), ['ett', 'två'])
})

test('one() is null where there is nothing', () => {
  assert.equal(table().one('SELECT word FROM words'), null)
})

test('texts, numbers, nulls and bytes come back as they were', () => {
  const db = emptyDatabase()
  const bytes = new Uint8Array([0, 255, 7])
  assert.deepEqual({ ...db.one('SELECT ? AS a, ? AS b, ? AS c, ? AS d', 'åäö 🙂', 1.5, null, bytes) }, { a: 'åäö 🙂', b: 1.5, c: null, d: bytes })
})

test('when the phone is full, text has the room that was kept for it', () => {
  const reserve = new FakeReserve()
  const db = (reserve.db = emptyDatabase(reserve))
  db.script('CREATE TABLE words (word TEXT PRIMARY KEY); PRAGMA max_page_count = 3')
  assert.throws(() => db.write(() => add(db, 'x'.repeat(100_000)), { leaveReserve: true }), { name: 'storage-full' })
  assert.equal(db.isOutOfRoom, false)
  db.write(() => add(db, 'y'.repeat(100_000)))
  assert.deepEqual([words(db).length, db.isOutOfRoom], [1, true])
  assert.throws(() => db.write(() => add(db, 'z'.repeat(900_000))), { name: 'storage-full' })
  assert.equal(words(db).length, 1)
})
