// What waits, for what, and how sending went, in words.
import { count, t } from './texts.js'
import { duration, itemsWaiting, when } from './words.js'

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').Status} Status */
/** @typedef {import('../types').SyncOutcome} SyncOutcome */

/** ms */
const LONG = 12 * 3_600_000

/** The permanent line. Its tone is told by icon and words as well as by colour.
 * @param {Status | null} status @param {number} now @returns {{text: string, tone: 'calm' | 'warn' | 'alarm', icon: string}} */
export function statusWords(status, now) {
  if (!status) return { text: t('Öppnar det som är sparat …'), tone: 'calm', icon: 'clock' }
  const waiting = status.waiting + status.photosWaiting
  if (status.access !== 'ok') return { text: join(t('Kan inte skicka'), kept(status)), tone: 'alarm', icon: 'alert' }
  const saved = t('Sparat på telefonen')
  if (!waiting) return { text: join(saved, status.lastSent ? t('allt skickat {when}', { when: when(status.lastSent, now) }) : t('inget väntar')), tone: 'calm', icon: 'check' }
  if (hasWaitedLong(status, now)) return { text: join(saved, waitingWords(status), t('det äldsta i {time}', { time: duration(String(status.oldestWaiting), now) })), tone: 'alarm', icon: 'alert' }
  const last = status.lastSent ? t('senast skickat {when}', { when: when(status.lastSent, now) }) : t('inget skickat än')
  return { text: join(saved, waitingWords(status), status.sending ? t('skickar …') : last), tone: 'warn', icon: status.sending ? 'send' : 'clock' }
}

/** Whether something has waited so long that a person should see to it. @param {Status} status @param {number} now */
export const hasWaitedLong = ({ oldestWaiting }, now) => oldestWaiting !== null && now - Date.parse(oldestWaiting) > LONG

/** @param {Status} status */
function waitingWords({ waiting, photosWaiting }) {
  if (waiting) return itemsWaiting(waiting)
  return count(photosWaiting, '1 bild väntar', '{n} bilder väntar')
}

/** @param {Status} status */
const kept = ({ waiting }) => (waiting ? count(waiting, '1 ligger kvar på telefonen', '{n} ligger kvar på telefonen') : t('inget ligger kvar'))

/** What an item waits for. @param {Item} item */
export function waitsFor(item) {
  const { waiting } = item
  if (waiting.for === 'network') return t('Väntar på nät')
  if (waiting.for === 'sign_in') return t('Väntar på ny inbjudan')
  if (waiting.for === 'person') return item.group === 'needs_you' ? t('Väntar på dig') : t('Väntar på en människa')
  if (waiting.for === 'photos') return photosLeft(waiting)
  return ''
}

/** @param {{left: number, of: number, percent: number}} waiting */
function photosLeft({ left, of, percent }) {
  if (of === 1) return t('Texten framme, väntar på 1 bild ({percent} %)', { percent })
  return t('Texten framme, {left} av {of} bilder kvar ({percent} %)', { left, of, percent })
}

/** `Mottagen 23:41 · A7F3-29 · 3/3 bilder`; just `Mottagen` of what another phone has sent, whose receipt is there. @param {Item} item @param {number} now */
export const receiptWords = (item, now) => join(...received(item, now, item.receipt ?? ''))

/** The same without the code, where that stands by itself. @param {Item} item @param {number} now */
export const receivedWords = (item, now) => join(...received(item, now, ''))

/** @param {Item} item @param {number} now @param {string} code */
function received(item, now, code) {
  if (!item.receipt || !item.receivedAt) return item.group === 'received' ? [t('Mottagen')] : []
  const arrived = item.photos.filter((photo) => photo.arrived).length
  const photos = item.photos.length ? t('{arrived}/{of} bilder', { arrived, of: item.photos.length }) : ''
  return [t('Mottagen {when}', { when: when(item.receivedAt, now) }), code, photos]
}

/** How a run of sync went: always a sentence. @param {SyncOutcome} outcome @param {number} now */
export function outcomeWords(outcome, now) {
  const next = outcome.nextTry ? t('Nytt försök {when}.', { when: when(outcome.nextTry, now) }) : ''
  if (outcome.error) return sentences(`${outcome.error.title}.`, outcome.error.detail, next)
  const held = outcome.quarantined ? count(outcome.quarantined, '1 behöver en människa.', '{n} behöver en människa.') : ''
  if (outcome.photosLeft) return sentences(count(outcome.photosLeft, 'Texten är framme. 1 bild är kvar.', 'Texten är framme. {n} bilder är kvar.'), held, next)
  const sent = outcome.sent + outcome.known + outcome.photosSent
  return sentences(sent ? t('Allt är skickat och mottaget.') : t('Inget väntade. Allt är redan mottaget.'), held)
}

/** The report's state at the desk. @param {string} state */
export const stateWords = (state) => ({
  draft: t('Utkast'), submitted: t('Inskickad'), reviewed: t('Granskad'), referred: t('Skickad vidare'), actioned: t('Åtgärdad'),
  returned: t('Behöver kompletteras'), dismissed: t('Avskriven'), closed: t('Avslutad') })[state] ?? state

/** @param {...string} parts */
const sentences = (...parts) => parts.filter(Boolean).join(' ')

/** @param {...string} parts */
const join = (...parts) => parts.filter(Boolean).join(' · ')
