// A button that is held in to be meant. A keyboard or a screen reader gets a question instead: both can be taken back.
import { html } from 'lit-html'
import { ask } from './dialog.js'
import { buzz } from './feel.js'
import { icon } from './icons.js'

const HOLD_MS = 1_200
const LONG_BUZZ_MS = 60

/** What each button is in the middle of; a drawing meanwhile must not lose it. @type {WeakMap<EventTarget, {timer: ReturnType<typeof setTimeout>, held: boolean}>} */
const holds = new WeakMap()

/** @param {{label: string, question: {title: string, text: string, yes: string}, done: () => void, short: () => void}} what
 * `short` answers a press that was let go too soon */
export function holdButton({ label, question, done, short }) {
  const click = async (/** @type {PointerEvent} */ event) => {
    if (event.pointerType) return holds.get(buttonOf(event))?.held || short()
    if (await ask(question)) done()
  }
  return html`<button type="button" class="button hold" @pointerdown=${(/** @type {PointerEvent} */ event) => start(buttonOf(event), done)}
    @pointerup=${stop} @pointerleave=${stop} @pointercancel=${stop} @click=${click} @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}>
    <span class="hold-fill" aria-hidden="true"></span>${icon('clock')}<span>${label}</span>
  </button>`
}

/** @param {HTMLElement} button @param {() => void} done */
function start(button, done) {
  button.dataset.holding = ''
  const hold = { held: false, timer: setTimeout(() => finish(), HOLD_MS) }
  const finish = () => {
    hold.held = true
    delete button.dataset.holding
    buzz(LONG_BUZZ_MS)
    done()
  }
  holds.set(button, hold)
}

/** @param {Event} event */
function stop(event) {
  clearTimeout(holds.get(buttonOf(event))?.timer)
  delete buttonOf(event).dataset.holding
}

/** @param {Event} event */
const buttonOf = (event) => /** @type {HTMLElement} */ (event.currentTarget)
