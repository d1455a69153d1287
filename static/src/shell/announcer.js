// Short answers at the bottom of the screen, read aloud too. One at a time, never in the way, never the only trace.
import { html, nothing } from 'lit-html'
import { t } from './texts.js'
import { icon } from './icons.js'
import * as here from './here.js'

/** @typedef {{text: string, tone: 'calm' | 'warn' | 'alarm', action: {label: string, run: () => void} | null}} Message */

const SHOWN_MS = 7_000
const JUST_MS = 500

export class Announcer {
  /** @type {Message | null} */
  #message = null
  #saidAt = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  /** @param {() => void} draw */
  constructor(draw) {
    this.draw = draw
  }

  /** @param {string} text @param {Partial<Message>} [how] */
  say(text, { tone = 'calm', action = null } = {}) {
    this.#message = { text, tone, action }
    this.#saidAt = here.now()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.hide(), SHOWN_MS)
    this.draw()
  }

  /** Says what happened, what is safe and what to do. @param {unknown} problem */
  problem(problem) {
    const { title, detail } = /** @type {{title?: string, detail?: string}} */ (problem ?? {})
    const words = title ? `${title}. ${detail ?? ''}` : t('Något gick fel. Det som stod som sparat är sparat. Försök igen.')
    this.say(words, { tone: 'alarm' })
  }

  /** Another screen came: what was said of the one before is over, unless it can still be acted on. */
  settle() {
    if (this.#message && !this.#message.action && here.now() - this.#saidAt > JUST_MS) this.hide()
  }

  hide() {
    this.#message = null
    this.draw()
  }

  template() {
    const message = this.#message
    return html`<div class="toast-place" role="status" aria-live="polite">${message ? this.#toast(message) : nothing}</div>`
  }

  /** @param {Message} message */
  #toast({ text, tone, action }) {
    const run = () => (this.hide(), action?.run())
    return html`<div class="toast" data-tone=${tone}>
      ${icon(tone === 'calm' ? 'check' : 'alert')}<p>${text}</p>
      ${action ? html`<button type="button" class="toast-action" @click=${run}>${action.label}</button>` : nothing}
      <button type="button" class="icon-button" aria-label=${t('Stäng meddelandet')} @click=${() => this.hide()}>${icon('close')}</button>
    </div>`
  }
}
