// A whole phone on fakes: a real SQLite in memory, and everything else as tests need it.
import { Edits } from '../../static/src/storage/edits.js'
import * as items from '../../static/src/storage/items.js'
import { Engine } from '../../static/src/sync/engine.js'
import { enrolled, FakeDevice } from './memory.js'
import { FakeServer, FakeTimer, FakeUploader } from './server.js'

export const PHOTO = 'ab'.repeat(32)

export function phone({ server = new FakeServer(), db = enrolled(), device = new FakeDevice() } = {}) {
  const uploader = new FakeUploader(server)
  const timer = new FakeTimer()
  const edits = new Edits(db, device)
  const ground = { db, device, uploader, transport: server, app: '0.1.0', onChange() {} }
  const engine = new Engine(ground, timer)
  return { server, db, device, uploader, timer, edits, ground, engine, item: (id) => items.view(db, id)?.item }
}

/** A report that waits to be sent. */
export function submitted({ edits, device }, fields = {}) {
  device.pass(1000)
  const id = edits.create('observation', { category: 'OB19', ...fields })
  edits.submit(id, {})
  return id
}

export function picture(sha256 = PHOTO, size = 1000) {
  return { sha256, type: 'image/jpeg', bytes: new Uint8Array(size).fill(7), thumbnail: new Uint8Array(10) }
}

export function addPhoto({ edits }, id, sha256 = PHOTO, size = 1000) {
  edits.addPhoto(id, picture(sha256, size), { size, type: 'image/jpeg', width: 4, height: 3, taken_at: null, position: null })
}
