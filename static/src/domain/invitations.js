// What a colleague's phone needs to take part in a visit, as it goes from screen to camera; docs/protocol.md, "A second phone on a visit".
import { timeIn, textIn } from './fields.js'
import { Problem } from './problems.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').VisitInvitation} VisitInvitation */

const ROUTE = '/app/#/join/'
const CHECKLIST = 'checklist/'
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const WORD = /^[A-Za-z0-9_-]{1,40}$/
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/
/** A name in the code; the phone that reads it has the whole one of a premises in its register. */
const MOST_NAME = 80
/** No code that we make is longer. */
const MOST = 1_000

/** @param {string} visit @param {Fields} fields the visit's @param {Catalog | null} catalog tells which checklists are the evening's @returns {VisitInvitation} problem invitation-not-possible */
export function invitationOf(visit, fields, catalog) {
  const started = timeIn(fields, 'started_at')
  if (!started) throw new Problem('invitation-not-possible')
  const checklists = Object.keys(fields).filter((name) => name.startsWith(CHECKLIST) && fields[name]).map((name) => name.slice(CHECKLIST.length)).sort()
  return {
    ...{ visit, authority: textIn(fields, 'authority'), reporter: textIn(fields, 'reporter'), label: labelOf(fields, textIn(fields, 'reporter')) },
    ...{ premises: textIn(fields, 'premises') || null, premises_name: textIn(fields, 'premises_name') },
    ...{ occasion: textIn(fields, 'occasion'), visit_kind: textIn(fields, 'visit_kind'), started_at: started },
    ...{ checklists, evening: checklists.some((id) => isEvening(fields, id, catalog)) },
  }
}

/** What an inspector is called on the visit. @param {Fields} fields @param {string} person */
const labelOf = (fields, person) => String(/** @type {{label?: unknown} | null} */ (fields[`inspectors/${person}`] ?? null)?.label ?? '')

/** @param {Fields} fields @param {string} id @param {Catalog | null} catalog */
function isEvening(fields, id, catalog) {
  const list = catalog?.checklists.find((candidate) => candidate.id === id)
  const items = /** @type {any} */ (fields[CHECKLIST + id])?.items
  return Boolean(list?.evening.length && Array.isArray(items) && items.length < list.items.length && items.every(({ id: item }) => list.evening.includes(item)))
}

/** The address that the QR code holds, at most 1,000 characters. @param {VisitInvitation} invitation @param {string} server its origin */
export function encode(invitation, server) {
  const [label, premises_name] = [invitation.label, invitation.premises_name].map((name) => [...name].slice(0, MOST_NAME).join(''))
  const json = JSON.stringify({ ...invitation, label, premises_name })
  const bytes = Array.from(new TextEncoder().encode(json), (byte) => String.fromCharCode(byte)).join('')
  return server + ROUTE + btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads the whole address, or what comes after the last stroke of it. @param {string} text @returns {VisitInvitation} problem invitation-unreadable */
export function decode(text) {
  try {
    const code = text.trim().split(ROUTE).at(-1) ?? ''
    if (code.length > MOST) throw new RangeError('too long')
    const bytes = Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
    return wellFormed(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch (error) {
    throw new Problem('invitation-unreadable', { cause: error })
  }
}

/** What of it we know. Throws TypeError for what is none. @param {any} found @returns {VisitInvitation} */
function wellFormed({ visit, authority, reporter, label, premises, premises_name, occasion, visit_kind, started_at, checklists, evening }) {
  const isWhole =
    [visit, reporter].every((id) => ID.test(id)) &&
    (premises === null || ID.test(premises)) &&
    [authority, occasion, visit_kind].every((word) => WORD.test(word)) &&
    [label, premises_name].every((name) => typeof name === 'string' && [...name].length <= MOST_NAME) &&
    Array.isArray(checklists) &&
    checklists.every((id) => typeof id === 'string' && WORD.test(id)) &&
    typeof evening === 'boolean'
  if (!isWhole) throw new TypeError('not an invitation')
  return { visit, authority, reporter, label, premises, premises_name, occasion, visit_kind, started_at: time(started_at), checklists, evening }
}

/** @param {any} found @returns {import('../types').Time} */
function time({ at, offset, zone }) {
  const isTime = AT.test(at) && !Number.isNaN(Date.parse(at)) && (offset === null || Number.isSafeInteger(offset)) && typeof zone === 'string' && zone.length <= 40
  if (!isTime) throw new TypeError('not a time')
  return { at, offset, zone }
}
