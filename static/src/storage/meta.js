// Single values: epoch, cursors, clock, offset, last contact, last sent, last error, screen.

/** @typedef {import('./database.js').Database} Database */
/** @typedef {'epoch' | 'cursor' | 'supervisionCursor' | 'restarting' | 'round' | 'clock' | 'offset' | 'lastContact' | 'lastSent' | 'lastError' | 'screen' | 'enrolling' | 'savedAt' | 'rescueKey'} Key */

/** @param {Database} db @param {Key} key @returns {any} null when never set */
export function get(db, key) {
  const row = db.one('SELECT value FROM meta WHERE key = ?', key)
  return row ? JSON.parse(row.value) : null
}

/** @param {Database} db @param {Key} key @param {unknown} value */
export function set(db, key, value) {
  db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', key, JSON.stringify(value))
}

/** Several at once. @param {Database} db @param {Key[]} keys @returns {Partial<Record<Key, any>>} those that are set */
export const getAll = (db, keys) =>
  Object.fromEntries(db.all(`SELECT key, value FROM meta WHERE key IN (${keys.map(() => '?')})`, ...keys).map(({ key, value }) => [key, JSON.parse(value)]))

/** @param {Database} db @param {Partial<Record<Key, unknown>>} values */
export function setAll(db, values) {
  const rows = Object.entries(values)
  db.run(
    `INSERT INTO meta (key, value) VALUES ${rows.map(() => '(?, ?)')} ON CONFLICT DO UPDATE SET value = excluded.value`,
    ...rows.flatMap(([key, value]) => [key, JSON.stringify(value)]),
  )
}
