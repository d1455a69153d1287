import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Ownership } from '../../../static/src/shell/ownership.js'

// The time limits of signals do not keep Node running by themselves.
let awake
before(() => (awake = setInterval(() => {}, 1000)))
after(() => clearInterval(awake))

/** The part of the Web Locks API that is used: exclusive locks with a queue, a signal, and stealing. */
class FakeLocks {
  #held = null
  #queue = []
  /** How long an answer takes on a busy phone, in ms. */
  delay = 0

  async request(name, { ifAvailable, signal, steal }, work) {
    if (this.delay) await new Promise((resolve) => setTimeout(resolve, this.delay))
    if (ifAvailable && this.#held) return work(null)
    return new Promise((resolve, reject) => {
      const wanted = { work, resolve, reject }
      signal?.addEventListener('abort', () => this.#queue.includes(wanted) && (this.#leave(wanted), reject(signal.reason)))
      if (steal && this.#held) {
        this.#held.reject(new DOMException('stolen', 'AbortError'))
        this.#held = null
      }
      this.#queue[steal ? 'unshift' : 'push'](wanted)
      this.#next()
    })
  }

  #leave(wanted) {
    this.#queue = this.#queue.filter((other) => other !== wanted)
  }

  #next() {
    const next = this.#held ? undefined : this.#queue.shift()
    if (!next) return
    this.#held = next
    Promise.resolve(next.work({})).then((result) => {
      if (this.#held === next) this.#held = null
      next.resolve(result)
      this.#next()
    })
  }
}

function tabs(count) {
  const locks = new FakeLocks()
  const listeners = []
  const found = Array.from({ length: count }, (_, self) => {
    const channel = {
      addEventListener: (_, listener) => (listeners[self] = listener),
      postMessage: () => listeners.forEach((listener, other) => other !== self && listener()),
    }
    const tab = new Ownership({ locks, channel, waits: { grace: 10, patience: 50 } })
    tab.lost = 0
    tab.onLost = async () => void (tab.lost += 1)
    return tab
  })
  return { tabs: found, locks, freeze: (index) => (listeners[index] = () => {}) }
}

test('the first tab owns the store, the second learns that another does', async () => {
  const { tabs: [first, second] } = tabs(2)
  assert.deepEqual([await first.claim(), await second.claim()], [true, false])
  assert.deepEqual([first.owns, second.owns, first.lost], [true, false, 0])
})

test('a browser that is slow to answer is not taken for another tab', async () => {
  const { tabs: [only], locks } = tabs(1)
  locks.delay = 60
  assert.deepEqual([await only.claim(), only.owns, only.lost], [true, true, 0])
})

test('a tab takes over: the owner lets go of the store first', async () => {
  const { tabs: [first, second] } = tabs(2)
  await first.claim()
  let letGo
  first.onLost = () => new Promise((resolve) => (letGo = resolve))
  const takingOver = second.takeOver()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(second.owns, false)
  letGo()
  await takingOver
  assert.deepEqual([first.owns, second.owns], [false, true])
})

test('the store can be taken back', async () => {
  const { tabs: [first, second] } = tabs(2)
  await first.claim()
  await second.takeOver()
  await first.takeOver()
  assert.deepEqual([first.owns, second.owns, first.lost, second.lost], [true, false, 1, 1])
})

test('a tab that is frozen has the store taken from it, and lets go when it wakes', async () => {
  const { tabs: [first, second], freeze } = tabs(2)
  await first.claim()
  freeze(0)
  await second.takeOver()
  assert.deepEqual([first.owns, second.owns, first.lost], [false, true, 1])
})

test('who owns nothing has nothing to hand over', async () => {
  const { tabs: [first, second, third] } = tabs(3)
  await first.claim()
  await second.takeOver()
  assert.equal(third.lost, 0)
})
