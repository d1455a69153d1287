// Changes, and the one merge that makes records of them; docs/protocol.md, "Record and merge". The twin of
// fieldapp/domain/changes.py, held to it by sync/vectors/changes.
import canonicalize from 'canonicalize'

/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').Part} Part */
/** @typedef {import('../types').Change} Change */
/** @typedef {{at: string, seen: string, value: Value}} Entry */

export const DELETED = 'deleted'
const MEMBERS = /** @type {const} */ (['id', 'kind', 'record', 'device', 'actor', 'at', 'seen', 'fields'])

/** Canonical JSON (RFC 8785). @param {Value} value @returns {string} */
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
  if (parts.length < 2) return parts.filter((part) => Object.keys(part.fields).length > 0)
  const fields = entries(parts)
  for (const [name, found] of fields) fields.set(name, survivors(found))
  return regroup(fields)
}

/** Each field's value: the surviving one with the greatest clock. @param {Part[]} parts @returns {Record<string, Value>} */
export function values(parts) {
  return Object.fromEntries([...entries(parts)].map(([name, found]) => [name, found.sort(byRank).at(-1)?.value ?? null]))
}

/** Fields whose surviving values differ, the one that holds first. @param {Part[]} parts @returns {Record<string, Entry[]>} */
export function conflicts(parts) {
  const found = [...entries(parts)].filter(([, all]) => new Set(all.map((entry) => canonical(entry.value))).size > 1)
  return Object.fromEntries(found.map(([name, all]) => [name, all.sort(byRank).reverse()]))
}

/** The newest clock in a state: what the next change's `seen` must be at least. @param {Part[]} parts @returns {string} */
export const newest = (parts) => parts.reduce((latest, part) => (part.at > latest ? part.at : latest), '')

/** Whether the record is removed: no edit stands that its remover, or its editor, had not seen. @param {Part[]} parts */
export function isDeleted(parts) {
  const removals = parts.filter((part) => DELETED in part.fields)
  if (!removals.length) return false
  const removal = removals.reduce((latest, part) => (part.at > latest.at ? part : latest))
  if (removal.fields[DELETED] !== true) return false
  return !parts.some((part) => part !== removal && unaware(removal, part))
}

/** @param {Part} one @param {Part} other */
function unaware(one, other) {
  const [earlier, later] = one.at <= other.at ? [one, other] : [other, one]
  return later.seen < earlier.at
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

/** @param {Entry[]} found @returns {Entry[]} */
function survivors(found) {
  if (found.length === 1) return found
  const distinct = [...new Map(found.map((entry) => [rank(entry).join('\n'), entry])).values()]
  return distinct.filter((entry) => !distinct.some((other) => other.at > entry.at && other.seen >= entry.at))
}

/** Parts in the order of their clocks; a clock stands twice only where a device was copied. @param {Map<string, Entry[]>} fields */
function regroup(fields) {
  /** @type {Map<string, Part>} */
  const grouped = new Map()
  for (const name of [...fields.keys()].sort()) {
    const repeats = new Map()
    for (const { at, seen, value } of (fields.get(name) ?? []).sort(byRank)) {
      const clocks = `${at}\n${seen}`
      const repeat = repeats.get(clocks) ?? 0
      repeats.set(clocks, repeat + 1)
      const key = `${clocks}\n${String(repeat).padStart(6, '0')}`
      const part = grouped.get(key) ?? { at, seen, fields: {} }
      part.fields[name] = value
      grouped.set(key, part)
    }
  }
  return [...grouped.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part)
}

/** @param {Entry} entry */
const rank = (entry) => [entry.at, entry.seen, canonical(entry.value)]

/** @param {Entry} one @param {Entry} other */
function byRank(one, other) {
  const [left, right] = [rank(one), rank(other)]
  const differs = left.findIndex((item, index) => item !== right[index])
  if (differs < 0) return 0
  return left[differs] < right[differs] ? -1 : 1
}
