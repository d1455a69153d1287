// Room that is taken beforehand, so that text can be saved when the phone is full. Browsers no longer tell how much is left.

const FILE = 'fieldapp-reserve'
/** Enough for thousands of edits. */
const BYTES = 4_000_000

/** @typedef {Pick<FileSystemSyncAccessHandle, 'getSize' | 'truncate' | 'write' | 'flush' | 'close'>} Handle */

export class Reserve {
  #handle

  /** @param {Handle} handle */
  constructor(handle) {
    this.#handle = handle
  }

  static async open() {
    const root = await navigator.storage.getDirectory()
    const file = await root.getFileHandle(FILE, { create: true })
    return new Reserve(await file.createSyncAccessHandle())
  }

  get isFull() {
    return this.#handle.getSize() >= BYTES
  }

  /** Takes the room if it is there to take. */
  fill() {
    if (this.isFull) return
    // What is only truncated to its size need not have room on the disk.
    const written = attempt(() => this.#handle.write(new Uint8Array(BYTES), { at: 0 }))
    if (written !== BYTES) this.release()
    this.#handle.flush()
  }

  /** Gives the room back. @returns {boolean} whether there was any */
  release() {
    const had = this.#handle.getSize() > 0
    this.#handle.truncate(0)
    return had
  }

  close() {
    this.#handle.close()
  }
}

/** Some browsers throw when there is no room, some return what is not the number of bytes. @param {() => number} write */
function attempt(write) {
  try {
    return write()
  } catch {
    return 0
  }
}
