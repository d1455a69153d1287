// The list by keyboard: j and k go down and up, x marks, r opens where one reviews, / searches. Enter opens, as on any link.
// Single letters can disturb speech input, so they can be turned off (WCAG 2.1.4).

const OFF = 'keys-off'
const TYPED = 'input:not([type=checkbox]), textarea, select'

/** @param {HTMLElement} list whose rows have a link each */
export function steer(list) {
  list.after(words())
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target)
    if (target.matches(TYPED) || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return
    if (act(list, event.key)) event.preventDefault()
  })
}

/** @param {HTMLElement} list @param {string} key @returns {boolean} whether it means something here */
function act(list, key) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll('.report-row h2 a')])
  const here = links.findIndex((link) => link.closest('.report-row')?.contains(document.activeElement))
  if (key === 'j') links[Math.min(here + 1, links.length - 1)]?.focus()
  else if (key === 'k') links[Math.max(here - 1, 0)]?.focus()
  else if (key === 'x' && here >= 0) links[here].closest('.report-row')?.querySelector('input')?.click()
  else if (key === 'r' && here >= 0) location.assign(`${links[here].href}#review`)
  else if (key === '/') document.getElementById('q')?.focus()
  else return false
  return true
}

/** Says what the keys are, and turns them off. */
function words() {
  const line = document.createElement('p')
  line.className = 'keys small soft'
  const [said, off] = [document.createElement('span'), document.createElement('button')]
  off.type = 'button'
  off.className = 'button is-quiet'
  const say = () => {
    const isOff = Boolean(localStorage.getItem(OFF))
    said.textContent = isOff ? 'Kortkommandon är avstängda.' : 'Tangenter: j ner, k upp, Enter öppna, x markera, r granska, / sök.'
    off.textContent = isOff ? 'Slå på' : 'Stäng av'
  }
  off.addEventListener('click', () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, '1')
    say()
  })
  line.append(said, off)
  say()
  return line
}
