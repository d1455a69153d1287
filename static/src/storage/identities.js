// Who this phone is and has been. A former owner's reports are still sent under the former owner's token.

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Person} Person */
/** @typedef {{device: string, token: string, person: Person, access: 'ok' | 'revoked' | 'unknown_token'}} Identity */

/** The identity that writes now, if the phone is enrolled. @param {Database} db @returns {Identity | null} */
export function current(db) {
  const row = db.one('SELECT * FROM identities ORDER BY enrolled_at DESC, device DESC LIMIT 1')
  return row && read(row)
}

/** Every device that this phone has been, the current one first. @param {Database} db @returns {string[]} */
export const devices = (db) => db.all('SELECT device FROM identities ORDER BY enrolled_at DESC, device DESC').map(({ device }) => device)

/** Everyone who has this phone or has had it. @param {Database} db @returns {string[]} person ids */
export const people = (db) => db.all('SELECT person FROM identities').map(({ person }) => JSON.parse(person).id)

/** @param {Database} db @param {string} device @returns {Identity | null} */
export function of(db, device) {
  const row = db.one('SELECT * FROM identities WHERE device = ?', device)
  return row && read(row)
}

/** Becomes the current identity. Changes under way by another one are no longer added to. @param {Database} db @param {Identity} identity @param {string} now */
export function add(db, { device, token, person }, now) {
  db.run("UPDATE changes SET state = 'frozen' WHERE state = 'open' AND device <> ?", device)
  db.run(
    `INSERT INTO identities (device, token, person, access, enrolled_at) VALUES (?, ?, ?, 'ok', ?)
     ON CONFLICT DO UPDATE SET token = excluded.token, person = excluded.person, access = 'ok', enrolled_at = excluded.enrolled_at`,
    device,
    token,
    JSON.stringify(person),
    now,
  )
}

/** @param {Database} db @param {string} device @param {Identity['access']} access */
export function setAccess(db, device, access) {
  db.run('UPDATE identities SET access = ? WHERE device = ?', access, device)
}

/** @param {any} row @returns {Identity} */
const read = ({ device, token, person, access }) => ({ device, token, person: JSON.parse(person), access })
