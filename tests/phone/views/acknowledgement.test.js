import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledged, acknowledgement } from '../../../static/src/views/acknowledgement.js'
import { draftOf } from '../../../static/src/views/draft_of.js'
import { change, draw, linksOf, wordsOf } from './drawn.js'
import { begun, inspectors } from './opened.js'

const SIGNATURE = { width: 800, height: 500, strokes: [[1, 2, 3, 4]] }

async function shown(said) {
  const app = inspectors()
  const id = await begun(app, ['YS'])
  if (said) await app.store.edit(id, { acknowledgement: said })
  const draft = await draftOf(app, id)
  return { app, draft, view: () => acknowledgement(draft, app, null), stored: async () => (await app.store.record(id)).fields.acknowledgement }
}

const choose = async ({ view }, group, nth) => {
  const { markup, handlers } = draw(view())
  const controls = [...markup.matchAll(/<input type="radio" name=(\w+)[^>]*@change="#(\d+)"/g)].filter(([, name]) => name === group)
  await handlers[Number(controls[nth][2])]({})
}

test('a name may be given for a role that is named, and for no other', async () => {
  const screen = await shown()
  assert.doesNotMatch(draw(screen.view()).markup, /name="name"/)
  await choose(screen, 'role', 0)
  await change(screen.view(), 'name="name"', { value: 'Eva Exempel' })
  await screen.draft.flush()
  assert.equal((await screen.stored()).name, 'Eva Exempel')
  await choose(screen, 'role', 1)
  const { role, name } = await screen.stored()
  assert.deepEqual([role, name], ['staff', undefined])
  assert.doesNotMatch(draw(screen.view()).markup, /name="name"/)
})

test('a signature leads to the paper, and another manner lets it go', async () => {
  const screen = await shown({ role: 'staff', manner: 'signature', signature: SIGNATURE })
  assert.match(linksOf(screen.view())[0], /\/sign$/)
  await choose(screen, 'manner', 1)
  const { manner, signature } = await screen.stored()
  assert.deepEqual([manner, signature], ['declined', undefined])
  assert.deepEqual(linksOf(screen.view()), [])
})

test('each part of it says when, and leaves the others', async () => {
  const { app, draft } = await shown({ role: 'staff', comment: 'Jaha.' })
  const { acknowledgement: said } = acknowledged(draft, { manner: 'declined' }, app)
  assert.deepEqual([said.role, said.comment, said.manner], ['staff', 'Jaha.', 'declined'])
  assert.match(said.at.at, /^20\d\d-/)
})

test('the comment is kept as it is typed, within the acknowledgement', async () => {
  const screen = await shown({ role: 'staff', manner: 'declined' })
  await change(screen.view(), 'data-field=comment', { value: 'Håller inte med.' })
  await screen.draft.flush()
  const { role, comment } = await screen.stored()
  assert.deepEqual([role, comment], ['staff', 'Håller inte med.'])
  assert.match(wordsOf(screen.view()), /16 av 2000 tecken/)
})
