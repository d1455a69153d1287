// A register of premises on a phone, as a test needs it.
import * as records from '../../static/src/storage/records.js'
import * as supervision from '../../static/src/storage/supervision.js'
import { enrolled } from './memory.js'

export const INSPECTOR = { id: '019a9e00-0000-7000-8000-000000000011', label: 'Inspektör 1', role: 'inspector', authority: 'kommun' }
export const COLLEAGUE = { id: '019a9e00-0000-7000-8000-000000000012', label: 'Inspektör 2', role: 'inspector', authority: 'kommun' }
export const OFFICER = { id: '019a9e00-0000-7000-8000-000000000013', label: 'Områdespolis 1', role: 'inspector', authority: 'polis' }
export const TODAY = '2026-11-20'
const AT = '2026-11-20T19:00:00.000Z-0000-00000000000000ff'

/** Ids that look like the server's: the number is in the last digits. */
export const idOf = (number) => `019a9f10-0000-7000-8000-${String(number).padStart(12, '0')}`

export const place = (lat, lon) => ({ lat, lon, accuracy: null, source: 'map' })

/** Puts a premises as a pull does. */
export function put(db, id, fields, at = AT) {
  const held = records.get(db, id)?.parts ?? []
  db.write(() => records.put(db, { id, kind: 'premises', parts: [...held, { at, seen: held.length ? held[0].at : '', fields }], savedAt: '2026-11-20T20:00:00.000Z' }))
}

export const knowing = (id, more = {}) => ({ id, last_visit: null, visits_this_year: 0, due_on: null, open: [], ...more })

export const know = (db, id, more) => db.write(() => supervision.put(db, knowing(id, more)))

/** A phone with these premises: name → fields. Returns it and the ids by name. */
export function register(named, person = INSPECTOR) {
  const db = enrolled(person)
  const ids = {}
  Object.entries(named).forEach(([name, fields], index) => put(db, (ids[name] = idOf(index)), { name, ...fields }))
  return { db, ids }
}
