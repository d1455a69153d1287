// Small choices of the browser's own memory, for what is needed before the store is open.

/** @param {string} key @returns {string | null} null in a browser that keeps nothing */
export function read(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** @param {string} key @param {string} value */
export function write(key, value) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // The choice holds until the app is closed only where it can be kept.
  }
}
