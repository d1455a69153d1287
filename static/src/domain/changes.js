// Changes, and the one merge that makes records of them; docs/protocol.md, "Record and merge". The twin of
// fieldapp/domain/changes.py, held to it by sync/vectors/changes.
import canonicalize from 'canonicalize'

/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').Part} Part */
/** @typedef {import('../types').Change} Change */
/** @typedef {{at: string, seen: string, value: Value}} Entry */

export const DELETED = 'deleted'
const MEMBERS = /** @type {const} */ (['id', 'kind', 'record', 'device', 'actor', 'at', 'seen', 'fields'])

/** Canonical JSON (RFC 8785). Throws for what JSON cannot hold. @param {Value} value @returns {string} */
export const canonical = (value) => /** @type {string} */ (canonicalize(value))

/** SHA-256 in hex over the change's members as canonical JSON. @param {Change} change @returns {Promise<string>} */
export async function digest(change) {
  const text = canonical(Object.fromEntries(MEMBERS.map((member) => [member, change[member]])))
  return sha256(new TextEncoder().encode(text))
}

/** SHA-256 in hex. @param {BufferSource} bytes @returns {Promise<string>} */
export async function sha256(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(found, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The short code for people, `A7F3-29`, of a digest in hex. @param {string} hex */
export const receiptCode = (hex) => `${hex.slice(0, 4)}-${hex.slice(4, 6)}`.toUpperCase()

/** The state that these parts make together, whatever their order or repetition. @param {Part[]} parts @returns {Part[]} */
export function fold(parts) {
  const fields = entries(parts)
  for (const [name, found] of fields) fields.set(name, survivors(found))
  return regroup(fields)
}

/** Each field's value: the surviving one with the greatest clock. @param {Part[]} parts @returns {Record<string, Value>} */
export function values(parts) {
  // Most records are one part, and a list asks for many.
  if (parts.length === 1) return { ...parts[0].fields }
  return Object.fromEntries([...entries(parts)].map(([name, found]) => [name, winner(found).value]))
}

/** Fields whose surviving values differ, the one that holds first. @param {Part[]} parts @returns {Record<string, Entry[]>} */
export function conflicts(parts) {
  const found = [...entries(parts)].filter(([, all]) => new Set(all.map((entry) => canonical(entry.value))).size > 1)
  return Object.fromEntries(found.map(([name, all]) => [name, all.sort(byRank).reverse()]))
}

/** The newest clock in a state: what the next change's `seen` must be at least. @param {Part[]} parts @returns {string} */
export const newest = (parts) => parts.reduce((latest, part) => (part.at > latest ? part.at : latest), '')

/** Whether the record is removed, and its remover had seen every edit that still stands. @param {Part[]} parts */
export function isDeleted(parts) {
  const removals = entries(parts).get(DELETED)
  if (!removals) return false
  const removal = winner(removals)
  const edits = parts.filter((part) => Object.keys(part.fields).some((name) => name !== DELETED))
  return removal.value === true && !edits.some(({ at }) => at > removal.seen && at !== removal.at)
}

/** @param {Part[]} parts @returns {Map<string, Entry[]>} */
function entries(parts) {
  const found = new Map()
  for (const { at, seen, fields } of parts) {
    for (const [name, value] of Object.entries(fields)) {
      if (!found.has(name)) found.set(name, [])
      found.get(name).push({ at, seen, value })
    }
  }
  return found
}

/** @param {Entry[]} found */
const winner = (found) => found.reduce((best, entry) => (byRank(best, entry) < 0 ? entry : best))

/** Those that no later entry has seen, by rank and each once. @param {Entry[]} found @returns {Entry[]} */
function survivors(found) {
  /** @type {Entry[]} */
  const kept = []
  let [at, seen, seenSoFar] = ['', '', '']
  for (const entry of found.sort((one, other) => compare(other.at, one.at))) {
    if (entry.at !== at) [at, seen] = [entry.at, seenSoFar]
    if (entry.at > seen || entry.at === found[0].at) kept.push(entry)
    if (entry.seen > seenSoFar) seenSoFar = entry.seen
  }
  return kept.sort(byRank).filter((entry, index) => index === 0 || byRank(kept[index - 1], entry) !== 0)
}

/** Parts in the order of their clocks; a clock stands twice only where a device was copied. @param {Map<string, Entry[]>} fields */
function regroup(fields) {
  /** @type {Map<string, {at: string, seen: string, repeat: number, fields: [string, Value][]}>} */
  const grouped = new Map()
  for (const name of [...fields.keys()].sort()) {
    const repeats = new Map()
    for (const { at, seen, value } of fields.get(name) ?? []) {
      const clocks = `${at}\n${seen}`
      const repeat = repeats.get(clocks) ?? 0
      repeats.set(clocks, repeat + 1)
      const key = `${clocks}\n${repeat}`
      if (!grouped.has(key)) grouped.set(key, { at, seen, repeat, fields: [] })
      grouped.get(key)?.fields.push([name, value])
    }
  }
  const parts = [...grouped.values()].sort(
    (one, other) => compare(one.at, other.at) || compare(one.seen, other.seen) || one.repeat - other.repeat,
  )
  return parts.map(({ at, seen, fields: found }) => ({ at, seen, fields: Object.fromEntries(found) }))
}

/** @param {Entry} one @param {Entry} other */
const byRank = (one, other) =>
  compare(one.at, other.at) || compare(one.seen, other.seen) || compare(canonical(one.value), canonical(other.value))

/** @param {string} one @param {string} other */
const compare = (one, other) => (one < other ? -1 : Number(one > other))
