import assert from 'node:assert/strict'
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
