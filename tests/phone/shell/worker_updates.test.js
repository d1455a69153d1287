import assert from 'node:assert/strict'
import test from 'node:test'
import { WorkerUpdates } from '../../../static/src/shell/worker_updates.js'

function browser({ controlled = true, waiting = false } = {}) {
  const posted = []
  const worker = () => Object.assign(new EventTarget(), { postMessage: (message) => posted.push(message) })
  const registration = Object.assign(new EventTarget(), { waiting: waiting ? worker() : null, installing: null, updated: 0 })
  registration.update = async () => void (registration.updated += 1)
  const container = Object.assign(new EventTarget(), { controller: controlled ? {} : null, registered: null })
  container.register = async (script, options) => ((container.registered = { script, ...options }), registration)
  /** A new version is found, and is stored. */
  const arrive = () => {
    const found = worker()
    registration.installing = found
    registration.dispatchEvent(new Event('updatefound'))
    Object.assign(registration, { installing: null, waiting: found })
    found.dispatchEvent(new Event('statechange'))
  }
  return { container, registration, posted, arrive }
}

async function started(options) {
  const found = browser(options)
  const told = { waiting: 0, reloads: 0 }
  const updates = new WorkerUpdates({ container: found.container, reload: () => (told.reloads += 1) })
  await updates.start(() => (told.waiting += 1))
  return { ...found, updates, told }
}

test('the worker keeps the app and nothing else, and is always looked for anew', async () => {
  const { container } = await started()
  assert.deepEqual(container.registered, { script: '/app/sw.js', scope: '/app/', updateViaCache: 'none' })
})

test('a new version waits until it is let in; then the page is loaded with it', async () => {
  const { container, posted, arrive, updates, told } = await started()
  arrive()
  assert.deepEqual([told.waiting, updates.waiting, posted], [1, true, []])
  updates.letIn()
  assert.deepEqual([posted, told.reloads], [['takeover'], 0])
  container.dispatchEvent(new Event('controllerchange'))
  assert.equal(told.reloads, 1)
})

test('a version that waited since the last start is told of at once', async () => {
  assert.equal((await started({ waiting: true })).told.waiting, 1)
})

test('the first version of all takes nothing over and reloads nothing', async () => {
  const { container, posted, arrive, updates, told } = await started({ controlled: false })
  arrive()
  updates.letIn()
  container.dispatchEvent(new Event('controllerchange'))
  assert.deepEqual([told, posted], [{ waiting: 0, reloads: 0 }, []])
})

test('a page that did not ask is not reloaded when another one did', async () => {
  const { container, told } = await started()
  container.dispatchEvent(new Event('controllerchange'))
  assert.equal(told.reloads, 0)
})

test('looking for a new version without a network is no fault', async () => {
  const { registration, updates } = await started()
  await updates.look()
  registration.update = async () => {
    throw new TypeError('Failed to fetch')
  }
  await updates.look()
  assert.equal(registration.updated, 1)
})
