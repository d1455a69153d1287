import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { decode } from '../../../static/src/domain/invitations.js'
import { invite } from '../../../static/src/views/invite.js'
import * as qr from '../../../static/src/qr.js'
import { draw, tap, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

beforeEach(() => (globalThis.location = { origin: 'https://faltappen.example' }))
afterEach(() => delete globalThis.location)

async function shown() {
  const app = { ...inspectors(), drawn: 0 }
  app.loadQr = async () => ({ qr: (text) => (app.drawn++, qr.qr(text)) })
  const id = await begun(app, ['YS'])
  return { app, id, ...(await open(invite, app, { id })) }
}

test('the code leads to this visit', async () => {
  const { id, model } = await shown()
  assert.match(model.link, /^https:\/\/faltappen\.example\/app\/#\/join\/[\w-]+$/)
  assert.deepEqual([decode(model.link).visit, decode(model.link).label], [id, 'Inspektör 1'])
})

test('it is drawn once, however often something else changes', async () => {
  const { app, load, view } = await shown()
  await load()
  assert.equal(app.drawn, 1)
  assert.match(draw(view()).markup, /<path d=M4 4h7/)
})

test('it tells who is on the visit and how it goes', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /På besöket Inspektör 1 \(du\) Leder besöket/)
  assert.match(words, /Har ni svarat olika på en punkt sparas båda svaren, och samordnaren ser det/)
})

test('a browser that will not copy says what to do', async () => {
  const { app, view } = await shown()
  await tap(view(), 'Kopiera länken')
  assert.match(app.said[0].text, /Visa QR-koden i stället/)
})
