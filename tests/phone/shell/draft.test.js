import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { Draft, GATHER_MS } from '../../../static/src/shell/draft.js'
import { FakeStore } from '../fake_store.js'

async function begin({ fail = () => null } = {}) {
  const store = new FakeStore({ catalog: null, now: () => Date.UTC(2026, 10, 20, 20), fail })
  const record = await store.create('observation', { category: 'OB19' })
  return { store, draft: new Draft(store, record), stored: async () => (await store.record(record.id))?.fields }
}

test('a choice is stored at once, and only then said to be saved', async () => {
  const { draft, stored } = await begin()
  const promise = draft.set({ called_112: true })
  assert.equal(draft.fields.called_112, true)
  assert.equal(draft.saving, true)
  assert.equal(draft.savedAt, null)
  assert.equal(await promise, true)
  assert.equal((await stored())?.called_112, true)
  assert.equal(draft.saving, false)
  assert.notEqual(draft.savedAt, null)
})

test('what is typed in quick succession is stored together', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const { draft, stored } = await begin()
  for (const text of ['T', 'Tr', 'Tre']) draft.type('note', text)
  context.mock.timers.tick(GATHER_MS - 1)
  assert.equal((await stored())?.note, undefined)
  context.mock.timers.tick(1)
  assert.equal((await stored())?.note, 'Tre')
})

test('text is stored even while the typing goes on', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const { draft, stored } = await begin()
  draft.type('note', 'T')
  context.mock.timers.tick(GATHER_MS - 1)
  draft.type('note', 'Tr')
  context.mock.timers.tick(1)
  assert.equal((await stored())?.note, 'Tr')
  draft.type('note', 'Tre')
  context.mock.timers.tick(GATHER_MS)
  assert.equal((await stored())?.note, 'Tre')
})

test('a flush stores what is typed without waiting', async () => {
  const { draft, stored } = await begin()
  draft.type('note', 'Tre lyktor')
  await draft.flush()
  assert.equal((await stored())?.note, 'Tre lyktor')
})

test('what is typed while an edit is under way is neither lost nor overwritten', async () => {
  const { draft, stored } = await begin()
  draft.type('note', 'Tre')
  const first = draft.flush()
  draft.type('note', 'Tre lyktor')
  await first
  assert.equal(draft.fields.note, 'Tre lyktor')
  assert.equal(draft.saving, true)
  await draft.flush()
  assert.equal((await stored())?.note, 'Tre lyktor')
})

test('what could not be stored is kept, said, and tried again', async () => {
  let full = true
  const problem = { name: 'storage-full', title: 'Fullt' }
  const { draft, stored } = await begin({ fail: (method) => (full && method === 'edit' ? problem : null) })
  assert.equal(await draft.set({ note: 'Tre' }), false)
  assert.equal(draft.problem, problem)
  assert.equal(draft.fields.note, 'Tre')
  full = false
  assert.equal(await draft.flush(), true)
  assert.equal(draft.problem, null)
  assert.equal((await stored())?.note, 'Tre')
})

test('the store’s record is taken over, but not while an edit is under way', async () => {
  const { draft } = await begin()
  const newer = { ...draft.record, savedAt: 'later' }
  draft.type('note', 'x')
  assert.notEqual(draft.renew(newer).record, newer)
  await draft.flush()
  assert.equal(draft.renew(newer).record, newer)
})

test('who looks on is told of every change', async () => {
  const { draft } = await begin()
  const seen = mock.fn()
  draft.addEventListener('change', seen)
  await draft.set({ note: 'x' })
  assert.equal(seen.mock.callCount(), 2)
})
