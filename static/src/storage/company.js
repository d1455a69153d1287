// Two inspectors on one visit: what the second phone begins with, and what lets its part go.
import { invitationOf } from '../domain/invitations.js'
import { Problem } from '../domain/problems.js'
import { makesVisits } from '../domain/reports.js'
import { checklistFields } from '../domain/visits.js'
import * as catalog from './catalog.js'
import * as identities from './identities.js'
import * as records from './records.js'

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./edits.js').Edits} Edits */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Person} Person */
/** @typedef {import('../types').VisitInvitation} VisitInvitation */

/**
 * Takes part: in the same record, or, for a guest of another authority, by one of their own that names it.
 * @param {Edits} edits @param {VisitInvitation} invitation @returns {string} the visit's id on this phone
 * Problems: not-enrolled, record-unknown, invitation-not-for-you, catalog-missing.
 */
export function join(edits, invitation) {
  const { db } = edits
  const { visit, authority, reporter } = invitation
  const person = identities.current(db)?.person
  if (!person) throw new Problem('not-enrolled')
  if (!makesVisits(person)) throw new Problem('invitation-not-for-you')
  if (reporter === person.id) return existing(db, visit)
  const inspector = { [`inspectors/${person.id}`]: { label: person.label } }
  if (authority !== person.authority) return guestOf(db, person, visit) ?? edits.create('visit', { ...firstFields(db, invitation), ...inspector, occasion: 'joint', joint: visit })
  if (records.get(db, visit)) edits.edit(visit, inspector)
  else edits.createOf('visit', visit, { authority, reporter }, { ...firstFields(db, invitation), ...lead(invitation), ...inspector })
  return visit
}

/** Who leads has to be named for the server to give them this part. @param {VisitInvitation} invitation @returns {Fields} */
const lead = ({ reporter, label }) => ({ [`inspectors/${reporter}`]: { label } })

/** One's own code, read by oneself. @param {Database} db @param {string} visit */
function existing(db, visit) {
  if (!records.get(db, visit)) throw new Problem('record-unknown')
  return visit
}

/** The guest's own visit, if it is begun. @param {Database} db @param {Person} person @param {string} visit */
const guestOf = (db, person, visit) => records.reportsOf(db, person.id).find(({ kind, fields }) => kind === 'visit' && fields.joint === visit)?.id ?? null

/** @param {Database} db @param {VisitInvitation} invitation @returns {Fields} */
function firstFields(db, { premises, premises_name, occasion, visit_kind, started_at, checklists, evening }) {
  const known = catalog.get(db)
  if (!known) throw new Problem('catalog-missing')
  const name = premises && records.get(db, premises)?.fields.name
  return {
    ...(premises ? { premises } : {}),
    ...{ premises_name: name || premises_name, occasion, visit_kind, started_at: { ...started_at } },
    ...checklistFields(known, checklists, evening),
  }
}

/** @param {Database} db @param {string} visit @returns {VisitInvitation} problems record-unknown, invitation-not-possible */
export function invitation(db, visit) {
  const record = records.get(db, visit)
  if (record?.kind !== 'visit' || record.removed) throw new Problem('record-unknown')
  return invitationOf(visit, record.fields, catalog.get(db))
}
