import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Announcer } from '../../../static/src/shell/announcer.js'

/** What is shown, as the values of the template. */
const shown = (announcer) => JSON.stringify(announcer.template().values)

function begin(context) {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  let draws = 0
  return { announcer: new Announcer(() => (draws += 1)), draws: () => draws }
}

test('what is said is shown for some seconds', (context) => {
  const { announcer, draws } = begin(context)
  announcer.say('Sparat 21:14.')
  assert.match(shown(announcer), /Sparat 21:14/)
  context.mock.timers.tick(7_000)
  assert.doesNotMatch(shown(announcer), /Sparat/)
  assert.equal(draws(), 2)
})

test('a problem says what happened and what is safe, whatever it is', (context) => {
  const { announcer } = begin(context)
  announcer.problem({ title: 'Fullt', detail: 'Texten är sparad.' })
  assert.match(shown(announcer), /Fullt\. Texten är sparad\./)
  announcer.problem(new TypeError('x is undefined'))
  assert.match(shown(announcer), /Något gick fel\. Det som stod som sparat är sparat\./)
})

test('another screen ends what was said of the one before', (context) => {
  const { announcer } = begin(context)
  announcer.say('Håll inne lite längre.')
  context.mock.timers.tick(600)
  announcer.settle()
  assert.doesNotMatch(shown(announcer), /Håll inne/)
})

test('what was said on the way there, or can still be undone, stays', (context) => {
  const { announcer } = begin(context)
  announcer.say('Sparat.')
  announcer.settle()
  assert.match(shown(announcer), /Sparat/)
  announcer.say('Lugnt här.', { action: { label: 'Ångra', run() {} } })
  context.mock.timers.tick(600)
  announcer.settle()
  assert.match(shown(announcer), /Lugnt här/)
})
