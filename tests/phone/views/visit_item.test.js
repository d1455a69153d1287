import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitItem } from '../../../static/src/views/visit_item.js'
import { change, draw, linksOf, tap, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

const settled = () => new Promise(setImmediate)
/** What only a board decides, and what a phone must never say. */
const SANCTIONS = /erinran|varning|återkall|vite|föreläggande|förbud|sanktion|böter|straff|polisanmäl/i

async function shown(item, fields = {}) {
  const app = inspectors()
  const id = await begun(app)
  await app.store.edit(id, fields)
  const screen = await open(visitItem, app, { id, item })
  return { app, id, ...screen, stored: async () => (await app.store.record(id)).fields }
}

test('a critical deficiency says at once what to do', async () => {
  const { view } = await shown('YS03')
  assert.doesNotMatch(wordsOf(view()), /Gör nu/)
  await tap(view(), 'Brist')
  await settled()
  assert.match(wordsOf(view()), /Gör nu Säg till den ansvariga genast\. Kritisk\./)
})

test('another deficiency says how grave it is, in words', async () => {
  assert.match(wordsOf((await shown('YS17', { 'answers/YS17/value': 'deficiency' })).view()), /Mindre\. Rättas på plats eller inom utsatt tid/)
})

test('a deficiency asks for what was seen until it is written', async () => {
  const { view } = await shown('YS17', { 'answers/YS17/value': 'deficiency' })
  assert.match(wordsOf(view()), /En brist behöver en iakttagelse/)
  change(view(), 'data-field=answers/YS17/note', { value: 'Endast starköl fanns framme.' })
  assert.doesNotMatch(wordsOf(view()), /En brist behöver en iakttagelse/)
})

test('leaving stores what is typed', async () => {
  const { model, view, stored } = await shown('YS17', { 'answers/YS17/value': 'deficiency' })
  change(view(), 'data-field=answers/YS17/note', { value: 'Endast starköl fanns framme.' })
  visitItem.leave(model)
  await settled()
  assert.equal((await stored())['answers/YS17/note'], 'Endast starköl fanns framme.')
})

test('what looks like a person is pointed out while it is typed', async () => {
  const { view } = await shown('YS17', { 'answers/YS17/value': 'deficiency', 'answers/YS17/note': 'Gästen var 811218-9876.' })
  assert.match(wordsOf(view()), /Det här ser ut som en personuppgift/)
})

test('what was said, what was put right and until when are kept', async () => {
  const { view, stored } = await shown('YS17', { 'answers/YS17/value': 'deficiency', 'answers/YS17/deadline': '2026-12-20' })
  change(view(), 'type="checkbox" .checked=false', { checked: true })
  change(view(), 'type="date"', { value: '2026-12-01' })
  await settled()
  const fields = await stored()
  assert.deepEqual([fields['answers/YS17/corrected'], fields['answers/YS17/deadline']], [true, '2026-12-01'])
  change(view(), 'type="date"', { value: '' })
  await settled()
  assert.equal((await stored())['answers/YS17/deadline'], null)
})

test('what is in order can be noted too, and asks for nothing more', async () => {
  const words = wordsOf((await shown('YS07', { 'answers/YS07/value': 'ok' })).view())
  assert.match(words, /Anteckning Frivilligt\./)
  assert.doesNotMatch(words, /Rättat på plats|Vad sades på platsen/)
})

test('a mistaken deficiency leaves nothing behind but what was written', async () => {
  const { view, stored } = await shown('YS07')
  await tap(view(), 'Brist')
  await settled()
  await tap(view(), 'OK')
  await settled()
  const fields = await stored()
  assert.deepEqual(['value', 'observed_at', 'observed_by', 'deadline'].map((part) => fields[`answers/YS07/${part}`]), ['ok', null, null, null])
})

test('the app never words what a deficiency may lead to', async () => {
  for (const item of ['YS01', 'YS03', 'YS17', 'TN10']) assert.doesNotMatch(wordsOf((await shown(item, { [`answers/${item}/value`]: 'deficiency' })).view()), SANCTIONS)
})

test('a photo of evidence keeps its full size and shows the first of its digest', async () => {
  const { app, id, view, load } = await shown('YS17', { 'answers/YS17/value': 'deficiency' })
  const input = { files: [new Blob(['x'])], value: 'x.jpg' }
  await change(view(), 'type="file"', input)
  const [name] = Object.keys((await app.store.record(id)).fields).filter((field) => field.startsWith('photos/'))
  const photo = (await app.store.record(id)).fields[name]
  assert.deepEqual([photo.item, photo.evidence, photo.position.accuracy], ['YS17', true, 12])
  await load()
  assert.match(wordsOf(view()), new RegExp(`Bevis ${name.slice(7, 15)}`))
})

test('a photo of what is in order is no evidence unless one says so', async () => {
  const { app, id, view, model } = await shown('YS07', { 'answers/YS07/value': 'ok' })
  await change(view(), 'type="file"', { files: [new Blob(['x'])], value: '' })
  model.evidence = true
  await change(view(), 'type="file"', { files: [new Blob(['y'])], value: '' })
  const photos = Object.entries((await app.store.record(id)).fields).filter(([field]) => field.startsWith('photos/'))
  assert.deepEqual(photos.map(([, photo]) => photo.evidence ?? false), [false, true])
})

test('photos of other points are not shown here', async () => {
  const { view } = await shown('YS07', { 'photos/aa': { item: 'YS17', evidence: true } })
  assert.doesNotMatch(wordsOf(view()), /Bevis/)
})

test('the way back is to the point’s place among the others', async () => {
  const { id, bar } = await shown('YS07')
  assert.deepEqual(linksOf(bar()), [`/visit/${id}/at/YS07`])
})

test('a report that came back for this point says why, here', async () => {
  const { app, id, load, view } = await shown('YS07', { 'answers/YS07/value': 'deficiency' })
  await app.store.submit(id)
  app.store.stand(id, { group: 'needs_you', cause: { title: 'Behöver kompletteras', detail: 'När kom ansvarig?', field: 'answers/YS07/note' } })
  await load()
  assert.match(wordsOf(view()), /När kom ansvarig\?/)
})

test('a point that the visit does not have is said to be missing', async () => {
  assert.match(wordsOf((await shown('XX99')).view()), /Punkten finns inte/)
  assert.ok(draw((await shown('XX99')).bar()).markup.includes('Klar'))
})
