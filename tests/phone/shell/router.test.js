import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from '../../../static/src/shell/router.js'

const TABLE = [['/shift', 'shift'], ['/observation/:id', 'form'], ['/observation/:id/field/:field', 'field']]

test('an address finds its screen and its parameters', () => {
  assert.deepEqual(match(TABLE, '#/shift'), { screen: 'shift', params: {}, route: '/shift' })
  assert.deepEqual(match(TABLE, '#/observation/7')?.params, { id: '7' })
})

test('a field with a path in its name survives', () => {
  assert.equal(match(TABLE, `#/observation/7/field/${encodeURIComponent('photos/ab')}`)?.params.field, 'photos/ab')
})

test('an address that leads nowhere finds nothing', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/observation', '#/shift/1/2']) assert.equal(match(TABLE, hash), null, hash)
})

test('a broken escape leads nowhere instead of failing', () => assert.equal(match(TABLE, '#/observation/%E0%A4%A'), null))
