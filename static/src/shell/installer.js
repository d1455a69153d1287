// Installing the app: the browser offers once, the person decides when.

/** @typedef {Event & {prompt(): Promise<void>, userChoice: Promise<{outcome: string}>}} InstallEvent */

export class Installer {
  /** @type {InstallEvent | null} */
  #offer = null

  /** @param {() => void} changed */
  start(changed) {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      this.#offer = /** @type {InstallEvent} */ (event)
      changed()
    })
    addEventListener('appinstalled', () => ((this.#offer = null), changed()))
  }

  get installed() {
    return matchMedia('(display-mode: standalone)').matches || 'standalone' in navigator && navigator.standalone === true
  }

  get offered() {
    return this.#offer !== null
  }

  async install() {
    await this.#offer?.prompt()
    this.#offer = null
  }
}
