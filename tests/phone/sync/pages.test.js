import assert from 'node:assert/strict'
import test from 'node:test'
import { pageAfter } from '../../../static/src/sync/pages.js'
import { refusal, unknown } from '../server.js'

function server(fail = () => null) {
  const calls = []
  const call = async (method, path, { token }) => {
    calls.push([method, path, token])
    const error = fail(path)
    if (error) throw error
    return { status: 200, body: { cursor: 'e.2' } }
  }
  return { calls, call }
}

test('a page is asked for by its cursor, whatever is in it', async () => {
  const found = server()
  assert.deepEqual(await pageAfter(found, '/api/records', 'e.1/2&x=å', { token: 't' }), { cursor: 'e.2' })
  assert.deepEqual(found.calls, [['GET', '/api/records?after=e.1%2F2%26x%3D%C3%A5&limit=500', 't']])
})

test('a cursor that the server cannot read is asked without, once', async () => {
  const unreadable = server((path) => (path.includes('skr') ? refusal(400, 'cursor-unreadable') : null))
  assert.deepEqual(await pageAfter(unreadable, '/api/records', 'skräp', { token: 't' }), { cursor: 'e.2' })
  const never = server(() => refusal(400, 'cursor-unreadable'))
  await assert.rejects(pageAfter(never, '/api/records', 'skräp', { token: 't' }), { name: 'cursor-unreadable' })
  assert.equal(never.calls.length, 2)
})

test('any other failure is the failure', async () => {
  await assert.rejects(pageAfter(server(unknown), '/api/records', 'e.1', { token: 't' }), { kind: 'unknown' })
})
