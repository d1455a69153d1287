// The peer for photos: @tus/server with its file store, as its own documentation sets it up.
//   node tus-peer.mjs PORT FOLDER

import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const [port, directory] = process.argv.slice(2)
new Server({ path: '/files', datastore: new FileStore({ directory }) }).listen({ host: '127.0.0.1', port: Number(port) })
