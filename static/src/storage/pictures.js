// Makes a photo fit to keep and send: upright, at most 2048 px, at most 700 kB, and without what the camera wrote into it. Evidence
// keeps all its pixels, and a JPEG that stands upright keeps them as the camera made them.
import { stripped } from '../domain/jpeg.js'
import { Problem } from '../domain/problems.js'
import { sha256 } from '../domain/changes.js'

/** @typedef {import('./photos.js').NewPhoto} NewPhoto */
/** @typedef {{bytes: Uint8Array<ArrayBuffer>, width: number, height: number}} Fitted */

const TYPE = 'image/jpeg'
const MOST_BYTES = 700_000
const SIDE = 2048
const THUMBNAIL_SIDE = 320
const QUALITIES = [0.85, 0.75, 0.65, 0.55]
const SMALLER = 0.75
/** What the server takes: `max_photo_bytes` and `max_photo_pixels` of fieldapp/config.py. */
const WHOLE = { bytes: 25_000_000, pixels: 50_000_000 }
const WHOLE_QUALITIES = [0.95, 0.85, 0.75]

/** @param {Blob} file @param {{whole?: boolean}} [how] @returns {Promise<NewPhoto & {width: number, height: number}>} problem photo-unreadable */
export async function shrink(file, { whole = false } = {}) {
  const picture = await decode(file)
  try {
    const kept = whole ? await keepWhole(file, picture) : await fit(picture, SIDE)
    const thumbnail = await encode(draw(picture, THUMBNAIL_SIDE), QUALITIES[1])
    const { bytes, width, height } = kept
    return { sha256: await sha256(bytes), type: TYPE, bytes, thumbnail: await bytesOf(thumbnail), width, height }
  } finally {
    picture.close()
  }
}

/** @param {Blob} file @param {ImageBitmap} picture @returns {Promise<Fitted>} */
async function keepWhole(file, picture) {
  const { width, height } = picture
  const pixels = width * height
  const bytes = stripped(await bytesOf(file))
  if (bytes && bytes.length <= WHOLE.bytes && pixels <= WHOLE.pixels) return { bytes, width, height }
  const side = Math.floor(Math.max(width, height) * Math.min(1, Math.sqrt(WHOLE.pixels / pixels)))
  return fit(picture, side, { most: WHOLE.bytes, qualities: WHOLE_QUALITIES })
}

/** @param {Blob} file */
async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (error) {
    throw new Problem('photo-unreadable', { cause: error })
  }
}

/** Steps the quality down until it fits, then the size. @param {ImageBitmap} picture @param {number} side @param {{most: number, qualities: number[]}} [limits] @returns {Promise<Fitted>} */
async function fit(picture, side, limits = { most: MOST_BYTES, qualities: QUALITIES }) {
  const canvas = draw(picture, side)
  for (const quality of limits.qualities) {
    const blob = await encode(canvas, quality)
    if (blob.size <= limits.most) return { bytes: await bytesOf(blob), width: canvas.width, height: canvas.height }
  }
  return fit(picture, side * SMALLER, limits)
}

/** @param {ImageBitmap} picture @param {number} side the longer one at most */
function draw(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Problem('photo-unreadable')
  // JPEG has no transparency: what is transparent becomes paper.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** @param {OffscreenCanvas} canvas @param {number} quality */
const encode = (canvas, quality) => canvas.convertToBlob({ type: TYPE, quality })

/** @param {Blob} blob */
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer())
