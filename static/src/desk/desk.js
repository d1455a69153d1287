// Enhances the desk's pages, which all work without it: live news, countdowns, maps.
import { countDown } from './countdown.js'
import { steer } from './keys.js'
import { watch } from './live.js'
import { markAll } from './marking.js'

/** @param {string} selector @param {(element: HTMLElement) => void} enhance */
const each = (selector, enhance) => document.querySelectorAll(selector).forEach((element) => enhance(/** @type {HTMLElement} */ (element)))

each('[data-news]', watch)
each('[data-until]', countDown)
each('[data-keys]', steer)
each('[data-mark-all]', markAll)

each('[data-map]', async (element) => {
  try {
    const { draw } = await import('./map.js')
    await draw(element)
  } catch {
    element.textContent = 'Kartan gick inte att ladda. Platsen står i ord på sidan.'
    element.classList.add('is-missing')
  }
})

each('[data-picture]', async (element) => {
  try {
    const { open } = await import('./picture.js')
    await open(element)
  } catch {
    const map = /** @type {HTMLElement} */ (element.querySelector('[data-map-canvas]'))
    map.textContent = 'Kartan gick inte att ladda. Samma rapporter står i listan.'
    map.classList.add('is-missing')
  }
})

each('[data-copy]', (button) => {
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '')
    button.textContent = 'Kopierad'
  })
})
