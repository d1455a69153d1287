import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { Problem } from '../../../static/src/domain/problems.js'

test('a problem of the catalogue has words for a person', () => {
  const { name, title, detail, field, message } = new Problem('storage-missing')
  assert.deepEqual([name, field], ['storage-missing', null])
  assert.ok(title && detail && message.includes(detail))
})

test('a problem that the app does not know keeps the words it came with, or gets some', () => {
  const told = new Problem('from-a-newer-server', { title: 'Nytt', detail: 'Något nytt.', field: 'note' })
  assert.deepEqual([told.title, told.detail, told.field], ['Nytt', 'Något nytt.', 'note'])
  assert.equal(new Problem('from-a-newer-server').title, 'Något gick fel i appen')
})

const SOURCE = readFileSync(new URL('../../../static/src/domain/problems.js', import.meta.url), 'utf8')
const NAMES = [...SOURCE.matchAll(/^ {2}'?([\w-]+)'?: \{$/gm)].map(([, name]) => name)
const SAFE = /sparat|sparad|säker|ligger kvar|förlorat|finns inte längre/
const ACTION = /(?<!\p{L})(öppna|stäng|frigör|be|kontakta|gå|ta|försök|skickas|logga)(?!\p{L})/iu

test('there are problems to read', () => assert.ok(NAMES.length > 12, String(NAMES)))

for (const name of NAMES) {
  test(`${name} says what happened, what is safe and what to do`, () => {
    const { title, detail } = new Problem(name)
    assert.ok(title && !title.endsWith('.') && detail.endsWith('.'))
    assert.match(detail, SAFE)
    assert.match(detail, ACTION)
    assert.doesNotMatch(`${title} ${detail}`, /\b(the|and|error|failed|please|cannot)\b/i)
  })
}
