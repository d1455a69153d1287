// How long a code still holds. Without this the page says until when.

/** Counts down to data-until and says when it is over. @param {HTMLElement} element */
export function countDown(element) {
  const until = Date.parse(element.dataset.until ?? '')
  const tick = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000))
    element.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} kvar` : 'Koden har gått ut.'
    element.classList.toggle('is-over', !left)
    if (left) setTimeout(tick, 1000)
  }
  tick()
}
