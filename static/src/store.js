// The store worker: everything on the phone that is not a screen, put together. The page reaches it through storage/rpc.js.
import { version } from '../../package.json'
import { openDatabase } from './storage/opfs.js'
import { shrink } from './storage/pictures.js'
import { Room } from './storage/room.js'
import { serve } from './storage/rpc.js'
import { Phone } from './sync/phone.js'
import { HttpTransport } from './sync/protocol.js'
import { TusUploader } from './sync/tus.js'

const device = {
  now: () => Date.now(),
  steady: () => performance.now(),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  random: (/** @type {number} */ bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
}

const timer = {
  set: (/** @type {() => void} */ work, /** @type {number} */ ms) => setTimeout(work, ms),
  clear: (/** @type {number} */ id) => clearTimeout(id),
}

const phone = new Phone({
  openDatabase: () => openDatabase(__ASSETS__['sqlite3.wasm']),
  transport: new HttpTransport(),
  uploader: new TusUploader('/api/photos'),
  room: new Room(navigator.storage),
  app: version,
  device,
  timer,
  shrink,
})
phone.tell = serve(self, phone)
