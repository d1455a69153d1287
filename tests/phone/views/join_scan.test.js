import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinScan } from '../../../static/src/views/join_scan.js'
import { change, draw, tap, wordsOf } from './drawn.js'
import { inspectors, open } from './opened.js'

const CODE = 'eyJ2aXNpdCI6IjAxOWFhMDAwIn0'

async function pasted(text) {
  const app = inspectors()
  const screen = await open(joinScan, app)
  change(screen.view(), 'name="link"', { value: text })
  const form = draw(screen.view())
  form.handlers[Number(/<form[^>]*@submit="#(\d+)"/.exec(form.markup)[1])]({ preventDefault() {} })
  return { app, ...screen }
}

for (const text of [`https://faltappen.example/app/#/join/${CODE}`, ` ${CODE}\n`, `#/join/${CODE}`]) {
  test(`a link by hand leads to what it says: ${JSON.stringify(text)}`, async () => assert.deepEqual((await pasted(text)).app.went, [`/join/${CODE}`]))
}

test('what is no invitation is told, and nothing happens', async () => {
  const { app, view } = await pasted('https://faltappen.example/app/')
  assert.deepEqual(app.went, [])
  assert.match(wordsOf(view()), /Det är ingen inbjudan till ett besök\. .* Inget har ändrats/)
})

test("where the browser cannot read codes, the phone's own camera can", async () => {
  const { view } = await open(joinScan, inspectors())
  await tap(view(), 'Läs QR-koden')
  assert.match(wordsOf(view()), /Öppna telefonens egen kamera .* Den leder hit/)
})
