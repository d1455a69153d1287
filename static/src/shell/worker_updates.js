// The service worker: registered at start, and its next version let in only when nothing is open that it could disturb.

const SCRIPT = '/app/sw.js'
const SCOPE = '/app/'

export class WorkerUpdates {
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null
  #asked = false
  #container
  #reload

  /** @param {{container?: ServiceWorkerContainer, reload?: () => void}} [browser] */
  constructor({ container = navigator.serviceWorker, reload = () => location.reload() } = {}) {
    this.#container = container
    this.#reload = reload
  }

  /** Registers the worker. @param {() => void} onWaiting a new version is stored and may be let in */
  async start(onWaiting) {
    this.#container.addEventListener('controllerchange', () => this.#asked && this.#reload())
    const registration = await this.#container.register(SCRIPT, { scope: SCOPE, updateViaCache: 'none' })
    this.#registration = registration
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => this.waiting && onWaiting())
    })
    if (this.waiting) onWaiting()
  }

  /** Whether a new version is stored and waits; the very first one has nobody to wait for. */
  get waiting() {
    return Boolean(this.#registration?.waiting && this.#container.controller)
  }

  /** Looks for a new version. */
  async look() {
    await this.#registration?.update().catch(() => {})
  }

  /** Lets the new version in and reloads the page with it. Ask only when no form is open. */
  letIn() {
    if (!this.waiting) return
    this.#asked = true
    this.#registration?.waiting?.postMessage('takeover')
  }
}
