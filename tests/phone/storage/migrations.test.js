import assert from 'node:assert/strict'
import test from 'node:test'
import { MIGRATIONS, migrate } from '../../../static/src/storage/migrations.js'
import { emptyDatabase } from '../memory.js'

const schema = (db) => db.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').map((row) => ({ ...row }))
const version = (db) => db.one('PRAGMA user_version').user_version

test('steps are named and numbered in order', () => {
  assert.deepEqual(MIGRATIONS.map(({ name }) => Number(name.slice(0, 4))), MIGRATIONS.map((_, index) => index + 1))
})

test('a database that has had all steps is left alone', () => {
  const db = emptyDatabase()
  migrate(db)
  const before = schema(db)
  migrate(db)
  assert.deepEqual([schema(db), version(db)], [before, MIGRATIONS.length])
})

for (const count of MIGRATIONS.keys()) {
  test(`a database after ${count} steps becomes as a new one`, () => {
    const [old, fresh] = [emptyDatabase(), emptyDatabase()]
    migrate(old, MIGRATIONS.slice(0, count))
    migrate(old)
    migrate(fresh)
    assert.deepEqual(schema(old), schema(fresh))
  })
}

test('a step that is cut at any statement leaves the tables before it', () => {
  const statements = MIGRATIONS.flatMap(({ sql }) => sql.split(/;\s*\n/)).filter((sql) => sql.trim())
  for (const cut of statements.keys()) {
    const db = emptyDatabase()
    const sql = [...statements.slice(0, cut), 'SELECT no_such_function()', ...statements.slice(cut)].join(';\n')
    assert.throws(() => migrate(db, [{ name: '0001_cut', sql }]), /no_such_function/)
    assert.deepEqual([schema(db), version(db)], [[], 0])
    migrate(db)
    assert.equal(version(db), MIGRATIONS.length)
  }
})

test('a database of a newer app is not touched', () => {
  const db = emptyDatabase()
  migrate(db)
  db.script(`PRAGMA user_version = ${MIGRATIONS.length + 1}`)
  assert.throws(() => migrate(db), { name: 'storage-newer', title: 'Appen behöver uppdateras' })
})
