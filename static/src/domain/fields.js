// Reads one field of a record as what docs/protocol.md says it is; a field that is something else reads as absent.

/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Position} Position */
/** @typedef {import('../types').Time} Time */

/** @param {Fields} fields @param {string} name @returns {Time | null} */
export function timeIn(fields, name) {
  const value = /** @type {any} */ (fields[name])
  return typeof value?.at === 'string' ? value : null
}

/** @param {Fields} fields @param {string} name @returns {Position | null} */
export function placeIn(fields, name) {
  const value = /** @type {any} */ (fields[name])
  return typeof value?.lat === 'number' && typeof value?.lon === 'number' ? value : null
}

/** @param {Fields} fields @param {string} name */
export function textIn(fields, name) {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** @param {Fields} fields @param {string} name */
export function numberIn(fields, name) {
  const value = fields[name]
  return typeof value === 'number' ? value : 0
}
