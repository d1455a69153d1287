// The load of photos: the phone's own uploader sends distinct JPEGs; what it took is printed as JSON.
//   node photos.mjs URL TOKEN JPEG BYTES COUNT AT_A_TIME     how fast
//   node photos.mjs URL TOKEN JPEG BYTES cut                 what is sent again after a cut

import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { TusUploader } from '../../static/src/sync/tus.js'
import { NodeXMLHttpRequest } from './xhr.mjs'

const ATTEMPTS = 5
const PAUSE = 300
const [url, token, jpeg, bytes, count, atATime] = process.argv.slice(2)
let requests = 0
NodeXMLHttpRequest.prototype.send = counted(NodeXMLHttpRequest.prototype.send)
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE))

console.log(JSON.stringify(await (count === 'cut' ? sendThroughACut() : sendAll())))

async function sendAll() {
  await send(Math.ceil(Number(count) / 10))
  const before = requests
  const seconds = await send(Number(count))
  return { seconds, requests: (requests - before) / Number(count) }
}

async function send(number) {
  const photos = Array.from({ length: number }, () => distinct(Number(bytes)))
  const uploader = new TusUploader(url)
  const start = performance.now()
  const oneByOne = async () => {
    for (let photo = photos.pop(); photo; photo = photos.pop()) await attempt(uploader, photo)
  }
  await Promise.all(Array.from({ length: Number(atATime) }, oneByOne))
  return (performance.now() - start) / 1000
}

/** The connection is reset when half of the photo has passed; then it is sent again as the phone does. */
async function sendThroughACut() {
  const photo = distinct(Number(bytes))
  const server = new URL(url)
  const proxy = cuttingProxy(server, photo.bytes.length / 2)
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const uploader = new TusUploader(`http://127.0.0.1:${proxy.address().port}${server.pathname}`)
  for (let attempts = 1; ; attempts++) {
    try {
      await attempt(uploader, photo)
      break
    } catch (error) {
      if (attempts === ATTEMPTS) throw error
      await pause()
    }
  }
  proxy.close()
  return { again: proxy.passed - photo.bytes.length }
}

/** Lets everything through but for one reset after so many bytes towards the server. */
function cuttingProxy(server, most) {
  const proxy = createServer((client) => {
    const there = connect(Number(server.port), server.hostname)
    client.on('data', (piece) => {
      there.write(piece)
      proxy.passed += piece.length
      if (proxy.wasCut || proxy.passed < most) return
      proxy.wasCut = true
      client.pause()
      there.end(() => pause().then(() => client.resetAndDestroy()))
    })
    there.on('data', (piece) => client.write(piece))
    there.on('close', () => client.destroy())
    client.on('close', () => there.destroy())
    for (const side of [client, there]) side.on('error', () => {})
  })
  return Object.assign(proxy, { passed: 0, wasCut: false })
}

/** @param {(...args: unknown[]) => unknown} work */
function counted(work) {
  return function (...args) {
    requests++
    return work.apply(this, args)
  }
}

/** Remembers in the photo what the phone remembers between two attempts. */
async function attempt(uploader, photo) {
  const onUrl = (/** @type {string} */ url) => (photo.url = url)
  const onProgress = (/** @type {number} */ sent) => (photo.sent = sent)
  await uploader.send({ ...photo }, { token, onUrl, onProgress })
}

/** The same picture, with a comment in random letters that fills it up to the size. */
function distinct(size) {
  const picture = readFileSync(jpeg)
  const comments = []
  for (let left = size - picture.length; left > 4; ) {
    const length = Math.min(left, 60_000)
    const letters = randomBytes(length).toString('base64').slice(0, length - 4)
    comments.push(Buffer.from([0xff, 0xfe, (length - 2) >> 8, (length - 2) & 0xff]), Buffer.from(letters))
    left -= length
  }
  const whole = Buffer.concat([picture.subarray(0, 2), ...comments, picture.subarray(2)])
  const sha256 = createHash('sha256').update(whole).digest('hex')
  return { bytes: whole, sha256, type: 'image/jpeg', url: null, sent: 0 }
}
