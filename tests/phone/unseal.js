// The server's end of a sealed file, for tests of what a phone puts in it.
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const PURPOSE = Buffer.from('fieldapp rescue 1')

export async function key() {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  return { pair, public: Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('hex') }
}

/** The parts of the file. */
export async function open({ pair, public: point }, file) {
  const content = Buffer.from(await file.arrayBuffer())
  const end = content.indexOf(10)
  const ephemeral = Buffer.from(JSON.parse(content.subarray(0, end).toString()).ephemeral, 'hex')
  const other = await crypto.subtle.importKey('raw', ephemeral, CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, pair.privateKey, 256)
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = Buffer.concat([PURPOSE, ephemeral, Buffer.from(point, 'hex')])
  const way = { name: 'HKDF', hash: 'SHA-256', salt: Buffer.alloc(0), info }
  const cipher = await crypto.subtle.deriveKey(way, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  const parts = []
  for (let at = end + 1, number = 0; at < content.length; number += 1) {
    const length = content.readUInt32BE(at)
    const iv = Buffer.alloc(12)
    iv.writeUInt32BE(number, 8)
    parts.push(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, cipher, content.subarray(at + 4, at + 4 + length))))
    at += 4 + length
  }
  return parts
}
