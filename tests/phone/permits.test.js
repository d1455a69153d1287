// The conversations of sync/vectors/permits, which the server replays too.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { hours } from '../../static/src/domain/permits.js'

const FOLDER = new URL('../../sync/vectors/permits/', import.meta.url)

for (const file of readdirSync(FOLDER)) {
  const { why, cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
  for (const { name, permit, moment, expect } of cases) {
    test(`${why} ${name}`, () => {
      const { in_force: inForce, ...rest } = expect
      assert.deepEqual(hours(permit, Date.parse(moment)), { inForce, ...rest })
    })
  }
}
