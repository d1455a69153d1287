import assert from 'node:assert/strict'
import test from 'node:test'
import * as catalog from '../../../static/src/storage/catalog.js'
import * as identities from '../../../static/src/storage/identities.js'
import { fetchCatalog } from '../../../static/src/sync/catalog.js'
import { phone } from '../phone.js'

test('the catalog is fetched once, and again when it has changed', async () => {
  const found = phone()
  const fetch = () => fetchCatalog(found.ground, identities.current(found.db))
  await fetch()
  await fetch()
  assert.deepEqual(found.server.calls.map(({ version }) => version), [undefined, 'cafe00000001'])
  found.server.catalog = { version: 'cafe00000002', areas: [] }
  await fetch()
  assert.deepEqual(catalog.get(found.db), found.server.catalog)
})
