import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Addresses } from '../../../static/src/views/addresses.js'
import { notFetched } from '../../../static/src/views/blocked.js'
import { SUPERVISION } from '../../../static/src/views/supervision.js'
import { visit } from '../../../static/src/views/visit.js'

function fetched({ fails = () => false } = {}) {
  let times = 0
  const addresses = new Addresses(async () => {
    times++
    if (fails()) throw new TypeError('Failed to fetch dynamically imported module')
    return { SUPERVISION }
  })
  return { addresses, times: () => times }
}

test('a walker’s addresses are found without fetching anything', async () => {
  const { addresses, times } = fetched()
  assert.equal((await addresses.find('#/shift'))?.route, '/shift')
  assert.equal(times(), 0)
})

test('the screens of supervision are fetched once, when the first is looked at', async () => {
  const { addresses, times } = fetched()
  const found = await addresses.find('#/visit/v1/at/earlier%2Fv0%2FYS07')
  assert.equal(found?.screen, visit)
  assert.deepEqual(found?.params, { id: 'v1', item: 'earlier/v0/YS07' })
  await addresses.find('#/premises')
  assert.equal(times(), 1)
})

test('they can be fetched beforehand', async () => {
  const { addresses, times } = fetched()
  addresses.warm()
  await addresses.find('#/visits')
  assert.equal(times(), 1)
})

test('an address that leads nowhere is told', async () => {
  assert.equal(await fetched().addresses.find('#/nowhere'), null)
})

test('without network the screen says that it has not come yet, and is fetched when asked for again', async () => {
  let offline = true
  const { addresses } = fetched({ fails: () => offline })
  assert.equal((await addresses.find('#/visits'))?.screen, notFetched)
  offline = false
  assert.notEqual((await addresses.find('#/visits'))?.screen, notFetched)
})

test('a failure beforehand disturbs nobody', async () => {
  const { addresses } = fetched({ fails: () => true })
  addresses.warm()
  assert.equal((await addresses.find('#/visits'))?.screen, notFetched)
})
