import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitNew } from '../../../static/src/views/visit_new.js'
import { change, draw, linksOf, tap, wordsOf } from './drawn.js'
import { OPEN, PUB, begun, inspectors, open, registered } from './opened.js'

async function shown({ fields = PUB, known = null, evening = false, world = {} } = {}) {
  const app = inspectors(world)
  const premises = await registered(app, fields, known)
  const screen = await open(visitNew, app, { premises })
  screen.model.evening = evening
  const began = async () => {
    await tap(screen.bar(), 'Börja besöket')
    return app.store.record(app.went[0].split('/').at(-1))
  }
  return { app, premises, began, ...screen }
}

const checklistsOf = ({ fields }) => Object.keys(fields).filter((name) => name.startsWith('checklist/')).map((name) => name.slice(10)).sort()

test('with two taps a planned visit has begun with all that the permits call for', async () => {
  const { app, premises, began } = await shown()
  const record = await began()
  assert.deepEqual(app.went, [`/visit/${record.id}`])
  assert.deepEqual(checklistsOf(record), ['HD', 'TN', 'YS'])
  const { premises: of, premises_name: name, occasion, visit_kind: kind, started_at: started, submitted_at: sent } = record.fields
  assert.deepEqual([of, name, occasion, kind, sent], [premises, 'Krog Exempel', 'planned', 'field', undefined])
  assert.match(started.at, /^20\d\d-/)
  assert.equal(record.fields['checklist/YS'].items.length, 6)
})

test('nothing is answered when a visit begins', async () => {
  const { began } = await shown()
  assert.deepEqual(Object.keys((await began()).fields).filter((name) => name.startsWith('answers/')), [])
})

test('a short evening has its few points, and none of the lists that have no few', async () => {
  const { began } = await shown({ evening: true })
  const record = await began()
  assert.deepEqual(checklistsOf(record), ['HD', 'YS'])
  assert.deepEqual(record.fields['checklist/YS'].items.map(({ id }) => id), ['YS01', 'YS03', 'YS07', 'YS17'])
})

test('a place without serving has no short evening', async () => {
  const { view } = await shown({ fields: { ...PUB, 'permits/serving_indoors': null }, evening: true })
  assert.doesNotMatch(wordsOf(view()), /Kort kväll/)
})

test('a checklist is taken away or added, but never what every visit has', async () => {
  const { view, began } = await shown({ evening: true })
  const boxes = () => [...draw(view()).markup.matchAll(/<input type="checkbox"[^>]*>/g)].map(([control]) => control)
  const tick = (at) => draw(view()).handlers[Number(/#(\d+)/.exec(boxes()[at])?.[1])]({})
  const [head, tobacco, serving] = [0, 1, 2]
  assert.deepEqual([head, tobacco].map((at) => boxes()[at].includes('?disabled=true')), [true, false])
  tick(tobacco)
  tick(serving)
  assert.deepEqual(checklistsOf(await began()), ['HD', 'TN'])
})

test('why, what kind and who is with us are chosen by taps', async () => {
  const { view, began } = await shown()
  tap(view(), 'Samordnat')
  tap(view(), 'Förebyggande besök')
  tap(view(), 'Polisen')
  tap(view(), 'Räddningstjänsten')
  tap(view(), 'Räddningstjänsten')
  const { fields } = await began()
  assert.deepEqual([fields.occasion, fields.visit_kind, fields['present/police'], fields['present/rescue_service']], ['joint', 'preventive', true, undefined])
})

test('what is open from before and a visit that goes on there are told first', async () => {
  const { app, premises, load, view } = await shown({ known: { open: [OPEN] } })
  const visit = await begun(app, ['HD'], premises)
  await load()
  assert.match(wordsOf(view()), /Ett besök pågår redan här.*1 öppen brist från förr/)
  assert.ok(linksOf(view()).includes(`/visit/${visit}/at/HD08`))
})

test('two taps in haste make one visit', async () => {
  const { app, bar } = await shown()
  await Promise.all([tap(bar(), 'Börja besöket'), tap(bar(), 'Börja besöket')])
  assert.equal((await app.store.items()).length, 1)
})

test('what could not be saved is said', async () => {
  let full = false
  const { app, bar } = await shown({ world: { fail: (method) => (full && method === 'create' ? { title: 'Fullt' } : null) } })
  full = true
  await tap(bar(), 'Börja besöket')
  assert.equal(app.said[0].text, 'Fullt')
  assert.deepEqual(app.went, [])
})

test('the amount is said by the person, and then holds', async () => {
  const { model, view } = await shown({ evening: true })
  change(view(), 'name=evening', {})
  assert.equal(model.evening, true)
})
