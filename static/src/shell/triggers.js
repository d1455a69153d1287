// When the network or the person comes back, what waits is sent.

/** @param {(trigger: 'online' | 'focus' | 'visible') => void} wake @param {Window} [page] */
export function listenForReturn(wake, page = window) {
  page.addEventListener('online', () => wake('online'))
  page.addEventListener('focus', () => wake('focus'))
  page.addEventListener('pageshow', () => wake('visible'))
  page.document.addEventListener('visibilitychange', () => page.document.visibilityState === 'visible' && wake('visible'))
}
