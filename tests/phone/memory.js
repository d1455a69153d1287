// A real SQLite in memory, slimmed as the app's is, and the fakes that stand for the phone and its surroundings.
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { fileURLToPath } from 'node:url'
import { slimModule } from '../../build.sqlite.mjs'
import { Database } from '../../static/src/storage/database.js'
import * as identities from '../../static/src/storage/identities.js'
import { migrate } from '../../static/src/storage/migrations.js'

const wasmBinary = await slimModule(fileURLToPath(import.meta.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm')))
export const sqlite3 = await sqlite3InitModule({ wasmBinary, print() {}, printErr() {} })

export const DEVICE = '019a9f00-0000-7000-8000-00000000000a'
export const PERSON = { id: '019a9e00-0000-7000-8000-00000000000b', label: 'Nattvandrare 3', role: 'walker', authority: 'forening' }
export const START = Date.parse('2026-11-20T20:00:00.000Z')

export function emptyDatabase(reserve = null) {
  const connection = new sqlite3.oo1.DB(':memory:')
  connection.exec('PRAGMA foreign_keys = on')
  return new Database(connection, reserve)
}

export function database(reserve = null) {
  const db = emptyDatabase(reserve)
  migrate(db)
  return db
}

export function enrolled(person = PERSON, device = DEVICE, reserve = null) {
  const db = database(reserve)
  db.write(() => identities.add(db, { device, token: 'token-of-' + device, person, access: 'ok' }, new Date(START).toISOString()))
  return db
}

/** A device whose clock stands still until it is told to go, and whose dice count. */
export class FakeDevice {
  time = START
  #thrown = 0

  now = () => this.time
  steady = () => this.time - START
  zone = () => 'Europe/Stockholm'
  random = (bytes) => {
    const dice = new Uint8Array(bytes)
    new DataView(dice.buffer).setUint8(0, 0)
    for (let rest = ++this.#thrown, index = bytes - 1; index >= 0; index--, rest = Math.floor(rest / 256)) dice[index] = rest % 256
    return dice
  }

  pass(ms) {
    this.time += ms
  }
}
