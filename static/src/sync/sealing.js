// Files sealed to the server: whoever finds one can read nothing of it. The twin of sync/sealing.py, held to it by sync/vectors/rescue.
import { sha256 } from '../domain/changes.js'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const HEAD = { format: 'fieldapp-rescue', version: 1, about: 'Räddningsfil från Fältappen. Lämna den till samordnaren, som kan öppna den.' }
const PURPOSE = new TextEncoder().encode('fieldapp rescue 1')

/**
 * The file's first line, and what seals its parts in order.
 * @param {string} server its public key: an uncompressed point in hex
 * @param {CryptoKeyPair} [own] made for this file alone
 */
export async function sealer(server, own) {
  const pair = own ?? (await crypto.subtle.generateKey(CURVE, true, ['deriveBits']))
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key = await agree(pair.privateKey, ephemeral, fromHex(server))
  const line = JSON.stringify({ ...HEAD, key: (await sha256(fromHex(server))).slice(0, 16), ephemeral: toHex(ephemeral) })
  let number = 0
  const seal = async (/** @type {Uint8Array<ArrayBuffer>} */ part) => {
    const iv = new Uint8Array(12)
    new DataView(iv.buffer).setUint32(8, number++)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, part)
    const length = new DataView(new ArrayBuffer(4))
    length.setUint32(0, sealed.byteLength)
    return new Blob([length, sealed])
  }
  return { head: new Blob([line, '\n']), seal }
}

/** @param {CryptoKey} secret @param {Uint8Array<ArrayBuffer>} ephemeral @param {Uint8Array<ArrayBuffer>} server */
async function agree(secret, ephemeral, server) {
  const other = await crypto.subtle.importKey('raw', server, CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, secret, 256)
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = new Uint8Array([...PURPOSE, ...ephemeral, ...server])
  const way = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return crypto.subtle.deriveKey(way, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
}

/** @param {string} hex */
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
