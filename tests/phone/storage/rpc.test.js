import assert from 'node:assert/strict'
import test from 'node:test'
import { Problem } from '../../../static/src/domain/problems.js'
import { connect, serve } from '../../../static/src/storage/rpc.js'

function pair(store) {
  const { port1, port2 } = new MessageChannel()
  const events = []
  const page = connect(port1, (event) => events.push(event))
  const tell = serve(port2, store)
  port1.start()
  port2.start()
  return { page, tell, events, port1, close: () => (port1.close(), port2.close()) }
}

test('a call is answered with what the store answers', async () => {
  const { page, close } = pair({ edit: async (id, fields) => ({ id, fields }) })
  assert.deepEqual(await page.edit('a', { note: 'åäö' }), { id: 'a', fields: { note: 'åäö' } })
  close()
})

test('answers find their calls whatever their order', async () => {
  const waiting = []
  const { page, close } = pair({ record: (id) => new Promise((resolve) => waiting.push(() => resolve(id))), sync: () => waiting.reverse().forEach((answer) => answer()) })
  const calls = [page.record('a'), page.record('b'), page.record('c')]
  await page.sync()
  assert.deepEqual(await Promise.all(calls), ['a', 'b', 'c'])
  close()
})

test('a problem crosses with its words', async () => {
  const { page, close } = pair({
    open() {
      throw new Problem('storage-missing')
    },
  })
  const { title, detail } = new Problem('storage-missing')
  await assert.rejects(page.open(), (problem) => problem instanceof Problem && problem.name === 'storage-missing' && problem.title === title && problem.detail === detail)
  close()
})

test('any other error is told in words too, and noted', async () => {
  const noted = []
  const { error } = console
  console.error = (fault) => noted.push(fault)
  const { page, close } = pair({ items: () => null.length })
  await assert.rejects(page.items(), { name: 'unexpected', title: 'Något gick fel i appen' })
  console.error = error
  assert.ok(noted[0] instanceof TypeError)
  close()
})

test('events come without being asked for', async () => {
  const { page, tell, events, close } = pair({ items: () => [] })
  tell({ type: 'changed' })
  await page.items()
  assert.deepEqual(events, [{ type: 'changed' }])
  close()
})

test('a worker that could not start ends what waits for it', async () => {
  const { page, port1, close } = pair({ open: () => new Promise(() => {}) })
  const opening = page.open()
  port1.dispatchEvent(new Event('error'))
  await assert.rejects(opening, { name: 'unexpected' })
  close()
})

test('a store that was closed ends what still waits for it', async () => {
  const { page, close } = pair({ addPhoto: () => new Promise(() => {}), close: async () => undefined })
  const adding = page.addPhoto('a')
  await page.close()
  await assert.rejects(adding, { name: 'storage-busy' })
  close()
})

test('the store can be awaited without being called', async () => {
  const { page, close } = pair({})
  assert.equal(await page, page)
  close()
})
