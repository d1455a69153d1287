import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { read, write } from '../../../static/src/shell/kept.js'

const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
const give = (storage) => Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })

afterEach(() => (own ? Object.defineProperty(globalThis, 'localStorage', own) : delete globalThis.localStorage))

test('what is written is read', () => {
  const held = new Map()
  give({ getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value) })
  assert.equal(read('theme'), null)
  write('theme', 'dark')
  assert.equal(read('theme'), 'dark')
})

test('a browser that keeps nothing remembers nothing, and says nothing of it', () => {
  const refuse = () => {
    throw new Error('SecurityError')
  }
  give({ getItem: refuse, setItem: refuse })
  write('theme', 'dark')
  assert.equal(read('theme'), null)
})
