// A button that is held in to be meant. A keyboard or a screen reader gets a question instead: both can be taken back.
import { html } from 'lit-html'
import { ask } from './dialog.js'
import { buzz } from './feel.js'
import { icon } from './icons.js'

const HOLD_MS = 1_200

/** @param {{label: string, question: {title: string, text: string, yes: string}, done: () => void, short: () => void}} what
 * `short` answers a press that was let go too soon */
export function holdButton({ label, question, done, short }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let held = false
  const start = (/** @type {PointerEvent} */ event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget)
    held = false
    button.dataset.holding = ''
    timer = setTimeout(() => {
      held = true
      delete button.dataset.holding
      buzz(60)
      done()
    }, HOLD_MS)
  }
  const stop = (/** @type {PointerEvent} */ event) => {
    clearTimeout(timer)
    delete (/** @type {HTMLElement} */ (event.currentTarget).dataset.holding)
  }
  const click = async (/** @type {PointerEvent} */ event) => {
    if (event.pointerType) return held || short()
    if (await ask(question)) done()
  }
  return html`<button type="button" class="button hold" @pointerdown=${start} @pointerup=${stop} @pointerleave=${stop}
    @pointercancel=${stop} @click=${click} @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}>
    <span class="hold-fill" aria-hidden="true"></span>${icon('clock')}<span>${label}</span>
  </button>`
}
