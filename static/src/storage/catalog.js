// What the municipality decides, as the server last gave it.

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Catalog} Catalog */

/** @param {Database} db @returns {Catalog | null} */
export function get(db) {
  const row = db.one('SELECT body FROM catalog')
  return row && JSON.parse(row.body)
}

/** @param {Database} db @returns {string | null} */
export const version = (db) => db.one('SELECT version FROM catalog')?.version ?? null

/** @param {Database} db @param {Catalog} catalog */
export function put(db, catalog) {
  db.run('INSERT OR REPLACE INTO catalog (only, version, body) VALUES (1, ?, ?)', catalog.version, JSON.stringify(catalog))
}
