// A JPEG without anything but its picture (ITU-T T.81, annex B): no EXIF, no comments, nothing of what cameras put after its end.

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe
const ORIENTATION = 0x0112
const UPRIGHT = 1

/**
 * The same picture, to the pixel, or null when it has to be made anew: it is no JPEG, it is cut, or it does not stand upright by itself.
 * The colour profile stays, as the picture would look different without it.
 * @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer> | null}
 */
export function stripped(bytes) {
  const kept = pieces(bytes)
  if (!kept) return null
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of kept) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** @param {Uint8Array} bytes @returns {Uint8Array[] | null} */
function pieces(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null
  const kept = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === EOI; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === EOI) return [...kept, bytes.subarray(at, at + 2)]
    const header = bytes.subarray(at, at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]))
    const end = marker === SOS ? scanEnd(bytes, at + header.length) : at + header.length
    if (marker === APP1 && isTurned(header)) return null
    if (isPicture(marker, header)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

/** Where the coded data end: at a marker that is neither a stuffed zero nor a restart. @param {Uint8Array} bytes @param {number} at */
function scanEnd(bytes, at) {
  while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && (bytes[at + 1] & 0xf8) !== 0xd0)) at += 1
  return at
}

/** @param {number} marker @param {Uint8Array} header */
function isPicture(marker, header) {
  if (marker === APP2) return starts(header, 'ICC_PROFILE')
  return marker === APP0 ? starts(header, 'JFIF') : marker === APP14 || !((marker > APP0 && marker <= APP15) || marker === COMMENT)
}

/** Whether EXIF says that the picture lies on its side. @param {Uint8Array} header */
function isTurned(header) {
  if (!starts(header, 'Exif')) return false
  const tiff = new DataView(header.buffer, header.byteOffset + 10, Math.max(0, header.length - 10))
  try {
    const little = tiff.getUint16(0) === 0x4949
    const directory = tiff.getUint32(4, little)
    for (let entry = 0; entry < tiff.getUint16(directory, little); entry++) {
      const at = directory + 2 + entry * 12
      if (tiff.getUint16(at, little) === ORIENTATION) return tiff.getUint16(at + 8, little) !== UPRIGHT
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return false
}

/** @param {Uint8Array} header @param {string} name */
const starts = (header, name) => Array.from(name).every((letter, index) => header[4 + index] === letter.charCodeAt(0))
