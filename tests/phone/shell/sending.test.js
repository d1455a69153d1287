import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeWords, receiptWords, receivedWords, stateWords, statusWords, waitsFor } from '../../../static/src/shell/sending.js'
import { when } from '../../../static/src/shell/words.js'

const NOW = Date.UTC(2026, 10, 20, 20, 30)
const SENT = '2026-11-20T20:07:00.000Z'
const AT = when(SENT, NOW)
const status = { access: 'ok', waiting: 0, photosWaiting: 0, lastSent: null, sending: false, oldestWaiting: null }
const outcome = { sent: 0, known: 0, received: 0, quarantined: 0, photosSent: 0, photosLeft: 0, error: null, nextTry: null }
const item = { waiting: { for: 'nothing' }, receipt: 'A7F3-29', receivedAt: SENT, photos: [] }

test('the line says what is saved, what waits and when something was last sent', () => {
  assert.equal(statusWords({ ...status, waiting: 2, lastSent: SENT }, NOW).text, `Sparat på telefonen · 2 väntar · senast skickat ${AT}`)
  assert.equal(statusWords({ ...status, waiting: 1 }, NOW).text, 'Sparat på telefonen · 1 väntar · inget skickat än')
  assert.equal(statusWords({ ...status, lastSent: SENT }, NOW).text, `Sparat på telefonen · allt skickat ${AT}`)
  assert.equal(statusWords(status, NOW).text, 'Sparat på telefonen · inget väntar')
})

test('what has waited for more than twelve hours is told with alarm, and for how long', () => {
  const since = (hours) => statusWords({ ...status, waiting: 1, oldestWaiting: new Date(NOW - hours * 3_600_000).toISOString() }, NOW)
  assert.deepEqual([since(13).text, since(13).tone], ['Sparat på telefonen · 1 väntar · det äldsta i 13 h 0 min', 'alarm'])
  assert.equal(since(11).tone, 'warn')
})

test('photos that wait are never called sent', () => {
  const { text, tone } = statusWords({ ...status, photosWaiting: 1, lastSent: SENT }, NOW)
  assert.match(text, /1 bild väntar/)
  assert.equal(tone, 'warn')
})

test('a phone that may not send says that what it holds is kept', () => {
  const { text, tone } = statusWords({ ...status, access: 'revoked', waiting: 3 }, NOW)
  assert.equal(text, 'Kan inte skicka · 3 ligger kvar på telefonen')
  assert.equal(tone, 'alarm')
  assert.equal(statusWords({ ...status, access: 'revoked' }, NOW).text, 'Kan inte skicka · inget ligger kvar')
})

test('each tone has an icon of its own, so that colour is never alone', () => {
  const all = [status, { ...status, waiting: 1 }, { ...status, access: 'revoked' }].map((held) => statusWords(held, NOW))
  assert.equal(new Set(all.map(({ icon }) => icon)).size, 3)
  assert.equal(new Set(all.map(({ tone }) => tone)).size, 3)
})

test('an item says what it waits for', () => {
  const words = [{ for: 'network' }, { for: 'sign_in' }, { for: 'person' }, { for: 'photos', left: 2, of: 3, percent: 62 }, { for: 'photos', left: 1, of: 1, percent: 5 }, { for: 'nothing' }]
    .map((waiting) => waitsFor({ ...item, waiting }))
  assert.deepEqual(words, ['Väntar på nät', 'Väntar på ny inbjudan', 'Väntar på en människa', 'Texten framme, 2 av 3 bilder kvar (62 %)', 'Texten framme, väntar på 1 bild (5 %)', ''])
  assert.equal(waitsFor({ ...item, group: 'needs_you', waiting: { for: 'person' } }), 'Väntar på dig')
})

test('a receipt has time, code and photos', () => {
  const photos = [{ arrived: true }, { arrived: false }]
  assert.equal(receiptWords(item, NOW), `Mottagen ${AT} · A7F3-29`)
  assert.equal(receiptWords({ ...item, photos }, NOW), `Mottagen ${AT} · A7F3-29 · 1/2 bilder`)
  assert.equal(receivedWords({ ...item, photos }, NOW), `Mottagen ${AT} · 1/2 bilder`)
  assert.equal(receiptWords({ ...item, group: 'waiting', receipt: null }, NOW), '')
  assert.equal(receiptWords({ ...item, group: 'received', receipt: null }, NOW), 'Mottagen')
})

test('a run of sync is always answered in a sentence', () => {
  assert.equal(outcomeWords(outcome, NOW), 'Inget väntade. Allt är redan mottaget.')
  assert.equal(outcomeWords({ ...outcome, sent: 2 }, NOW), 'Allt är skickat och mottaget.')
  assert.equal(outcomeWords({ ...outcome, sent: 2, quarantined: 1 }, NOW), 'Allt är skickat och mottaget. 1 behöver en människa.')
  assert.equal(outcomeWords({ ...outcome, photosLeft: 1, nextTry: SENT }, NOW), `Texten är framme. 1 bild är kvar. Nytt försök ${AT}.`)
  assert.equal(outcomeWords({ ...outcome, nextTry: SENT, error: { kind: 'offline', title: 'Inget nät', detail: 'Allt ligger kvar.' } }, NOW), `Inget nät. Allt ligger kvar. Nytt försök ${AT}.`)
})

test('a state of the desk is a word; one that is unknown is itself', () => {
  assert.equal(stateWords('returned'), 'Behöver kompletteras')
  assert.equal(stateWords('pondered'), 'pondered')
})
