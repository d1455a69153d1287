// The hybrid logical clock, held to the server's by sync/vectors/clock.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Clock, isClock, nodeOf } from '../../static/src/domain/clock.js'

const folder = new URL('../../sync/vectors/clock/', import.meta.url)
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const runs = readdirSync(folder).filter((name) => name !== 'forms.json').map(read)
const forms = read('forms.json')

for (const { name, node, last, steps } of runs) {
  test(`${name} runs as agreed`, () => {
    const clock = new Clock(node, last)
    for (const step of steps) {
      if ('observe' in step) clock.observe(step.observe)
      else assert.equal(clock.tick(Date.parse(step.now)), step.tick)
      assert.ok(isClock(clock.last))
    }
  })
}

test('there are runs', () => assert.ok(runs.length >= 8))

test('a clock is known by its form and by a moment that exists', () => {
  for (const clock of forms.clocks) assert.ok(isClock(clock), clock)
  for (const text of [...forms.not_clocks, null, 7]) assert.ok(!isClock(text), String(text))
})

test("a node is the end of its device's id", () => {
  for (const [device, node] of Object.entries(forms.nodes)) assert.equal(nodeOf(device), node)
})
