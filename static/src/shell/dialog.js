// A question that can always be left: Escape, the way out, or a tap beside it.
import { html, render } from 'lit-html'
import { t } from './texts.js'

/** @param {{title: string, text: string, yes: string, tone?: 'calm' | 'alarm'}} question @returns {Promise<boolean>} */
export function ask({ title, text, yes, tone = 'calm' }) {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', 'dialog-title')
  const leave = (/** @type {Event} */ event) => event.target === dialog && dialog.close()
  render(html`<form method="dialog" class="dialog">
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    <div class="dialog-actions">
      <button class="button" value="no">${t('Tillbaka')}</button>
      <button class="button primary" data-tone=${tone} value="yes">${yes}</button>
    </div>
  </form>`, dialog)
  dialog.addEventListener('click', leave)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes')
      dialog.remove()
    })
  })
}
