// Room that is taken beforehand, so that text can be saved when the phone is full. Browsers no longer tell how much is left.

const FILE = 'fieldapp-reserve'
/** Browsers give files room in powers of two: this much lets the write-ahead log grow from next to nothing to 8 MiB. */
const BYTES = 8 * 2 ** 20

/** @typedef {Pick<FileSystemSyncAccessHandle, 'getSize' | 'truncate' | 'write' | 'flush' | 'close'>} Handle */

export class Reserve {
  #open
  /** @type {Handle | null} */
  #handle = null
  /** @type {Promise<void> | null} */
  #filling = null
  /** Whether the phone has been found to be full. */
  isSpent = false

  /** @param {() => Promise<Handle>} [open] */
  constructor(open = openFile) {
    this.#open = open
  }

  get isFull() {
    return this.#handle !== null && this.#handle.getSize() >= BYTES
  }

  /** Takes the room if it is there to take. @returns {Promise<void>} */
  fill() {
    this.#filling ??= this.#fill().finally(() => (this.#filling = null))
    return this.#filling
  }

  /** Gives the room back, which browsers do when a file is closed. @returns {boolean} whether there was any */
  release() {
    const had = this.isFull
    this.isSpent = true
    this.#handle?.truncate(0)
    this.close()
    return had
  }

  close() {
    this.#handle?.close()
    this.#handle = null
  }

  async #fill() {
    this.#handle ??= await this.#open()
    // What is only truncated to its size need not have room on the disk.
    if (!this.isFull && attempt(this.#handle) !== BYTES) return void this.release()
    this.#handle.flush()
    this.isSpent = false
  }
}

async function openFile() {
  const root = await navigator.storage.getDirectory()
  const file = await root.getFileHandle(FILE, { create: true })
  return file.createSyncAccessHandle()
}

/** Some browsers throw when there is no room, some return what is not the number of bytes. @param {Handle} handle */
function attempt(handle) {
  try {
    return handle.write(new Uint8Array(BYTES), { at: 0 })
  } catch {
    return 0
  }
}
