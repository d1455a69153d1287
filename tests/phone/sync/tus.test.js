import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before, beforeEach } from 'node:test'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import '../../../fieldapp/bench/xhr.mjs'
import { TusUploader } from '../../../static/src/sync/tus.js'

const PHOTO = { sha256: 'ab'.repeat(32), type: 'image/jpeg', url: null, sent: 0 }
const SMALL = new Uint8Array(200_000).map((_, index) => index % 251)
const LARGE = new Uint8Array(900_000).map((_, index) => index % 241)

let folder, server, endpoint, calls, meddle

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photos-'))
  const tus = new Server({ path: '/api/photos', datastore: new FileStore({ directory: folder }), relativeLocation: true })
  server = createServer((request, response) => {
    calls.push({ method: request.method, headers: request.headers })
    meddle(request, response) || tus.handle(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  endpoint = `http://127.0.0.1:${server.address().port}/api/photos`
})

after(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

beforeEach(() => {
  calls = []
  meddle = () => false
})

/** What the server has of the upload that was given this URL. */
const stored = (url) => readFile(join(folder, url.split('/').at(-1)))

async function send(bytes, { url = null, sent = 0, silence = 5000 } = {}) {
  const found = { url, progress: [], error: null }
  const way = { token: 'hemlig', onUrl: (given) => (found.url = given), onProgress: (done) => found.progress.push(done) }
  await new TusUploader(endpoint, { silence }).send({ ...PHOTO, bytes, url, sent }, way).catch((error) => (found.error = error))
  return found
}

test('a small photo arrives in one round trip, with its digest and type and the token', async () => {
  const { url, error } = await send(SMALL)
  assert.equal(error, null)
  assert.deepEqual(calls.map(({ method }) => method), ['POST'])
  assert.equal(calls[0].headers.authorization, 'Bearer hemlig')
  const metadata = Object.fromEntries(calls[0].headers['upload-metadata'].split(',').map((pair) => pair.split(' ')))
  assert.equal(atob(metadata.sha256), PHOTO.sha256)
  assert.equal(atob(metadata.filetype), 'image/jpeg')
  assert.deepEqual(new Uint8Array(await stored(url)), SMALL)
})

test('a large photo is created first, so that a cut costs little, and its progress is told', async () => {
  const { url, progress } = await send(LARGE)
  assert.deepEqual(calls.map(({ method }) => method), ['POST', 'PATCH'])
  assert.equal(progress.at(-1), LARGE.length)
  assert.deepEqual(new Uint8Array(await stored(url)), LARGE)
})

test('a photo that was cut is offline, and it is known where to go on', async () => {
  meddle = (request) => request.method === 'PATCH' && request.on('data', () => request.destroy())
  const { error, url } = await send(LARGE)
  assert.equal(error.kind, 'offline')
  assert.match(url, /\/api\/photos\/\w+$/)
})

test('a photo goes on from what the server has', async () => {
  const tus = { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' }
  const begun = await fetch(endpoint, { method: 'POST', headers: { ...tus, 'Upload-Length': LARGE.length }, body: LARGE.subarray(0, 333_333) })
  const url = new URL(begun.headers.get('Location'), endpoint).href
  calls = []
  const { error } = await send(LARGE, { url })
  assert.equal(error, null)
  assert.deepEqual(calls.map(({ method, headers }) => [method, headers['upload-offset']]), [['HEAD', undefined], ['PATCH', '333333']])
  assert.deepEqual(new Uint8Array(await stored(url)), LARGE)
})

test('a small photo whose first try was cut is created first the next time', async () => {
  await send(SMALL, { sent: 5000 })
  assert.deepEqual(calls.map(({ method }) => method), ['POST', 'PATCH'])
})

test('an upload that the server has forgotten begins anew', async () => {
  const { url, error } = await send(SMALL, { url: `${endpoint}/forgotten` })
  assert.equal(error, null)
  assert.deepEqual(new Uint8Array(await stored(url)), SMALL)
})

test('a photo that the server holds already is not sent again', async () => {
  meddle = (request, response) => request.method === 'POST' && request.resume().on('end', () => response.writeHead(201, { Location: '/api/photos/held', 'Upload-Offset': LARGE.length }).end())
  const { url, error } = await send(LARGE)
  assert.deepEqual([error, calls.length, new URL(url).pathname], [null, 1, '/api/photos/held'])
})

test('a photo of which the server takes a part at a time goes on until it is whole', async () => {
  let held = 0
  meddle = (request, response) => {
    if (request.method !== 'PATCH') return false
    const asked = Number(request.headers['upload-offset'])
    held = Math.min(LARGE.length, asked + 400_000)
    return request.resume().on('end', () => response.writeHead(204, { 'Upload-Offset': held }).end())
  }
  assert.equal((await send(LARGE)).error, null)
  assert.deepEqual(calls.map(({ headers }) => headers['upload-offset']), [undefined, '0', '400000', '800000'])
})

test('an answer that does not move on, or tells no offset, ends the try', async () => {
  for (const answer of [{ 'Upload-Offset': 0 }, {}, { 'Upload-Offset': 'x' }]) {
    meddle = (request, response) => request.method === 'PATCH' && request.resume().on('end', () => response.writeHead(204, answer).end())
    assert.equal((await send(LARGE)).error.kind, 'offline')
  }
})

test('a page of a hotel is no answer', async () => {
  meddle = (request, response) => request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Välkommen</h1>'))
  for (const url of [null, `${endpoint}/x`]) assert.deepEqual((await send(SMALL, { url })).error.name, 'captive')
})

test('a fault of the server while it is asked how far it has come leaves the upload as it is', async () => {
  meddle = (request, response) => request.method === 'HEAD' && response.writeHead(503).end()
  const { error, url } = await send(SMALL, { url: `${endpoint}/begun` })
  assert.deepEqual([error.kind, url, calls.length], ['unknown', `${endpoint}/begun`, 1])
})

test('one who is shut out learns it from the creation', async () => {
  const problem = JSON.stringify({ type: '/problems/device-revoked', title: 'Spärrad', detail: 'Spärrad.' })
  meddle = (request, response) => request.resume().on('end', () => response.writeHead(403, { 'Content-Type': 'application/problem+json' }).end(request.method === 'HEAD' ? '' : problem))
  const { error } = await send(SMALL, { url: `${endpoint}/begun` })
  assert.deepEqual([error.name, error.status], ['device-revoked', 403])
})

test('a refusal comes with the server\'s words', async () => {
  meddle = (request, response) => {
    request.resume()
    const problem = { type: '/problems/photo-truncated', title: 'Bilden är avhuggen', detail: 'Slutet saknas.' }
    return request.on('end', () => response.writeHead(422, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem)))
  }
  const { error } = await send(SMALL)
  assert.deepEqual([error.kind, error.name, error.detail, error.status], ['refused', 'photo-truncated', 'Slutet saknas.', 422])
})

test('a fault of the server leaves the outcome unknown', async () => {
  meddle = (request, response) => request.resume().on('end', () => response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502</h1>'))
  assert.equal((await send(SMALL)).error.kind, 'unknown')
})

test('a server that is not there is offline', async () => {
  const uploader = new TusUploader('http://127.0.0.1:9/api/photos')
  await assert.rejects(uploader.send({ ...PHOTO, bytes: SMALL }, { token: 't', onUrl() {}, onProgress() {} }), { kind: 'offline' })
})

test('a server that falls silent is given up', async () => {
  meddle = (request) => request.resume()
  assert.equal((await send(SMALL, { silence: 100 })).error.kind, 'unknown')
})
