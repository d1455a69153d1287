import assert from 'node:assert/strict'
import test from 'node:test'
import { stripped } from '../../../static/src/domain/jpeg.js'

const bytes = (...parts) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)))
const segment = (marker, ...body) => {
  const content = bytes(...body)
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content]
}
const SOI = [0xff, 0xd8]
const EOI = [0xff, 0xd9]
const JFIF = segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])
const TABLES = [...segment(0xdb, [0, 1, 2, 3]), ...segment(0xc4, [5, 6])]
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1])
/** Coded data with a stuffed zero, a restart and a fill byte. */
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0x00, 3, 0xff, 0xd3, 4, 0xff]
const exif = (orientation, { little = false, entry = 0x0112 } = {}) => {
  const two = (value) => (little ? [value & 255, value >> 8] : [value >> 8, value & 255])
  const four = (value) => (little ? [value, 0, 0, 0] : [0, 0, 0, value])
  return segment(0xe1, 'Exif\0\0', little ? 'II' : 'MM', two(42), four(8), two(2), two(0x010f), two(2), four(1), [65, 0, 0, 0], two(entry), two(3), four(1), two(orientation), [0, 0], four(0))
}
const picture = (...between) => bytes(SOI, JFIF, ...between, TABLES, FRAME, SCAN, EOI)
const PLAIN = picture()

test('a picture that holds nothing else is left as it is', () => {
  assert.deepEqual(stripped(PLAIN), PLAIN)
})

test('what the camera wrote goes, and the picture stays to the bit', () => {
  const xmp = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>')
  const parts = segment(0xe2, 'MPF\0', [1, 2])
  for (const more of [exif(1), exif(1, { little: true }), exif(0, { entry: 0x0100 }), xmp, parts, segment(0xed, 'Photoshop 3.0\0'), segment(0xfe, 'Tagen av Kalle'), [...exif(1), ...xmp]]) {
    assert.deepEqual(stripped(picture(more)), PLAIN)
  }
})

test('the colour profile, and what tells how colours are coded, stay', () => {
  for (const kept of [segment(0xe2, 'ICC_PROFILE\0', [1, 1, 9]), segment(0xee, 'Adobe\0', [100])]) assert.deepEqual(stripped(picture(kept)), picture(kept))
})

test('a film or another picture after the end goes', () => {
  assert.deepEqual(stripped(bytes([...PLAIN], 'ftypmp42', SOI)), PLAIN)
})

test('pictures in several scans are kept whole', () => {
  const progressive = bytes(SOI, JFIF, FRAME, SCAN, TABLES, SCAN, EOI)
  assert.deepEqual(stripped(bytes(SOI, exif(1), JFIF, FRAME, SCAN, TABLES, SCAN, EOI)), progressive)
})

test('a picture that lies on its side has to be made anew', () => {
  for (let orientation = 2; orientation <= 8; orientation++) {
    assert.equal(stripped(picture(exif(orientation))), null)
    assert.equal(stripped(picture(exif(orientation, { little: true }))), null)
  }
})

test('EXIF that cannot be read says nothing', () => {
  for (const broken of [segment(0xe1, 'Exif\0\0'), segment(0xe1, 'Exif\0\0MM', [0, 42, 0xff, 0xff, 0xff, 0xff]), segment(0xe1, 'Exif\0\0MM', [0, 42, 0, 0, 0, 8, 0xff, 0xff, 1, 2])]) {
    assert.deepEqual(stripped(picture(broken)), PLAIN)
  }
})

test('what is cut anywhere, or is no JPEG, has to be made anew', () => {
  const whole = picture(exif(1))
  for (let length = 0; length < whole.length; length++) assert.equal(stripped(whole.subarray(0, length)), null, String(length))
  for (const other of [bytes('\x89PNG\r\n'), bytes('RIFF'), bytes(SOI, 'text'), bytes(SOI, [0xff, 0xe0, 0, 0])]) assert.equal(stripped(other), null)
})

test('no input makes it go on for ever', () => {
  let seed = 7
  const dice = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  for (let turn = 0; turn < 3000; turn++) {
    const noise = Uint8Array.from({ length: Math.floor(dice() * 60) }, () => (dice() < 0.3 ? 0xff : Math.floor(dice() * 256)))
    const found = stripped(bytes(SOI, [...noise]))
    assert.ok(found === null || found.at(-1) === 0xd9)
  }
})
