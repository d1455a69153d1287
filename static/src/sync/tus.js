// Resumable upload of one photo with tus 1.0.0: creation with the first bytes, HEAD and PATCH to go on after a cut.
import { SyncError } from './outcome.js'
import { failure } from './protocol.js'

/** @typedef {import('../types').Uploader} Uploader */
/** @typedef {{status: number, header(name: string): string | null, text: string}} Answer */
/** @typedef {{method: string, url: string, headers: Record<string, string | number>, body?: Uint8Array<ArrayBuffer>}} Request */
/** @typedef {{bytes: Uint8Array<ArrayBuffer>, token: string, onProgress(sent: number): void}} Sending */

const SILENCE = 60_000
/**
 * A photo of this size or less goes with its creation, in one round trip. If that is cut nobody knows where to go on, so a larger
 * one, or one that has been cut before, is created first.
 */
const ONE_TRIP = 300_000
const PIECE = { 'Content-Type': 'application/offset+octet-stream' }

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
    const sending = { bytes, token, onProgress }
    let begun = url && (await this.#resume(url, sending))
    if (!begun) {
      const body = bytes.length <= ONE_TRIP && !sent ? bytes : undefined
      begun = await this.#create({ sha256, filetype: type }, body, sending)
      onUrl(begun.url)
    }
    while (begun.offset < bytes.length) begun.offset = await this.#patch(begun.url, begun.offset, sending)
  }

  /** How far the server has come; null when it has forgotten the upload. @param {string} url @param {Sending} sending */
  async #resume(url, sending) {
    const answer = await this.#call({ method: 'HEAD', url, headers: {} }, sending)
    if (answer.status >= 500) throw failed(answer)
    return isGood(answer) ? { url, offset: offsetIn(answer) ?? 0 } : null
  }

  /** @param {Record<string, string>} about @param {Uint8Array<ArrayBuffer> | undefined} body @param {Sending} sending */
  async #create(about, body, sending) {
    const metadata = Object.entries(about).map(([name, value]) => `${name} ${btoa(value)}`).join()
    const headers = { 'Upload-Length': sending.bytes.length, 'Upload-Metadata': metadata, ...(body && PIECE) }
    const answer = await this.#call({ method: 'POST', url: this.#endpoint, headers, body }, sending)
    const location = answer.header('Location')
    if (!isGood(answer) || !location) throw failed(answer)
    const endpoint = new URL(this.#endpoint, globalThis.location?.href)
    return { url: new URL(location, endpoint).href, offset: offsetIn(answer) ?? 0 }
  }

  /** @param {string} url @param {number} offset @param {Sending} sending @returns {Promise<number>} the next offset */
  async #patch(url, offset, sending) {
    const body = sending.bytes.subarray(offset)
    const onProgress = (/** @type {number} */ sent) => sending.onProgress(offset + sent)
    const answer = await this.#call({ method: 'PATCH', url, headers: { ...PIECE, 'Upload-Offset': offset }, body }, { ...sending, onProgress })
    const next = isGood(answer) ? offsetIn(answer) : null
    if (next === null || next <= offset) throw failed(answer)
    return next
  }

  /** @param {Request} request @param {Sending} sending @returns {Promise<Answer>} rejects with SyncError */
  #call({ method, url, headers, body }, { token, onProgress }) {
    return new Promise((resolve, reject) => {
      const call = new XMLHttpRequest()
      const watch = new Watchdog(this.#silence, () => (call.abort(), reject(new SyncError('unknown', 'outcome-unknown'))))
      call.open(method, url)
      for (const [name, value] of Object.entries({ ...headers, 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${token}` })) call.setRequestHeader(name, String(value))
      call.upload.onprogress = ({ loaded }) => (watch.stroke(), onProgress(loaded))
      call.onload = () => (watch.stop(), resolve({ status: call.status, header: (name) => call.getResponseHeader(name), text: call.responseText }))
      call.onerror = () => (watch.stop(), reject(new SyncError('offline', 'offline')))
      watch.stroke()
      call.send(body)
    })
  }
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

/** @param {Answer} answer */
const isGood = ({ status }) => status >= 200 && status < 300

/** @param {Answer} answer @returns {number | null} */
function offsetIn(answer) {
  const told = answer.header('Upload-Offset')
  return told !== null && /^\d+$/.test(told) ? Number(told) : null
}

/** @param {Answer} answer that is no success, or no answer of tus */
const failed = (answer) => failure(answer.status, answer.header('Content-Type') ?? '', parse(answer.text))

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
