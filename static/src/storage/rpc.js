// The messenger between the page and the store worker: id → promise. Problems cross as { name, title, detail, field }.
import { Problem } from '../domain/problems.js'

/** @typedef {import('../types').Store} Store */
/** @typedef {import('../types').StoreEvent} StoreEvent */
/** @typedef {{postMessage(message: unknown): void, addEventListener(type: any, listener: (event: any) => void): void}} Port */

/**
 * The page's end: every method of the store as a promise. Once `close` is answered nothing else will be: what waits ends as storage-busy.
 * @param {Port} port @param {(event: StoreEvent) => void} [onEvent] @returns {Store}
 */
export function connect(port, onEvent = () => {}) {
  /** @type {Map<number, {method: string, resolve(value: any): void, reject(problem: Problem): void}>} */
  const pending = new Map()
  let last = 0
  port.addEventListener('message', ({ data }) => {
    if (data.event) return onEvent(data.event)
    const call = pending.get(data.id)
    pending.delete(data.id)
    if (data.problem) return call?.reject(new Problem(data.problem.name, data.problem))
    call?.resolve(data.result)
    if (call?.method === 'close') giveUp(new Problem('storage-busy'))
  })
  const giveUp = (/** @type {Problem} */ problem) => {
    for (const { reject } of pending.values()) reject(problem)
    pending.clear()
  }
  port.addEventListener('error', () => giveUp(new Problem('unexpected')))
  /** @param {string} method @param {unknown[]} args */
  const call = (method, args) =>
    new Promise((resolve, reject) => {
      pending.set(++last, { method, resolve, reject })
      port.postMessage({ id: last, method, args })
    })
  // A promise that is given the store must not take it for another promise.
  const get = (/** @type {object} */ _, /** @type {string | symbol} */ method) =>
    typeof method === 'symbol' || method === 'then' ? undefined : (/** @type {unknown[]} */ ...args) => call(method, args)
  return /** @type {Store} */ (new Proxy({}, { get }))
}

/**
 * The worker's end: answers calls with the store's methods. Returns what tells the page an event.
 * @param {Port} port @param {Store} store @returns {(event: StoreEvent) => void}
 */
export function serve(port, store) {
  const methods = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (store))
  port.addEventListener('message', async ({ data: { id, method, args } }) => {
    try {
      port.postMessage({ id, result: await methods[method](...args) })
    } catch (error) {
      port.postMessage({ id, problem: told(error) })
    }
  })
  return (event) => port.postMessage({ event })
}

/** @param {unknown} error */
function told(error) {
  if (!(error instanceof Problem)) console.error(error)
  const { name, title, detail, field } = error instanceof Problem ? error : new Problem('unexpected', { cause: error })
  return { name, title, detail, field }
}
