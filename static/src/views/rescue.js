// Spara räddningsfil: one tap gives away all that is unsent, in a file that only the server can open.
import { html } from 'lit-html'
import { handOver } from '../shell/hand_over.js'
import { icon } from '../shell/icons.js'
import { count, t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RescueFile} RescueFile */

let isSaving = false

/** @typedef {(words: string, tone: 'calm' | 'alarm') => void} Answer where the answer stays to be read */

/** @param {App} app @param {Answer} [answer] */
export const rescueButton = (app, answer) => html`<button type="button" class="button" @click=${() => saveRescue(app, answer)}>${icon('download')}${t('Spara räddningsfil')}</button>`

/** @param {App} app @param {Answer} [answer] @param {typeof handOver} [give] */
export async function saveRescue(app, answer = () => {}, give = handOver) {
  if (isSaving) return app.announcer.say(t('Filen görs redan. Svaret kommer här.'))
  isSaving = true
  app.announcer.say(t('Gör räddningsfilen …'))
  try {
    const words = await made(await app.store.rescue(), give)
    app.announcer.say(words)
    answer(words, 'calm')
  } catch (problem) {
    const { title, detail } = /** @type {{title: string, detail: string}} */ (problem)
    app.announcer.problem(problem)
    answer(`${title}. ${detail}`, 'alarm')
  } finally {
    isSaving = false
  }
}

/** @param {RescueFile} made @param {typeof handOver} give */
async function made({ name, file, reports, photos }, give) {
  if (!reports && !photos) return t('Inget väntar. Allt är redan mottaget, så ingen fil behövs.')
  const end = await give(new File([file], name, { type: 'application/octet-stream' }))
  if (end === 'left') return t('Filen delades inte. Allt ligger kvar på telefonen. Tryck igen när du vill.')
  const held = count(reports, '1 rapport', '{n} rapporter') + (photos ? count(photos, ' och 1 bild', ' och {n} bilder') : '')
  if (end === 'shared') return t('Filen med {held} är delad. Allt ligger också kvar på telefonen.', { held })
  return t('Filen med {held} är sparad bland hämtade filer. Lämna den till samordnaren. Allt ligger också kvar på telefonen.', { held })
}
