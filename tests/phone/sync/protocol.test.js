import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import test, { after, before } from 'node:test'
import { gzipSync } from 'node:zlib'
import { HttpTransport } from '../../../static/src/sync/protocol.js'

const OURS = { protocol: 1, epoch: 'e', server_time: '2026-11-20T20:00:00.000Z' }
const PAGE = '<!doctype html><title>Välkommen till hotellet</title>'

let server, base, answer, seen

before(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => (body += piece))
    request.on('end', () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body }
      answer(response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${server.address().port}`
})

after(() => {
  server.closeAllConnections()
  server.close()
})

const says = (status, type, body, headers = {}) => (answer = (response) => response.writeHead(status, { 'Content-Type': type, ...headers }).end(body))
const call = (options, { timeout = 5000 } = {}) => new HttpTransport({ timeout }).call('POST', `${base}/api/changes`, options)

test('an answer of the protocol is an answer', async () => {
  says(200, 'application/json', JSON.stringify(OURS))
  assert.deepEqual(await call({ token: 'hemlig', body: { changes: [] } }), { status: 200, body: OURS })
  assert.deepEqual([seen.headers.authorization, seen.headers['content-type'], seen.body], ['Bearer hemlig', 'application/json', '{"changes":[]}'])
})

test('nothing new is an answer too', async () => {
  says(304, 'application/json', '')
  assert.deepEqual(await call({ version: 'cafe' }), { status: 304, body: null })
  assert.equal(seen.headers['if-none-match'], '"cafe"')
})

for (const [what, status, type, body, headers] of [
  ['a page that says 200', 200, 'text/html', PAGE],
  ['JSON of somebody else', 200, 'application/json', '{"ok": true}'],
  ['a list', 200, 'application/json', '[]'],
  ['a redirect to a login', 302, 'text/html', PAGE, { Location: '/login' }],
  ['a page that says 404', 404, 'text/html', PAGE],
  ['a network that wants a login', 511, 'text/html', PAGE],
]) {
  test(`${what} is no answer: the phone is offline`, async () => {
    says(status, type, body, headers)
    await assert.rejects(call(), { kind: 'offline' })
  })
}

for (const [status, type, body] of [
  [200, 'application/json', '{"protocol": 1, "epo'],
  [502, 'text/html', '<h1>502 Bad Gateway</h1>'],
  [503, 'application/problem+json', '{"type": "/problems/busy", "title": "Upptagen", "detail": "Vänta."}'],
  [507, 'application/problem+json', '{"type": "/problems/disk-full", "title": "Fullt", "detail": "Vänta."}'],
  [429, 'application/problem+json', '{"type": "/problems/too-many-attempts", "title": "Vänta", "detail": "Vänta."}'],
]) {
  test(`${status} as ${type} leaves the outcome unknown`, async () => {
    says(status, type, body)
    await assert.rejects(call(), { kind: 'unknown', status })
  })
}

test('a problem of the protocol is a refusal, with its words and its field', async () => {
  says(422, 'application/problem+json', JSON.stringify({ type: '/problems/wrong-shape', title: 'Fel form', detail: 'Så är det.', field: 'note' }))
  await assert.rejects(call(), { kind: 'refused', name: 'wrong-shape', title: 'Fel form', detail: 'Så är det.', field: 'note', status: 422 })
})

test('a proxy that finds the batch too large refuses it', async () => {
  says(413, 'text/html', '<h1>413 Request Entity Too Large</h1>')
  await assert.rejects(call(), { kind: 'refused', status: 413 })
})

test('an answer that is cut off is none', async () => {
  const packed = gzipSync(JSON.stringify({ ...OURS, padding: 'x'.repeat(10_000) }))
  answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': packed.length })
    response.write(packed.subarray(0, packed.length / 2), () => response.destroy())
  }
  await assert.rejects(call(), { name: 'offline' })
})

test('a server that says nothing leaves the outcome unknown', async () => {
  answer = () => {}
  await assert.rejects(call({}, { timeout: 50 }), { kind: 'unknown' })
})

test('a server that is not there is offline', async () => {
  await assert.rejects(new HttpTransport().call('GET', 'http://127.0.0.1:9/api/records'), { kind: 'offline' })
})

const fetchFile = () => new HttpTransport().file(`${base}/api/visits/7/protocol.pdf`, 'application/pdf', 'hemlig')

test('a document is given as it is', async () => {
  says(200, 'application/pdf', '%PDF-1.7')
  assert.equal(await (await fetchFile()).text(), '%PDF-1.7')
  assert.deepEqual([seen.method, seen.headers.authorization], ['GET', 'Bearer hemlig'])
})

test('a document that the server refuses tells why', async () => {
  says(404, 'application/problem+json', JSON.stringify({ type: 'https://x/record-unknown', title: 'Rapporten finns inte', detail: 'Den är borttagen.' }))
  await assert.rejects(fetchFile(), { name: 'record-unknown', kind: 'refused', title: 'Rapporten finns inte' })
})

test("a page of a hotel's network is no document", async () => {
  says(200, 'text/html', PAGE)
  await assert.rejects(fetchFile(), { name: 'captive', kind: 'offline' })
})
