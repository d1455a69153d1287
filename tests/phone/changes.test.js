// The merge, held to the server's by the conversations of sync/vectors/changes.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import {
  canonical, conflicts, digest, fold, isDeleted, newest, receiptCode, values,
} from '../../static/src/domain/changes.js'

const folder = new URL('../../sync/vectors/changes/', import.meta.url)
const vectors = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))

/** What a delivery makes: names are changes, lists are states that were folded elsewhere. */
const state = (delivery, changes) =>
  fold(delivery.flatMap((item) => (Array.isArray(item) ? state(item, changes) : [changes[item]])))

/** The same, with every item joined to the state before it, as a phone does it. */
const oneByOne = (delivery, changes) =>
  delivery.reduce(
    (parts, item) => fold([...parts, ...(Array.isArray(item) ? oneByOne(item, changes) : [changes[item]])]),
    [],
  )

for (const { name, changes, deliveries, expect } of vectors) {
  for (const deliver of [state, oneByOne]) {
    test(`${name} comes out as agreed by ${deliver.name}`, () => {
      for (const delivery of deliveries) {
        const parts = deliver(delivery, changes)
        assert.equal(canonical(parts), canonical(expect.parts))
        assert.equal(canonical(values(parts)), canonical(expect.values))
        const found = Object.entries(conflicts(parts)).map(([field, all]) => [field, all.map(({ value }) => value)])
        assert.equal(canonical(Object.fromEntries(found)), canonical(expect.conflicts))
        assert.equal(isDeleted(parts), expect.deleted)
        assert.equal(newest(parts), expect.newest)
      }
    })
  }

  test(`${name} has the agreed digests and receipts`, async () => {
    for (const [key, change] of Object.entries(changes)) {
      assert.equal(await digest(change), expect.digests[key])
      assert.equal(receiptCode(await digest(change)), expect.receipts[key])
    }
  })

  test(`${name} is removed or not before the pruning as after it`, () => {
    const parts = Object.values(changes)
    assert.equal(isDeleted(parts), isDeleted(fold(parts)))
  })
}

test('there are conversations', () => assert.ok(vectors.length >= 25))

test('the digest covers the members and nothing that a newer peer adds', async () => {
  const change = vectors.find(({ name }) => name === 'one change').changes.a1
  assert.equal(await digest({ ...change, signature: '…' }), await digest(change))
  assert.notEqual(await digest({ ...change, kind: 'other' }), await digest(change))
})

test('fields come out sorted, so that equal states are equal text', () => {
  const one = { at: '1', seen: '', fields: { b: 1, a: 2 } }
  const other = { at: '2', seen: '', fields: { c: 3 } }
  assert.deepEqual(Object.keys(fold([one])[0].fields), ['a', 'b'])
  assert.equal(JSON.stringify(fold([one, other])), JSON.stringify(fold([other, one, one])))
})

test('folding leaves what it was given alone', () => {
  const parts = [{ at: '2', seen: '1', fields: { a: 2 } }, { at: '1', seen: '', fields: { a: 1 } }]
  const before = structuredClone(parts)
  fold(parts)
  assert.deepEqual(parts, before)
})

test('what JSON cannot hold has no digest', () => {
  for (const value of [NaN, Infinity, '\ud83d', { '\udd25': 1 }]) assert.throws(() => canonical(value))
})
