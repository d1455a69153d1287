import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { homeOf, isInspector, rememberRole } from '../../../static/src/shell/role.js'

let held
beforeEach(() => {
  held = new Map()
  const storage = { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value) }
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
})

const of = (role) => ({ person: { role } })

test('an inspector begins with the visits, everyone else with the pass', () => {
  assert.equal(homeOf(of('inspector')), '/visits')
  assert.equal(homeOf(of('walker')), '/shift')
  assert.equal(homeOf({ person: null }), '/shift')
})

test('until the store has answered it is whose it was last', () => {
  assert.equal(isInspector(null), false)
  rememberRole(of('inspector'))
  assert.equal(isInspector(null), true)
  assert.equal(isInspector(of('walker')), false)
  rememberRole({ person: null })
  assert.equal(isInspector(null), true)
})
