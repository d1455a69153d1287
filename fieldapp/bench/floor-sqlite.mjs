// The floor of the phone: bare SQLite-WASM with the same settings, one table and one index.

import sqlite3InitModule from '@sqlite.org/sqlite-wasm'

const WASM = '/sqlite3.wasm'
const SCHEMA = `
  PRAGMA locking_mode = exclusive;
  PRAGMA journal_mode = wal;
  PRAGMA synchronous = full;
  CREATE TABLE IF NOT EXISTS records (seq INTEGER PRIMARY KEY, id TEXT, body TEXT);
  CREATE INDEX IF NOT EXISTS records_by_id ON records (id);
`
const BODY = 'x'.repeat(1000)

export async function openFloor() {
  const sqlite3 = await sqlite3InitModule({ locateFile: () => WASM, print() {}, printErr() {} })
  const pool = await sqlite3.installOpfsSAHPoolVfs({ name: 'floor', directory: '/floor' })
  const db = new pool.OpfsSAHPoolDb('/floor.db')
  db.exec(SCHEMA)
  const insert = db.prepare('INSERT INTO records (id, body) VALUES (?, ?)')
  return { db, save: () => insert.bind([crypto.randomUUID(), BODY]).stepReset() }
}
