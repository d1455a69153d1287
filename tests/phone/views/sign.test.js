import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign } from '../../../static/src/views/sign.js'
import { draw, tap, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

const STROKES = [[10, 10, 200, 200], [300, 10, 400, 200]]
const SIGNED = { role: 'serving_supervisor', name: 'Eva Exempel', manner: 'signature', signature: { width: 800, height: 500, strokes: STROKES } }

async function shown(acknowledgement = SIGNED) {
  const app = inspectors()
  const id = await begun(app, ['YS'])
  await app.store.edit(id, { acknowledgement })
  return { app, id, ...(await open(sign, app, { id })), stored: async () => (await app.store.record(id)).fields.acknowledgement }
}

test('it says what is signed, by whom, and what that does not mean', async () => {
  const words = wordsOf((await shown()).view())
  assert.match(words, /Jag har fått gå igenom iakttagelserna vid besöket på Krog Exempel\. Underskriften betyder inte att du håller med\./)
  assert.match(words, /Eva Exempel, Serveringsansvarig/)
})

test('the last stroke can be taken back, and all of them', async () => {
  const { view, stored } = await shown()
  await tap(view(), 'Ångra streck')
  assert.deepEqual((await stored()).signature.strokes, STROKES.slice(0, 1))
  await tap(view(), 'Börja om')
  assert.equal((await stored()).signature, undefined)
})

test('who cannot draw is read to, and that is kept in its place', async () => {
  const { app, id, view, stored } = await shown()
  await tap(view(), 'Uppläst och bekräftat')
  const { role, manner, signature } = await stored()
  assert.deepEqual([role, manner, signature], ['serving_supervisor', 'read_aloud', undefined])
  assert.deepEqual(app.went, [`/visit/${id}/review`])
})

test('what is kept is drawn', async () => assert.match(draw((await shown()).view()).markup, /M10 10L200 200M300 10L400 200/))
