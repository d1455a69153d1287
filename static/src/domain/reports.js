// What a report is and where it stands; docs/protocol.md, "Kinds and their fields".

/** @typedef {import('../types').Fields} Fields */

const REPORTS = new Set(['shift', 'observation', 'visit', 'control_purchase'])
const INSPECTOR = 'inspectors/'
/** The field by which a record of a kind says what it belongs to; for all others `report`. @type {Record<string, string>} */
const PARENT = { observation: 'shift', visit: 'premises', premises: 'merged_into' }
const PHOTO = /^photos\/([0-9a-f]{64})$/

/** @type {Record<string, string>} */
const STATE_AFTER = {
  accept: 'reviewed',
  refer: 'referred',
  action: 'actioned',
  return: 'returned',
  dismiss: 'dismissed',
  close: 'closed',
}

/** @param {string} kind */
export const isReport = (kind) => REPORTS.has(kind)

/**
 * A report that is not submitted stays on the phone; a shift is sent from its start. A visit of somebody else's stays until its
 * second inspector, whose phone it is, has handed over.
 * @param {string} kind @param {Fields} fields @param {string[]} [people] everyone who has the phone or has had it
 */
export function isDraft(kind, fields, people = []) {
  if (!isReport(kind) || kind === 'shift') return false
  if (kind !== 'visit' || !fields.reporter || people.includes(String(fields.reporter))) return !fields.submitted_at
  return people.some((person) => fields[INSPECTOR + person] && !fields[`handed_over/${person}`])
}

/** Whether a person makes visits, and carries what that needs. The twin of policy.makes_visits of fieldapp/domain/policy.py. @param {{role: string}} person */
export const makesVisits = ({ role }) => role === 'inspector' || role === 'coordinator'

/** Who is on a visit besides its author. @param {Fields} fields @returns {string[]} person ids */
export const colleaguesOf = (fields) =>
  Object.keys(fields)
    .filter((name) => name.startsWith(INSPECTOR) && fields[name])
    .map((name) => name.slice(INSPECTOR.length))
    .filter((person) => person !== fields.reporter)

/**
 * Where the report stands at the desk. A review counts for the version it was made of; a decision that this app does not know
 * changes nothing. The twin of fieldapp/domain/reviews.py.
 * @param {Fields} fields @param {Fields[]} reviews oldest first @returns {string}
 */
export function state(fields, reviews) {
  if (!fields.submitted_at) return 'draft'
  const latest = reviews.filter(({ decision }) => STATE_AFTER[String(decision)]).at(-1)
  if (!latest || Number(latest.version || 1) < Number(fields.version || 1)) return 'submitted'
  return STATE_AFTER[String(latest.decision)]
}

/** What a record is a part of, or about. @param {string} kind @param {Fields} fields @returns {string | null} */
export function parentOf(kind, fields) {
  const parent = fields[PARENT[kind] ?? 'report']
  return typeof parent === 'string' ? parent : null
}

/** The photos of the manifest: SHA-256 → what it says. @param {Fields} fields @returns {Map<string, Fields>} */
export function manifest(fields) {
  const found = new Map()
  for (const [name, value] of Object.entries(fields)) {
    const sha256 = PHOTO.exec(name)?.[1]
    if (sha256 && value) found.set(sha256, value)
  }
  return found
}
