import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { count, speak, t } from '../../../static/src/shell/texts.js'

afterEach(() => speak({}))

test('a sentence is itself in Swedish, with its gaps filled', () => {
  assert.equal(t('Spara'), 'Spara')
  assert.equal(t('{n} av {most} tecken', { n: 3, most: 500 }), '3 av 500 tecken')
})

test('a gap that nobody fills is left to be seen', () => assert.equal(t('{n} väntar'), '{n} väntar'))

test('one and many', () => {
  assert.equal(count(1, '1 väntar', '{n} väntar'), '1 väntar')
  assert.equal(count(0, '1 väntar', '{n} väntar'), '0 väntar')
})

test('another language is a table; what it lacks is Swedish', () => {
  speak({ '{n} väntar': '{n} waiting' })
  assert.equal(t('{n} väntar', { n: 2 }), '2 waiting')
  assert.equal(t('Spara'), 'Spara')
})
