import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveRescue } from '../../../static/src/views/rescue.js'
import { fakeApp } from '../fake_app.js'

async function saved(end, world = {}, reports = 1) {
  const app = fakeApp(world)
  for (let n = 0; n < reports; n += 1) await app.store.create('observation', { category: 'OB19' })
  const [given, answers] = [[], []]
  await saveRescue(app, (words, tone) => answers.push({ words, tone }), async (file) => (given.push(file), end))
  return { app, given, answers, last: app.said.at(-1) }
}

for (const [end, words] of [['saved', /bland hämtade filer. Lämna den till samordnaren/], ['shared', /är delad/], ['left', /delades inte.*Tryck igen/]]) {
  test(`when the file is ${end} the person is told, and that all is still here`, async () => {
    const { given, answers, last } = await saved(end)
    assert.match(last.text, words)
    assert.match(last.text, /[Aa]llt ligger (också )?kvar på telefonen/)
    assert.equal(answers[0].words, last.text)
    assert.equal(given[0].name, 'raddningsfil-2026-11-20T2107.rescue')
  })
}

test('what is in the file is counted', async () => {
  const { last } = await saved('saved', {}, 2)
  assert.match(last.text, /Filen med 2 rapporter är/)
})

test('when nothing waits there is no file, and an answer', async () => {
  const { given, last } = await saved('saved', {}, 0)
  assert.deepEqual(given, [])
  assert.match(last.text, /Inget väntar/)
})

test('a problem is told and the button works again', async () => {
  let problem = { title: 'Räddningsfilen kan inte låsas än', detail: 'Allt ligger kvar.' }
  const { app, answers, last } = await saved('saved', { fail: (method) => (method === 'rescue' ? problem : null) })
  assert.deepEqual([last.text, last.tone], [problem.title, 'alarm'])
  assert.deepEqual(answers, [{ words: `${problem.title}. ${problem.detail}`, tone: 'alarm' }])
  problem = null
  await saveRescue(app, () => {}, async () => 'saved')
  assert.match(app.said.at(-1).text, /är sparad/)
})
