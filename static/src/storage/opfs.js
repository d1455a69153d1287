// SQLite on the browser's own file system (OPFS), in this worker.
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { Problem } from '../domain/problems.js'
import { Database } from './database.js'
import { migrate } from './migrations.js'
import { Reserve } from './reserve.js'

/** The files of the pool: database, its log, and room for SQLite's own. */
const FILES = 6
const PATIENCE = 4_000
const PAUSE = 100

// Exclusive locking comes first: without it the write-ahead log needs shared memory, which OPFS lacks.
const SETTINGS = `
  PRAGMA locking_mode = exclusive;
  PRAGMA journal_mode = wal;
  PRAGMA synchronous = full;
  PRAGMA foreign_keys = on;
  PRAGMA temp_store = memory;
`

/**
 * Opens the phone's database and brings its tables up to date.
 * @param {string} wasm the URL of sqlite3.wasm
 * @returns {Promise<Database>} Problems: storage-missing, storage-busy, storage-newer, storage-full.
 */
export async function openDatabase(wasm) {
  const initialise = /** @type {(options: object) => ReturnType<typeof sqlite3InitModule>} */ (sqlite3InitModule)
  const sqlite3 = await initialise({ locateFile: () => wasm, print() {}, printErr() {} })
  const pool = await openPool(sqlite3)
  await pool.reserveMinimumCapacity(FILES)
  const connection = new pool.OpfsSAHPoolDb('/fieldapp.db')
  connection.exec(SETTINGS)
  const db = new Database(connection, new Reserve())
  migrate(db)
  return db
}

/**
 * A reloaded page may have to wait until the browser has closed the files of the one before it.
 * @param {import('@sqlite.org/sqlite-wasm').Sqlite3Static} sqlite3
 */
async function openPool(sqlite3) {
  // Without preserveOnInitFailure SQLite answers a failure to open the pool by deleting it.
  const options = {
    name: 'fieldapp',
    initialCapacity: FILES,
    preserveOnInitFailure: true,
    forceReinitIfPreviouslyFailed: true,
    verbosity: 0,
  }
  const deadline = Date.now() + PATIENCE
  for (;;) {
    try {
      return await sqlite3.installOpfsSAHPoolVfs(options)
    } catch (error) {
      const isBusy = error instanceof DOMException && error.name === 'NoModificationAllowedError'
      if (!isBusy) throw new Problem('storage-missing', { cause: error })
      if (Date.now() > deadline) throw new Problem('storage-busy', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}
