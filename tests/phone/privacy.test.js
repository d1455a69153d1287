// The privacy guard finds on the phone what it finds on the server: the vectors hold both.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { flags } from '../../static/src/domain/privacy.js'

const FOLDER = new URL('../../sync/vectors/privacy/', import.meta.url)
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
const { rules } = read('rules.json')

for (const name of readdirSync(FOLDER).filter((file) => file !== 'rules.json')) {
  for (const { text, flags: expected } of read(name).cases) {
    test(`${name}: ${text}`, () => {
      assert.deepEqual(flags(text, rules).map(({ hint, ...flag }) => flag), expected)
    })
  }
}

test('a flag carries what to do and why', () => {
  const rule = { id: 'shout', pattern: 'hej', ignore_case: true, action: 'ask', hint: 'Behövs det?' }
  assert.deepEqual(flags('Hej', [rule]), [{ rule: 'shout', start: 0, end: 3, action: 'ask', hint: 'Behövs det?' }])
})
