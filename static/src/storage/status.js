// The permanent line of words, and all that Telefonhälsa shows.
import * as catalog from './catalog.js'
import * as changes from './changes.js'
import * as identities from './identities.js'
import * as meta from './meta.js'
import * as photos from './photos.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../types').Status} Status */
/** @typedef {Pick<Status, 'sending' | 'nextTry' | 'persisted' | 'freeBytes' | 'appVersion'>} Surroundings what the database does not know */

/** @param {Database} db @param {Surroundings} surroundings @returns {Status} */
export function status(db, surroundings) {
  const me = identities.current(db)
  const [changesDue, photosDue] = [changes.due(db), photos.due(db)]
  return {
    enrolled: me !== null,
    person: me?.person ?? null,
    access: me?.access ?? 'ok',
    waiting: new Set([...changesDue.records, ...photosDue.map(({ record }) => record)]).size,
    photosWaiting: photosDue.length,
    oldestWaiting: [changesDue.oldest, photos.oldestDue(db)].filter((at) => at !== null).sort()[0] ?? null,
    savedAt: meta.get(db, 'savedAt'),
    lastSent: meta.get(db, 'lastSent'),
    lastContact: meta.get(db, 'lastContact'),
    lastError: meta.get(db, 'lastError'),
    clockOffset: meta.get(db, 'offset'),
    catalogVersion: catalog.version(db),
    ...surroundings,
  }
}
