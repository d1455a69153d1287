// What a report is and where it stands; docs/protocol.md, "Kinds and their fields".

/** @typedef {import('../types').Fields} Fields */

const REPORTS = new Set(['shift', 'observation', 'visit', 'control_purchase'])
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

/** A report that is not submitted stays on the phone; a shift is sent from its start. @param {string} kind @param {Fields} fields */
export const isDraft = (kind, fields) => isReport(kind) && kind !== 'shift' && !fields.submitted_at

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
  const parent = kind === 'observation' ? fields.shift : fields.report
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
