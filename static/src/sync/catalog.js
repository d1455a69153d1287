// Fetches what the municipality decides, when it has changed.
import * as catalog from '../storage/catalog.js'

/** @typedef {import('../storage/identities.js').Identity} Identity */
/** @typedef {import('./engine.js').Ground} Ground */

/** @param {Ground} ground @param {Identity} identity */
export async function fetchCatalog({ db, transport }, { token }) {
  const version = catalog.version(db) ?? undefined
  const { body } = await transport.call('GET', '/api/catalog', { token, version })
  if (body && body.version !== version) db.write(() => catalog.put(db, body))
}
