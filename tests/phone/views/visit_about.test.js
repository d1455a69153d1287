import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitAbout } from '../../../static/src/views/visit_about.js'
import { draw, linksOf, tap, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

const settled = () => new Promise(setImmediate)

async function shown(fields = {}) {
  const app = inspectors()
  const id = await begun(app, ['HD', 'YS'])
  await app.store.edit(id, fields)
  const screen = await open(visitAbout, app, { id })
  const stored = async () => (await app.store.record(id)).fields
  const boxes = () => [...draw(screen.view()).markup.matchAll(/<label class="choice">(.*?)<\/label>/gs)].map(([, row]) => row)
  /** Ticks the box whose row says this. */
  const tick = async (words) => {
    draw(screen.view()).handlers[Number(/#(\d+)/.exec(boxes().find((row) => row.includes(words)))[1])]({})
    await settled()
  }
  return { app, id, ...screen, stored, boxes, tick }
}

test('why and who is with us can be said later', async () => {
  const { view, stored } = await shown()
  tap(view(), 'Samordnat')
  tap(view(), 'Polisen')
  await settled()
  assert.deepEqual([(await stored()).occasion, (await stored())['present/police']], ['joint', true])
  tap(view(), 'Polisen')
  await settled()
  assert.equal((await stored())['present/police'], null)
})

test('a checklist is added whole', async () => {
  const { stored, tick } = await shown()
  await tick('Tobak')
  assert.deepEqual((await stored())['checklist/TN'].items.map(({ id }) => id), ['TN01', 'TN10'])
})

test('one that nobody has answered is taken away, one that has answers is not', async () => {
  const { stored, tick, boxes } = await shown({ 'answers/HD08/value': 'ok' })
  const fixed = (words) => boxes().find((row) => row.includes(words)).includes('?disabled=true')
  assert.deepEqual([fixed('Besöket'), fixed('Yttre tillsyn')], [true, false])
  await tick('Yttre tillsyn')
  assert.equal((await stored())['checklist/YS'], null)
  const answered = await shown({ 'answers/YS01/value': 'ok' })
  assert.match(answered.boxes().find((row) => row.includes('Yttre tillsyn')).replaceAll(/<[^>]*>/g, ''), /1 besvarade/)
  assert.ok(answered.boxes().find((row) => row.includes('Yttre tillsyn')).includes('?disabled=true'))
})

test('the way back is to the visit, and a visit that is gone is said to be', async () => {
  const { id, bar } = await shown()
  assert.deepEqual(linksOf(bar()), [`/visit/${id}`])
  assert.match(wordsOf((await open(visitAbout, inspectors(), { id: 'none' })).view()), /finns inte längre/)
})
