// A place under supervision: how one is found by words, when its next visit is due, and one that is found in the field.
import { textIn } from './fields.js'

/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Permit} Permit */
/** @typedef {import('../types').PremisesRow} PremisesRow */
/** @typedef {import('../types').Supervision} Supervision */

const PERMIT = 'permits/'
const SEARCHED = ['name', 'address', 'locality', 'holder', 'own_id', 'org_number']
const WORDS = /[\p{L}\p{N}]+/gu
/** Where Swedish has its last three letters: after z. @type {Record<string, string>} */
const LAST = { å: '{', ä: '|', ö: '}' }
const DAY_MS = 86_400_000
/** A visit that is due within this many days is worth planning for. */
export const SOON_DAYS = 30

/** What sorts as Swedish names do, whatever their case and accents. @param {string} text */
export const sortKey = (text) =>
  text.normalize('NFC').toLowerCase().replaceAll(/[åäö]/g, (letter) => LAST[letter]).normalize('NFD').replaceAll(/\p{M}/gu, '')

/** All that a search looks in: its words, each after a space. @param {Fields} fields */
export const searchText = (fields) => SEARCHED.flatMap((name) => wordsOf(textIn(fields, name))).map((word) => ` ${word}`).join('')

/** The words of a text, or the beginnings that a person has typed, whatever their case and accents. @param {string} text @returns {string[]} */
export const wordsOf = (text) => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').match(WORDS) ?? []

/** The permits and notifications that it has, by kind. @param {Fields} fields @returns {Record<string, Permit>} */
export function permitsOf(fields) {
  /** @type {Record<string, Permit>} */
  const held = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith(PERMIT) && value) held[name.slice(PERMIT.length)] = /** @type {Permit} */ (value)
  }
  return held
}

/**
 * How it stands with the next visit.
 * @param {{dueOn: string | null, visited: boolean, planned: boolean}} known `planned`: any visit a year is
 * @param {string} today `2026-11-20`
 * @returns {PremisesRow['due']}
 */
export function due({ dueOn, visited, planned }, today) {
  if (!dueOn) return planned && !visited ? 'never' : 'none'
  if (dueOn < today) return 'overdue'
  return Date.parse(dueOn) - Date.parse(today) <= SOON_DAYS * DAY_MS ? 'soon' : 'later'
}

/** What {@link due} asks for. @param {Fields} fields @param {Supervision | null} supervision */
export const dueInputs = (fields, supervision) => ({
  dueOn: supervision?.due_on ?? null,
  visited: Boolean(supervision?.last_visit),
  planned: isPlanned(fields),
})

/** Whether it is to be visited regularly. @param {Fields} fields */
export const isPlanned = (fields) => Number(fields.visits_per_year ?? 0) > 0

/** When the first of its open deficiencies is to be remedied. @param {Pick<Supervision, 'open'> | null} supervision @returns {string | null} `2026-10-11` */
export const earliestDeadline = (supervision) => (supervision?.open ?? []).flatMap(({ deadline }) => deadline ?? []).sort()[0] ?? null

/**
 * The first fields of one that is not in the register, or not found there; the desk matches it later.
 * @param {{name: string, address?: string, locality?: string, place?: import('../types').Position | null, permits?: string[]}} found
 * @returns {Fields}
 */
export const firstFields = ({ name, address, locality, place, permits = [] }) => ({
  name: name.trim(),
  ...(address?.trim() ? { address: address.trim() } : {}),
  ...(locality?.trim() ? { locality: locality.trim() } : {}),
  ...(place ? { place: { ...place } } : {}),
  ...Object.fromEntries(permits.map((kind) => [PERMIT + kind, {}])),
  found_in_field: true,
})
