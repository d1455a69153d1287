import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from '../../../static/src/domain/invitations.js'
import { join } from '../../../static/src/views/join.js'
import { INSPECTOR } from '../fake_store.js'
import { draw, linksOf, tap, wordsOf } from './drawn.js'
import { begun, inspectors, open } from './opened.js'

const COLLEAGUE = { ...INSPECTOR, id: '019a9e00-0000-7000-8000-000000000006', label: 'Inspektör 2' }
const OFFICER = { id: '019a9e00-0000-7000-8000-000000000007', label: 'Kommunpolis 1', role: 'inspector', authority: 'polis' }

/** The end of the link on a lead's phone. */
async function code() {
  const lead = inspectors()
  const invitation = await lead.store.invitation(await begun(lead, ['HD', 'YS']))
  return { invitation, payload: encode(invitation, 'https://faltappen.example').split('/').at(-1) }
}

async function shown(person) {
  const { invitation, payload } = await code()
  const app = inspectors({ person })
  return { app, invitation, ...(await open(join, app, { payload })) }
}

test('it says what it is before anybody takes part', async () => {
  const { app, view } = await shown(COLLEAGUE)
  assert.match(wordsOf(view()), /Krog Exempel Leds av Inspektör 1 Slag Yttre tillsyn, planerat oanmält Började .* Checklistor Besöket, Yttre tillsyn, servering/)
  assert.deepEqual(await app.store.items(), [])
})

test('a colleague takes part by one tap, in the same visit', async () => {
  const { app, invitation, bar, view } = await shown(COLLEAGUE)
  assert.match(wordsOf(view()), /Lämna över din del till Inspektör 1 när du är klar/)
  await tap(bar(), 'Gå med')
  assert.deepEqual(app.went, [`/visit/${invitation.visit}`])
  const [{ fields }] = await app.store.items()
  assert.deepEqual([fields.reporter, fields.joint], [INSPECTOR.id, undefined])
})

test('a guest is told of own points and own secrecy, chooses checklists and gets a visit of their own', async () => {
  const { app, invitation, bar, view } = await shown(OFFICER)
  assert.match(wordsOf(view()), /Du är gäst från en annan myndighet Du får ett eget besök med egna punkter\. Det du skriver hör till din myndighet/)
  const { markup, handlers } = draw(view())
  const boxes = [...markup.matchAll(/type="checkbox"[^>]*@change="#(\d+)"[^>]*><span>([^<]*)/g)]
  assert.deepEqual(boxes.map(([, , title]) => title), ['Besöket', 'Tobak', 'Yttre tillsyn, servering'])
  handlers[Number(boxes[2][1])]({})
  await tap(bar(), 'Gå med')
  const [{ id, fields }] = await app.store.items()
  assert.notEqual(id, invitation.visit)
  assert.deepEqual([fields.joint, fields.authority, Object.keys(fields).filter((name) => name.startsWith('checklist/'))], [invitation.visit, 'polis', ['checklist/HD']])
})

test('who is on it already is led there', async () => {
  for (const person of [COLLEAGUE, OFFICER]) {
    const { app, bar, load, view } = await shown(person)
    await tap(bar(), 'Gå med')
    await load()
    assert.match(wordsOf(view()), /Du är redan med i besöket/)
    assert.deepEqual(linksOf(bar()), app.went)
  }
})

test('a code that is cut off changes nothing and can be read again', async () => {
  const { payload } = await code()
  const { app, ...screen } = { app: inspectors(), ...(await open(join, inspectors(), { payload: payload.slice(0, 60) })) }
  assert.match(wordsOf(screen.view()), /Inbjudan går inte att läsa .* Inget har ändrats på telefonen/)
  assert.deepEqual(linksOf(screen.bar()), ['/join'])
  assert.deepEqual(await app.store.items(), [])
})

test('what the store will not do is said', async () => {
  const { payload } = await code()
  const app = inspectors({ person: COLLEAGUE, fail: (method) => (method === 'join' ? { title: 'Inbjudan gäller inte dig' } : null) })
  const { bar } = await open(join, app, { payload })
  await tap(bar(), 'Gå med')
  assert.deepEqual([app.said, app.went], [[{ text: 'Inbjudan gäller inte dig', tone: 'alarm' }], []])
})
