import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameOf } from '../../../static/src/views/protocol_file.js'
import { protocol } from '../../../static/src/views/protocol.js'
import { draw, linksOf, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

const AT = { at: '2026-11-20T22:05:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
const FOUND = { 'answers/YS07/value': 'deficiency', 'answers/YS07/note': 'Ingen fanns på plats.', 'answers/YS07/observed_at': AT, 'answers/YS07/observed_by': 'AB', 'answers/YS07/deadline': '2026-12-04', 'answers/YS01/value': 'ok',
  acknowledgement: { role: 'serving_supervisor', name: 'Eva Exempel', manner: 'signature', comment: 'Håller inte med.', at: AT, signature: { width: 800, height: 500, strokes: [[1, 1, 9, 9]] } }, next_visit_on: '2027-01-15', summary: 'Lugn kväll.' }
const ARRIVED = { group: 'received', receipt: 'A7F3-29', receivedAt: '2026-11-20T22:10:00.000Z', waiting: { for: 'nothing' }, state: 'submitted' }

async function shown({ sent = true, standing = null, fields = FOUND } = {}) {
  const app = inspectors()
  const id = await begun(app, ['YS'])
  await app.store.edit(id, fields)
  if (sent) await app.store.submit(id, { ended_at: AT })
  if (standing) app.store.stand(id, standing)
  return { app, id, ...(await open(protocol, app, { id })) }
}

test('it stands alone: where, when, by whom, what was found and what was said', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /Tillsynsprotokoll · Kävlinge kommun Krog Exempel Verksamhet Exempelkrogen HB, 000000-0012 Adress Exempeltorget 4, Kävlinge Besöket 20 november 2026 kl\. 21:00 – 22:05/)
  assert.match(words, /Allvarlig YS07 Är en serveringsansvarig närvarande\? AL 8:18 1 st Ingen fanns på plats\. Iakttaget 20 november 2026 kl\. 22:05 av AB Rättelse Följs upp efter 4 december 2026\./)
  assert.match(words, /Sammanfattning Lugn kväll\. Genomgång Genomgången med Serveringsansvarig, Eva Exempel Bekräftelse Underskrift .* Den ansvarigas kommentar Håller inte med\./)
})

test('when the next visit comes is no part of it', async () => assert.doesNotMatch(wordsOf((await shown()).view()), /2027|15 januari/))

test('it judges nothing and says so', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /Det är inget beslut\./)
  assert.doesNotMatch(words, /varning|erinran|återkall/i)
})

test('before it is sent it says that it is a draft', async () => {
  const { view, id } = await shown({ sent: false })
  assert.match(wordsOf(view()), /Besöket är inte skickat än\. .* Utkast\. Protokollet är inte inskickat\./)
  assert.equal(protocol.back({ record: { id, fields: {} } }), `/visit/${id}`)
})

test('nothing is given away before the visit is sent', async () => {
  const [draft, sent] = [await shown({ sent: false }), await shown()]
  assert.deepEqual([wordsOf(draft.bar()), linksOf(draft.bar())], ['Till genomgången', [`/visit/${draft.id}/review`]])
  assert.equal(wordsOf(sent.bar()), 'Dela Skriv ut')
})

test('while it waits it can be given away, and the PDF is told of', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /Väntar på nät .* Kommunens PDF kommer när det har tagits emot/)
  assert.doesNotMatch(words, /Hämta PDF/)
})

test('when it has been received the PDF can be fetched', async () => {
  const words = wordsOf((await shown({ standing: ARRIVED })).view())
  assert.match(words, /A7F3-29 Kommunens PDF, .* Hämta PDF/)
  assert.match(words, /Kvitto A7F3-29/)
})

test('the PDF of what another phone has sent can be fetched too', async () => {
  const words = wordsOf((await shown({ standing: { ...ARRIVED, receipt: null, receivedAt: null } })).view())
  assert.match(words, /Mottagen Kommunens PDF, .* Hämta PDF/)
})

test('photos that stand at no point have a place of their own, and all tell how to know them again', async () => {
  const photo = (item) => ({ size: 1, type: 'image/jpeg', width: 1, height: 1, taken_at: AT, position: null, ...(item ? { item } : {}) })
  const { view } = await shown({ fields: { ...FOUND, ['photos/' + 'a'.repeat(64)]: photo('YS07'), ['photos/' + 'b'.repeat(64)]: photo(null) } })
  const words = wordsOf(view())
  assert.match(words, /Bilder 2 bilder\. Originalen har fingeravtrycken \(SHA-256\): YS07 · a{64} b{64}/)
  assert.equal(draw(view()).markup.match(/thumb-wait/g).length, 2)
})

test('a visit that nobody acknowledged says so', async () => {
  assert.match(wordsOf((await shown({ fields: { 'answers/YS01/value': 'ok' } })).view()), /Ingen brist iakttogs vid det som gicks igenom\. .* Ingen genomgång med någon ansvarig är antecknad\./)
})

test('the file is named for the place and the day', () => {
  const fields = { premises_name: 'Livs & Låtsas på Åsen', started_at: AT }
  assert.equal(nameOf({ fields }), 'protokoll-livs-latsas-pa-asen-2026-11-20.html')
  assert.equal(nameOf({ fields }, 'pdf'), 'protokoll-livs-latsas-pa-asen-2026-11-20.pdf')
  assert.equal(nameOf({ fields: {} }), 'protokoll.html')
})

test('a visit that is gone leads to the others', async () => {
  const { bar, view } = await open(protocol, inspectors(), { id: 'none' })
  assert.match(wordsOf(view()), /finns inte längre/)
  assert.deepEqual(linksOf(bar()), ['/visits'])
})
