// What the screens show of the phone's own records, and what each waits for.
import { manifest } from '../domain/reports.js'
import * as identities from './identities.js'
import * as photos from './photos.js'
import * as records from './records.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./records.js').StoredRecord} StoredRecord */
/** @typedef {import('./photos.js').StoredPhoto} StoredPhoto */
/** @typedef {import('./changes.js').Cause} Cause */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').RecordView} RecordView */

const RETURNED = 'Komplettera och skicka igen'

/** The current person's reports, and the visits that they are on, last saved first. @param {Database} db @returns {Item[]} */
export function all(db) {
  const me = identities.current(db)
  return me ? records.reportsOf(db, me.person.id).map((record) => item(db, record)) : []
}

/** @param {Database} db @param {string} id @returns {RecordView | null} */
export function view(db, id) {
  const record = records.get(db, id)
  return record && !record.removed ? viewOf(db, record) : null
}

/** A pass's observations, oldest first. @param {Database} db @param {string} shift @returns {RecordView[]} */
export const observations = (db, shift) => records.of(db, shift, 'observation').map((record) => viewOf(db, record))

/** The pass that goes on: started by this person and not ended. @param {Database} db @returns {RecordView | null} */
export function activeShift(db) {
  const me = identities.current(db)
  if (!me) return null
  const going = records.reportsOf(db, me.person.id).filter(({ kind, fields }) => kind === 'shift' && !fields.ended_at && !fields.submitted_at)
  const newest = going.sort((one, other) => (one.id < other.id ? 1 : -1))[0]
  return newest ? viewOf(db, newest) : null
}

/** @param {Database} db @param {string} code the beginning of a receipt, as a person writes it @returns {Item[]} */
export function findReceipt(db, code) {
  const wanted = code.toUpperCase().replaceAll(/[^0-9A-F]/g, '')
  return wanted ? all(db).filter((found) => receipts(db, found).some((receipt) => receipt.replace('-', '').startsWith(wanted))) : []
}

/** @param {Database} db @param {Item} item */
function receipts(db, { id, receipt, photos }) {
  const given = db.all('SELECT receipt FROM changes WHERE record = ? AND receipt IS NOT NULL', id).map((row) => String(row.receipt))
  return [...given, receipt ?? '', ...photos.map(({ sha256 }) => sha256.slice(0, 6).toUpperCase())]
}

/** @param {Database} db @param {StoredRecord} record @returns {RecordView} */
const viewOf = (db, record) => ({
  id: record.id,
  kind: record.kind,
  fields: record.fields,
  savedAt: record.savedAt,
  item: item(db, record),
  reviews: records.reviewsOf(db, record.id),
  referrals: referralsOf(db, record.id),
})

/** @param {Database} db @param {StoredRecord} record @returns {Item} */
export function item(db, record) {
  const stored = photos.of(db, record.id)
  const unsent = unsentOf(db, record)
  const cause = causeOf(db, record, stored)
  const left = stored.filter(({ state }) => state === 'waiting')
  const waits = unsent || left.length > 0
  return {
    ...{ id: record.id, kind: record.kind, fields: record.fields, savedAt: record.savedAt, state: record.state },
    ...{ receipt: unsent ? null : record.receipt, receivedAt: unsent ? null : record.receivedAt, cause },
    group: cause ? 'needs_you' : isOpen(record) ? 'draft' : waits ? 'waiting' : 'received',
    waiting: cause ? { for: 'person' } : record.draft || !waits ? { for: 'nothing' } : waitingFor(db, unsent, stored, left),
    photos: [...manifest(record.fields).keys()].map((sha256) => photoOf(stored, sha256)),
    feedback: feedbackOf(db, record),
  }
}

/** @param {Database} db @param {string} report @returns {import('../types').Fields[]} */
const referralsOf = (db, report) => records.of(db, report, 'referral').map(({ fields }) => fields)

/** A draft has been told nothing. @param {Database} db @param {StoredRecord} record @returns {string | null} */
function feedbackOf(db, { id, draft }) {
  const told = draft ? [] : referralsOf(db, id).filter(({ feedback }) => feedback)
  return told.length ? String(told[told.length - 1].feedback) : null
}

/** A pass is sent from its start, but open until its end. @param {StoredRecord} record */
const isOpen = ({ draft, kind, state }) => draft || (kind === 'shift' && state === 'draft')

/** @param {StoredPhoto[]} stored @param {string} sha256 */
function photoOf(stored, sha256) {
  const photo = stored.find((candidate) => candidate.sha256 === sha256)
  // A photo that this phone does not hold came with its record from the server.
  return { sha256, arrived: !photo || photo.state === 'arrived', problem: photo?.problem?.detail ?? null }
}

/** @param {Database} db @param {StoredRecord} record */
const unsentOf = (db, { id, draft }) =>
  !draft && db.one("SELECT 1 FROM changes WHERE record = ? AND state IN ('open', 'frozen')", id) !== null

/** @param {Database} db @param {boolean} unsent @param {StoredPhoto[]} stored @param {StoredPhoto[]} left @returns {Item['waiting']} */
function waitingFor(db, unsent, stored, left) {
  if (identities.current(db)?.access !== 'ok') return { for: 'sign_in' }
  if (unsent) return { for: 'network' }
  const sum = (/** @type {'size' | 'sent'} */ name) => left.reduce((total, photo) => total + photo[name], 0)
  return { for: 'photos', left: left.length, of: stored.length, percent: Math.floor((100 * sum('sent')) / sum('size')) }
}

/** Why a person is needed: a refusal, or a return. @param {Database} db @param {StoredRecord} record @param {StoredPhoto[]} stored @returns {Cause | null} */
function causeOf(db, record, stored) {
  const row = db.one('SELECT problem FROM changes WHERE record = ? AND problem IS NOT NULL ORDER BY at LIMIT 1', record.id)
  if (row) return JSON.parse(row.problem)
  const photo = stored.find(({ state }) => state === 'refused')
  if (photo) return photo.problem && { ...photo.problem, field: `photos/${photo.sha256}` }
  if (record.state !== 'returned') return null
  const { reason, field } = records.reviewsOf(db, record.id).at(-1) ?? {}
  return { title: RETURNED, detail: String(reason ?? ''), field: field ? String(field) : null }
}
