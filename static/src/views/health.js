// Telefonhälsa: what the phone holds, how long it has waited, and one button that always answers.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { protectStorage } from '../shell/readiness.js'
import { homeOf } from '../shell/role.js'
import { hasWaitedLong, outcomeWords, statusWords } from '../shell/sending.js'
import { duration, sizeWords, when } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { rescueButton } from './rescue.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Status} Status */
/** @typedef {{answer: {words: string, tone: 'calm' | 'warn' | 'alarm'} | null, busy: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const health = {
  title: () => t('Telefonhälsa'),
  back: (_model, app) => homeOf(app.status),
  begin: () => ({ answer: null, busy: false }),
  view: (model, app) => (app.status ? page(model, app, app.status) : nothing),
  bar: (model, app) => html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => sendNow(model, app)}>${icon('send')}${model.busy ? t('Skickar …') : t('Skicka nu')}</button>`,
}

/** @param {Model} model @param {App} app @param {Status} status */
function page(model, app, status) {
  const { text, tone, icon: picture } = statusWords(status, here.now())
  return html`
    <section class="notice big-notice" data-tone=${tone}>${icon(picture)}<div><b>${text}</b>
      <p>${status.waiting ? t('Det som väntar ligger tryggt på telefonen och går iväg av sig självt när det finns nät.') : t('Inget ligger kvar. Kvittona finns i Mina rapporter.')}</p></div></section>
    ${model.answer ? html`<p class="notice" data-tone=${model.answer.tone}>${icon('send')}<span>${model.answer.words}</span></p>` : nothing}
    ${status.lastError && status.waiting && !model.answer ? html`<section class="notice" data-tone="alarm">${icon('alert')}<div><b>${status.lastError.title}</b><p>${status.lastError.detail}</p></div></section>` : nothing}
    ${hasWaitedLong(status, here.now()) ? html`<section class="notice" data-tone="alarm">${icon('clock')}<div><b>${t('Något har väntat länge')}</b>
      <p>${t('Det ligger tryggt på telefonen, men bara där. Öppna appen där det finns nät och tryck Skicka nu. Går det inte, spara en räddningsfil och lämna den till samordnaren.')}</p></div></section>` : nothing}
    ${status.access === 'ok' ? nothing : html`<section class="card stack"><h2>${t('Telefonen får inte skicka')}</h2>
      <p>${t('Be samordnaren om en ny inbjudan. Det som väntar ligger kvar och skickas när telefonen är ansluten igen.')}</p>
      <a class="button" href="#/enrol">${t('Anslut på nytt')}</a></section>`}
    <section class="card"><dl class="facts">${factsOf(status).map(([label, words]) => html`<div><dt>${label}</dt><dd>${words}</dd></div>`)}</dl></section>
    ${isLow(status) ? html`<section class="notice" data-tone="warn">${icon('alert')}<div><b>${t('Det är ont om plats')}</b>
      <p>${t('Det som är sparat är säkert och text får plats, men kanske inte fler bilder. Skicka det som väntar, eller ta bort annat på telefonen.')}</p></div></section>` : nothing}
    <section class="card stack"><h2>${t('Om det inte går att skicka')}</h2>
      <p>${t('Räddningsfilen innehåller allt som inte är skickat, utkast också, med bilder. Bara servern kan öppna den. Lämna den till samordnaren. Inget kommer in två gånger.')}</p>
      ${rescueButton(app, (words, tone) => ((model.answer = { words, tone }), app.draw()))}</section>
    ${status.persisted ? nothing : html`<section class="card stack"><h2>${t('Lagringen är inte skyddad')}</h2>
      <p>${t('Webbläsaren får rensa när utrymmet tar slut. Installera appen på hemskärmen, eller be om skydd här.')}</p>
      <button type="button" class="button" @click=${() => protect(app)}>${t('Skydda lagringen')}</button></section>`}
    <p class="soft"><a href="#/ready">${t('Gå igenom Redo för fältet')}</a></p>`
}

/** bytes */
const LITTLE = 100_000_000

/** @param {Status} status */
const isLow = ({ freeBytes }) => freeBytes !== null && freeBytes < LITTLE

/** @param {Status} status @returns {[string, string][]} */
const factsOf = (status) => [
  [t('Väntar på att skickas'), status.waiting ? count(status.waiting, '1 rapport', '{n} rapporter') + (status.photosWaiting ? count(status.photosWaiting, ', 1 bild', ', {n} bilder') : '') : t('Inget')],
  [t('Det äldsta har väntat'), status.oldestWaiting ? duration(status.oldestWaiting) : '–'],
  [t('Senast sparat'), status.savedAt ? when(status.savedAt) : t('Inget än')],
  [t('Senast skickat'), status.lastSent ? when(status.lastSent) : t('Inget än')],
  [t('Senast kontakt med servern'), status.lastContact ? when(status.lastContact) : t('Ingen än')],
  [t('Nästa försök'), status.nextTry ? when(status.nextTry) : t('När det finns nät')],
  [t('Ledigt utrymme'), status.freeBytes === null ? t('Okänt') : sizeWords(status.freeBytes)],
  [t('Lagringen skyddad'), status.persisted ? t('Ja') : t('Nej')],
  [t('Telefonens klocka'), clockWords(status.clockOffset)],
  [t('Telefonen hör till'), status.person?.label ?? '–'],
  [t('Version'), t('{app}, kommunens listor {catalog}', { app: status.appVersion, catalog: status.catalogVersion?.slice(0, 6) ?? '–' })],
]

/** @param {number | null} offset ms that the server is ahead */
function clockWords(offset) {
  if (offset === null) return t('Inte jämförd med servern än')
  const seconds = Math.round(Math.abs(offset) / 1000)
  if (seconds < 5) return t('Går rätt')
  const time = seconds < 120 ? t('{n} s', { n: seconds }) : t('{n} min', { n: Math.round(seconds / 60) })
  return offset > 0 ? t('{time} efter servern. Tiderna rättas', { time }) : t('{time} före servern. Tiderna rättas', { time })
}

/** @param {Model} model @param {App} app */
async function sendNow(model, app) {
  if (model.busy) return app.announcer.say(t('Skickar redan. Svaret kommer här.'))
  model.busy = true
  app.draw()
  try {
    const outcome = await app.store.sync()
    model.answer = { words: outcomeWords(outcome, here.now()), tone: outcome.error || outcome.photosLeft ? 'warn' : 'calm' }
  } catch (problem) {
    const { title, detail } = /** @type {{title?: string, detail?: string}} */ (problem)
    model.answer = { words: `${title ?? t('Det gick inte att skicka')}. ${detail ?? t('Allt ligger kvar på telefonen.')}`, tone: 'warn' }
  }
  model.busy = false
  app.announcer.say(model.answer.words, { tone: model.answer.tone })
  await app.refresh()
}

/** @param {App} app */
async function protect(app) {
  const kept = await protectStorage()
  app.announcer.say(kept ? t('Lagringen är skyddad.') : t('Webbläsaren sa nej än så länge. Installera appen på hemskärmen och försök igen.'), { tone: kept ? 'calm' : 'warn' })
  await app.refresh()
}
