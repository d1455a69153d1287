// A short buzz says "saved" to a thumb in a glove. A device that cannot is no worse off.

const SAVED_MS = 30

export const buzz = (ms = SAVED_MS) => void globalThis.navigator?.vibrate?.(ms)
