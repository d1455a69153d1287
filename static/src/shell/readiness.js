// The checks before a pass: what is there, and how one button mends what is not.

/** @typedef {'ok' | 'missing' | 'unknown'} Verdict */

/** @returns {Promise<Verdict>} whether the whole app is kept for use without network */
export async function appStored() {
  if (!('serviceWorker' in navigator)) return 'missing'
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.active ? 'ok' : 'missing'
}

/** @returns {Promise<Verdict>} */
export async function positionAllowed() {
  if (!navigator.geolocation) return 'missing'
  try {
    const { state } = await navigator.permissions.query({ name: 'geolocation' })
    return state === 'granted' ? 'ok' : state === 'denied' ? 'missing' : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** @returns {Promise<boolean>} whether the browser promised not to clear what is stored */
export const storageProtected = async () => (await navigator.storage?.persisted?.()) ?? false

/** Asks for that promise. Browsers answer by their own rules; an installed app nearly always gets it. */
export const protectStorage = async () => (await navigator.storage?.persist?.()) ?? false
