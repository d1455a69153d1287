import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateWords } from '../../../static/src/shell/words.js'
import { review } from '../../../static/src/views/review.js'
import { draw, linksOf, tap, wordsOf } from './drawn.js'
import { OPEN, PUB, begun, inspectors, open, registered } from './opened.js'

const FOUND = { 'answers/YS07/value': 'deficiency', 'answers/YS07/note': 'Ingen av de anmälda fanns på plats.', 'answers/YS07/said': 'Personal ringde den ansvariga.', 'answers/YS07/deadline': '2026-12-04',
  'answers/YS03/value': 'deficiency', 'answers/YS03/note': '23:48 serverades en gäst som sluddrade.', 'answers/YS03/corrected': true, 'answers/YS01/value': 'ok', 'answers/YS01/note': 'Cirka 60 gäster.', 'answers/YS06/value': 11 }

async function shown(fields = FOUND, known = null) {
  const app = inspectors()
  const id = await begun(app, ['YS'], await registered(app, PUB, known))
  await app.store.edit(id, fields)
  return { app, id, ...(await open(review, app, { id })), stored: async () => (await app.store.record(id)).fields }
}

test('deficiencies come first, the gravest first, with what was found, said and put right', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /2 brister Kritisk YS03 Serverades en märkbart påverkad gäst\? AL 3:8 23:48 serverades .* Rättelse Rättades under besöket\. .*Allvarlig YS07/)
  assert.match(words, /Vad som sades Personal ringde den ansvariga\. Rättelse Följs upp efter 4 dec( 2026)?\./)
})

test('what was in order, what was noted and what nobody looked at follow', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /1 punkt utan anmärkning Råder ordning och nykterhet\? Cirka 60 gäster\. Antecknat Antal legitimationskontroller 11 2 punkter kontrollerades inte/)
})

test('it never says what is to follow for the one who holds the permit', async () => {
  assert.doesNotMatch(wordsOf((await shown()).view()), /varning|erinran|återkalla|sanktion|vite/i)
})

test('earlier deficiencies are told with what became of them', async () => {
  const { view } = await shown({ ...FOUND, 'earlier/v1/YS07/outcome': 'remedied' }, { open: [OPEN, { ...OPEN, item: 'YS17', question: 'Finns lättdrycker?' }] })
  assert.match(wordsOf(view()), /Från tidigare besök Åtgärdad: Är en serveringsansvarig närvarande\? .* Inte kontrollerad: Finns lättdrycker\?/)
})

test('a guest is not told of what others found there', async () => {
  const { view } = await shown({ ...FOUND, joint: 'v9' }, { open: [OPEN] })
  assert.doesNotMatch(wordsOf(view()), /Från tidigare besök/)
})

test('what is in the way is told with the way to its point, and nothing is sent', async () => {
  const { app, view, bar, stored } = await shown({ ...FOUND, 'answers/YS07/note': ' ', acknowledgement: { role: 'staff', manner: 'declined' } })
  assert.match(wordsOf(view()), /1 sak är kvar innan det går att skicka Skriv vad som sågs eller hördes: Är en serveringsansvarig närvarande\? Öppna punkten/)
  assert.ok(linksOf(view()).some((route) => route.endsWith('/item/YS07/note')))
  pageless(() => tap(bar(), 'Spara och skicka'))
  assert.match(app.said[0].text, /^Skriv vad som sågs eller hördes: .* Allt är sparat\.$/)
  assert.equal((await stored()).submitted_at, undefined)
})

test('an acknowledgement that is begun is to be whole', async () => {
  for (const [acknowledgement, words] of [[{ manner: 'declined' }, /Säg vem/], [{ role: 'staff' }, /Säg hur/], [{ role: 'staff', manner: 'signature' }, /inte ritad än/]]) {
    assert.match(wordsOf((await shown({ ...FOUND, acknowledgement })).view()), words)
  }
})

test('a text that points a person out is in the way', async () => {
  const { view } = await shown({ ...FOUND, acknowledgement: { role: 'staff', manner: 'declined', comment: 'Ring 070-123 45 67.' } })
  assert.match(wordsOf(view()), /En text ser ut att peka ut en person: den ansvarigas kommentar/)
})

test('when the next visit comes is folded away from the one who is shown the screen', async () => {
  const { markup } = draw((await shown()).view())
  const [before, folded] = markup.split(/<details class="card fold"/)
  assert.doesNotMatch(before, /next_visit_on/)
  assert.match(folded, /next_visit_on/)
})

test('the day when all should be put right is proposed for the next visit', async () => {
  const { view, stored } = await shown()
  await tap(view(), `Efter sista dagen för rättelse: ${dateWords('2026-12-04')}`)
  assert.equal((await stored()).next_visit_on, '2026-12-04')
})

test('a visit that is gone is said to be', async () => {
  assert.match(wordsOf((await open(review, inspectors(), { id: 'none' })).view()), /finns inte längre/)
})

/** Saving points at a place on a page that is not there. */
function pageless(work) {
  Object.assign(globalThis, { document: { querySelector: () => null }, CSS: { escape: String } })
  try {
    return work()
  } finally {
    delete globalThis.document
    delete globalThis.CSS
  }
}
