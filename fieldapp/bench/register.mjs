// Goal 10, in a worker: the phone's own store, as static/src/store.js puts it together, on a server that is reached through this site.

import { openDatabase } from '../../static/src/storage/opfs.js'
import { Room } from '../../static/src/storage/room.js'
import { serve } from '../../static/src/storage/rpc.js'
import { Phone } from '../../static/src/sync/phone.js'
import { HttpTransport } from '../../static/src/sync/protocol.js'

const phone = new Phone({
  openDatabase: () => openDatabase('/sqlite3.wasm'),
  transport: new HttpTransport(),
  room: new Room(navigator.storage),
  app: 'bench',
  device: {
    now: () => Date.now(),
    steady: () => performance.now(),
    zone: () => 'Europe/Stockholm',
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  },
  timer: { set: (work, ms) => setTimeout(work, ms), clear: (id) => clearTimeout(id) },
})
phone.tell = serve(self, phone)
