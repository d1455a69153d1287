// All that the server has not acknowledged, drafts too, as it is given away in a rescue file.
import * as changes from './changes.js'
import * as identities from './identities.js'
import * as photos from './photos.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Change} Change */
/** @typedef {{record: string, sha256: string, type: string, device: string, draft: boolean}} UnsentPhoto */
/** @typedef {{identities: identities.Identity[], changes: Change[], drafts: Change[], photos: UnsentPhoto[]}} Unsent */

/** Nothing that was given away is altered afterwards: what is added to a report becomes a change of its own. @param {Database} db @returns {Unsent} */
export function gather(db) {
  const held = db.write(() => changes.give(db))
  const kept = photos.unsent(db).map((photo) => ({ ...photo, device: photos.device(db, photo) ?? '' }))
  const devices = new Set([...[...held.changes, ...held.drafts].map(({ device }) => device), ...kept.map(({ device }) => device)])
  return { identities: [...devices].flatMap((device) => identities.of(db, device) ?? []), ...held, photos: kept }
}
