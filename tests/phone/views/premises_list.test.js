import assert from 'node:assert/strict'
import { test } from 'node:test'
import { premisesList } from '../../../static/src/views/premises_list.js'
import { change, linksOf, tap, wordsOf } from './drawn.js'
import { OPEN, PUB, inspectors, open, registered } from './opened.js'

const settled = () => new Promise(setImmediate)

test('a row tells how far, what is permitted now, the last visit, what is open and the risk', async () => {
  const app = inspectors()
  await registered(app, PUB, { last_visit: { at: '2020-09-11T19:40:00.000Z' }, due_on: '2020-12-01', open: [OPEN] })
  const words = wordsOf((await open(premisesList, app)).view())
  for (const said of ['Krog Exempel', 'här · Exempeltorget 4 · Kävlinge', 'Servering inne tillåten dygnet runt', 'Tobak', 'Senast 11 sep 2020 · 1 öppen brist · hög risk', 'Tiden gick ut 11 okt 2020', 'Försenat sedan 1 dec 2020']) assert.ok(words.includes(said), `${said}: ${words}`)
})

test('it is searched as one types', async () => {
  const app = inspectors()
  await registered(app)
  await registered(app, { name: 'Kiosk Dummy' })
  const { model, view } = await open(premisesList, app)
  change(view(), 'id="premises-text"', { value: 'kio' })
  await settled()
  assert.deepEqual(model.rows.map(({ name }) => name), ['Kiosk Dummy'])
})

test('an answer that comes late does not replace a later one', async () => {
  const app = inspectors()
  await registered(app)
  const { model, view } = await open(premisesList, app)
  const find = app.store.findPremises.bind(app.store)
  let letGo = () => {}
  app.store.findPremises = async (query) => {
    if (query.text === 'k') await new Promise((resolve) => (letGo = resolve))
    return find(query)
  }
  change(view(), 'id="premises-text"', { value: 'k' })
  change(view(), 'id="premises-text"', { value: 'zz' })
  await settled()
  letGo()
  await settled()
  assert.deepEqual(model.rows, [])
})

test('what is not found can be added', async () => {
  const app = inspectors()
  const { model, view } = await open(premisesList, app)
  assert.match(wordsOf(view()), /Registret har inte kommit än/)
  model.text = 'zz'
  assert.match(wordsOf(view()), /Inget objekt på telefonen heter så/)
  assert.ok(linksOf(view()).includes('/premises/new'))
})

test('a part is shown first, and more when asked for', async () => {
  const app = inspectors()
  for (let n = 0; n < 31; n++) await registered(app, { name: `Objekt ${n}` })
  const { model, view } = await open(premisesList, app)
  assert.equal(model.rows.length, 30)
  tap(view(), 'Visa fler')
  await settled()
  assert.equal(model.rows.length, 31)
})

test('the order of a link is the one it opens with', async () => {
  assert.equal((await open(premisesList, inspectors(), { order: 'due' })).model.order, 'due')
})

test('a search that fails is said, and what was found before stays', async () => {
  const app = inspectors({ fail: (method) => (method === 'findPremises' && failing ? { title: 'Går inte' } : null) })
  let failing = false
  await registered(app)
  const { model, view } = await open(premisesList, app)
  failing = true
  change(view(), 'id="premises-text"', { value: 'x' })
  await settled()
  assert.equal(app.said[0].text, 'Går inte')
  assert.equal(model.rows.length, 1)
})
