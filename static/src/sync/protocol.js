// The calls of docs/protocol.md over HTTP. Only JSON of our own protocol is an answer; a page of a hotel's network is none.
import { SyncError } from './outcome.js'

/** @typedef {import('../types').Transport} Transport */
/** @typedef {import('../types').Answer} Answer */
/** @typedef {import('../types').Call} Call */

export const PROTOCOL = 1
const TIMEOUT = 30_000
const NOT_MODIFIED = 304
/** The server never redirects a call: whoever does is not the server. */
const APART = /** @type {const} */ ({ cache: 'no-store', credentials: 'omit', redirect: 'error' })
/** What a network between us and the server answers when it wants a login. */
const NETWORK_LOGIN = 511

/** @implements {Transport} */
export class HttpTransport {
  #fetch
  #timeout

  /** @param {{fetch?: typeof globalThis.fetch, timeout?: number}} [options] `timeout` in ms, for a whole call */
  constructor({ fetch = globalThis.fetch.bind(globalThis), timeout = TIMEOUT } = {}) {
    this.#fetch = fetch
    this.#timeout = timeout
  }

  /** @param {string} method @param {string} path @param {Call} [call] @returns {Promise<Answer>} rejects with SyncError */
  call(method, path, call = {}) {
    return this.#ask(path, { method, ...asRequest(call) }, read)
  }

  /** @param {string} path @param {string} type @param {string} token @returns {Promise<Blob>} rejects with SyncError */
  file(path, type, token) {
    const { headers, ...request } = asRequest({ token })
    headers.set('Accept', `${type}, application/problem+json`)
    return this.#ask(path, { ...request, headers }, (response) => readFile(response, type))
  }

  /** @template R @param {string} path @param {RequestInit} request @param {(response: Response) => Promise<R>} take @returns {Promise<R>} */
  async #ask(path, request, take) {
    const signal = AbortSignal.timeout(this.#timeout)
    try {
      return await take(await this.#fetch(path, { ...request, signal }))
    } catch (error) {
      throw error instanceof SyncError ? error : notAnswered(error, signal)
    }
  }
}

/** @param {Call} call */
function asRequest({ token, body, version }) {
  const headers = new Headers({ Accept: 'application/json' })
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (version) headers.set('If-None-Match', `"${version}"`)
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  return { headers, body: body === undefined ? null : JSON.stringify(body), ...APART }
}

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  if (response.status === NOT_MODIFIED) return { status: response.status, body: null }
  const body = await json(response)
  const type = response.headers.get('Content-Type') ?? ''
  if (!response.ok) throw failure(response.status, type, body)
  // An answer that was cut off on its way: the server may have done what it was asked.
  if (body === undefined && type.startsWith('application/json')) throw new SyncError('unknown', 'outcome-unknown', { status: response.status })
  if (!isOurs(body)) throw new SyncError('offline', 'captive', { status: response.status })
  return { status: response.status, body }
}

/** @param {Response} response @param {string} type @returns {Promise<Blob>} */
async function readFile(response, type) {
  const given = response.headers.get('Content-Type') ?? ''
  if (!response.ok) throw failure(response.status, given, await json(response))
  if (!given.startsWith(type)) throw new SyncError('offline', 'captive', { status: response.status })
  return response.blob()
}

/** @param {Response} response @returns {Promise<any>} undefined for what is no JSON */
async function json(response) {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @param {any} body */
const isOurs = (body) => typeof body === 'object' && body !== null && (body.protocol >= PROTOCOL || typeof body.version === 'string')

/**
 * The error that a response of no success is.
 * @param {number} status @param {string} type @param {any} body @returns {SyncError}
 */
export function failure(status, type, body) {
  if (type.startsWith('application/problem+json') && body) {
    const name = String(body.type ?? '').split('/').at(-1) || 'refused'
    return new SyncError(isUncertain(status) ? 'unknown' : 'refused', name, { ...body, status })
  }
  if (status === 413) return new SyncError('refused', 'refused', { status })
  if (isUncertain(status) && status !== NETWORK_LOGIN) return new SyncError('unknown', 'outcome-unknown', { status })
  return new SyncError('offline', 'captive', { status })
}

/** Faults of the server, and what it asks to be asked again later. @param {number} status */
const isUncertain = (status) => status >= 500 || status === 408 || status === 429

/** @param {unknown} error @param {AbortSignal} signal */
const notAnswered = (error, signal) =>
  signal.aborted ? new SyncError('unknown', 'outcome-unknown', { cause: error }) : new SyncError('offline', 'offline', { cause: error })
