// Resumable upload of one photo with tus 1.0.0: creation with the first bytes, HEAD and PATCH to go on after a cut.
import { Upload } from 'tus-js-client'
import { SyncError } from './outcome.js'
import { failure } from './protocol.js'

/** @typedef {import('../types').Uploader} Uploader */

const SILENCE = 60_000
/**
 * A photo of this size or less goes with its creation, in one round trip. If that is cut nobody knows where to go on, so a larger
 * one, or one that has been cut before, is created first.
 */
const ONE_TRIP = 300_000

/** @implements {Uploader} */
export class TusUploader {
  #endpoint
  #silence

  /** @param {string} endpoint @param {{silence?: number}} [options] `silence`: ms without progress after which a call is given up */
  constructor(endpoint, { silence = SILENCE } = {}) {
    this.#endpoint = endpoint
    this.#silence = silence
  }

  /** @type {Uploader['send']} */
  async send({ bytes, sha256, type, url, sent }, { token, onUrl, onProgress }) {
    await new Promise((resolve, reject) => {
      const watch = new Watchdog(this.#silence, () => void upload.abort().then(() => reject(new SyncError('unknown', 'outcome-unknown'))))
      const upload = new Upload(new Blob([bytes], { type }), {
        endpoint: this.#endpoint,
        uploadUrl: url,
        metadata: { sha256, filetype: type },
        headers: { Authorization: `Bearer ${token}` },
        fileReader: { openFile: async () => new Bytes(bytes) },
        uploadDataDuringCreation: bytes.length <= ONE_TRIP && !sent,
        storeFingerprintForResuming: false,
        retryDelays: null,
        onUploadUrlAvailable: () => upload.url && onUrl(upload.url),
        onProgress: (sent) => (watch.stroke(), onProgress(sent)),
        onError: (error) => (watch.stop(), reject(asSyncError(error))),
        onSuccess: () => (watch.stop(), resolve(undefined)),
      })
      watch.stroke()
      upload.start()
    })
  }
}

/** The same source in every runtime, where tus-js-client has one for browsers and another for servers. */
class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes
    this.size = bytes.length
  }

  /** @param {number} start @param {number} end */
  async slice(start, end) {
    const piece = this.bytes.subarray(start, end)
    return { value: Object.assign(piece, { size: piece.length }), done: end >= this.size }
  }

  close() {}
}

class Watchdog {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  /** @param {number} patience @param {() => void} bark */
  constructor(patience, bark) {
    this.stroke = () => (this.stop(), (this.#timer = setTimeout(bark, patience)))
  }

  stop() {
    clearTimeout(this.#timer)
  }
}

/** @param {Error | import('tus-js-client').DetailedError} error */
function asSyncError(error) {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response || !response.getStatus()) return new SyncError('offline', 'offline', { cause: error })
  return failure(response.getStatus(), response.getHeader('Content-Type') ?? '', parse(response.getBody()))
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
