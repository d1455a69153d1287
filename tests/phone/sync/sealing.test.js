import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { sealer } from '../../../static/src/sync/sealing.js'

const VECTORS = new URL('../../../sync/vectors/rescue/', import.meta.url)
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const base64url = (hex) => Buffer.from(hex, 'hex').toString('base64url')

async function pairOf({ secret, public: point }) {
  const open = { kty: 'EC', crv: 'P-256', x: base64url(point.slice(2, 66)), y: base64url(point.slice(66)) }
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', { ...open, d: base64url(secret) }, CURVE, true, ['deriveBits']),
    crypto.subtle.importKey('jwk', open, CURVE, true, []),
  ])
  return { privateKey, publicKey }
}

const bytes = async (blob) => Buffer.from(await blob.arrayBuffer())

for (const name of readdirSync(VECTORS)) {
  test(`${name}: the phone seals as the server opens`, async () => {
    const { server, own, parts, file } = JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'))
    const { head, seal } = await sealer(server.public, await pairOf(own))
    const written = [head]
    for (const part of parts) written.push(await seal(new Uint8Array(Buffer.from(part, 'hex'))))
    assert.equal((await bytes(new Blob(written))).toString('hex'), file)
  })
}

test('each file has a key of its own', async () => {
  const server = JSON.parse(readFileSync(new URL('nothing.json', VECTORS), 'utf8')).server.public
  const [one, other] = await Promise.all([sealer(server), sealer(server)])
  assert.notDeepEqual(await bytes(one.head), await bytes(other.head))
})
