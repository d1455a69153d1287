import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Locator, SEARCH_MS } from '../../../static/src/shell/locator.js'

/** A receiver that gives what it is told to. */
class Receiver {
  watching = 0
  watchPosition(found, failed) {
    this.watching += 1
    Object.assign(this, { found, failed })
    return 7
  }
  clearWatch() {
    this.watching -= 1
  }
  give(accuracy, timestamp = Date.now()) {
    this.found({ coords: { latitude: 55.79, longitude: 13.11, accuracy }, timestamp })
  }
}

function begin(context) {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 10, 20, 20) })
  const receiver = new Receiver()
  return { receiver, locator: new Locator(receiver) }
}

test('it searches for some 20 s and then lets the receiver rest', (context) => {
  const { receiver, locator } = begin(context)
  locator.search()
  assert.equal(locator.searching, true)
  context.mock.timers.tick(SEARCH_MS)
  assert.equal(locator.searching, false)
  assert.equal(receiver.watching, 0)
})

test('searching again goes on with the same watch', (context) => {
  const { receiver, locator } = begin(context)
  locator.search()
  context.mock.timers.tick(SEARCH_MS - 1)
  locator.search()
  context.mock.timers.tick(SEARCH_MS - 1)
  assert.equal(receiver.watching, 1)
})

test('the best fix so far is there at once; none is null', (context) => {
  const { receiver, locator } = begin(context)
  assert.equal(locator.best(), null)
  locator.search()
  for (const accuracy of [80, 12, 30]) receiver.give(accuracy)
  assert.equal(locator.best()?.accuracy, 12)
})

test('a stale fix is not taken', (context) => {
  const { receiver, locator } = begin(context)
  locator.search()
  receiver.give(5, Date.now() - 61_000)
  assert.equal(locator.best(), null)
})

test('the next fix comes when it comes, or null when the search is over', async (context) => {
  const { receiver, locator } = begin(context)
  const first = locator.next()
  receiver.give(12)
  assert.equal((await first)?.accuracy, 12)
  context.mock.timers.tick(120_000)
  const second = locator.next()
  context.mock.timers.tick(SEARCH_MS)
  assert.equal(await second, null)
})

test('a refusal is known and ends the search', async (context) => {
  const { receiver, locator } = begin(context)
  const next = locator.next()
  receiver.failed({ code: 1 })
  assert.equal(locator.denied, true)
  assert.equal(await next, null)
})

test('a device without a receiver answers null', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  assert.equal(await new Locator(null).next(), null)
})
