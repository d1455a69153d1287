// A slow line in front of a server, for everything that a browser asks, its workers included.
//   node slow-line.mjs PORT SERVER_PORT BYTES_PER_SECOND ROUND_TRIP_MS
// All connections share the bytes per second towards the browser; every piece is half a round trip under way,
// and a new connection costs one.

import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const [port, serverPort, bytesPerSecond, roundTrip] = process.argv.slice(2).map(Number)
const PIECE = 1400
let free = 0

createServer((browser) => {
  const server = connect(serverPort, '127.0.0.1')
  const open = pause(roundTrip)
  void carry(browser, server, open, 0)
  void carry(server, browser, open, bytesPerSecond)
  for (const side of [browser, server]) side.on('error', () => {})
}).listen(port, '127.0.0.1')

async function carry(from, to, open, speed) {
  let last = open
  for await (const chunk of from.on('close', () => last.then(() => to.end()))) {
    await open
    for (let start = 0; start < chunk.length; start += PIECE) {
      const piece = chunk.subarray(start, start + PIECE)
      if (speed) await turn((piece.length / speed) * 1000)
      last = pause(roundTrip / 2).then(() => void to.write(piece))
    }
  }
}

/** Waits until the line has carried what came before, and this. */
async function turn(ms) {
  const now = performance.now()
  free = Math.max(free, now) + ms
  await pause(free - now)
}
