import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { openDetector, watch } from '../../../static/src/shell/scanner.js'

afterEach(() => delete globalThis.BarcodeDetector)

/** A browser that reads these formats. */
function reading(formats) {
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => formats

    constructor(options) {
      this.options = options
    }
  }
}

test('only a browser that reads QR codes has a reader', async () => {
  assert.equal(await openDetector(), null)
  reading(['ean_13'])
  assert.equal(await openDetector(), null)
  reading(['ean_13', 'qr_code'])
  assert.deepEqual((await openDetector()).options, { formats: ['qr_code'] })
})

test('a browser that fails to say what it reads has none', async () => {
  globalThis.BarcodeDetector = { getSupportedFormats: () => Promise.reject(new Error('no service')) }
  assert.equal(await openDetector(), null)
})

/** A camera that sees these texts, one look after the other. */
const seeing = (...looks) => ({ detect: async () => (looks.shift() ?? []).map((rawValue) => ({ rawValue })) })

test('it looks on until a code is the one', async () => {
  const seen = []
  await watch(seeing([], ['https://annat.example'], ['https://faltappen.example/app/#/join/abc', 'senare']), null, (text) => (seen.push(text), text.includes('/join/')), () => false)
  assert.deepEqual(seen, ['https://annat.example', 'https://faltappen.example/app/#/join/abc'])
})

test('a look that fails is not the last', async () => {
  let looks = 0
  const detector = { detect: async () => (looks++ ? [{ rawValue: 'abc' }] : Promise.reject(new Error('not ready'))) }
  await watch(detector, null, () => true, () => false)
  assert.equal(looks, 2)
})

test('it stops when the screen is left, whatever it sees then', async () => {
  let left = false
  const detector = { detect: async () => ((left = true), [{ rawValue: 'abc' }]) }
  await watch(detector, null, () => assert.fail('taken'), () => left)
})
