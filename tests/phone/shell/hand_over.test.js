import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { handOver } from '../../../static/src/shell/hand_over.js'

const FILE = new File(['x'], 'a.rescue')
const clicked = []

function browser(navigator) {
  mock.timers.enable({ apis: ['setTimeout'] })
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  globalThis.document = { createElement: () => ({ click() { clicked.push(this.download) } }) }
}

afterEach(() => {
  mock.timers.reset()
  delete globalThis.navigator
  delete globalThis.document
  clicked.length = 0
})

const refusing = (name) => ({ canShare: () => true, share: async () => { throw new DOMException('no', name) } })

test('where files can be shared, they are', async () => {
  const shared = []
  browser({ canShare: () => true, share: async ({ files }) => void shared.push(...files) })
  assert.equal(await handOver(FILE), 'shared')
  assert.deepEqual([shared, clicked], [[FILE], []])
})

for (const [what, navigator] of [['cannot be shared', {}], ['of this type cannot', { canShare: () => false }], ['may not be shared any more', refusing('NotAllowedError')]]) {
  test(`where files ${what}, it is a download`, async () => {
    browser(navigator)
    assert.equal(await handOver(FILE), 'saved')
    assert.deepEqual(clicked, ['a.rescue'])
  })
}

test('a person who changes their mind gets no download instead', async () => {
  browser(refusing('AbortError'))
  assert.equal(await handOver(FILE), 'left')
  assert.deepEqual(clicked, [])
})
