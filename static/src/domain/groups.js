// Mina rapporter in its groups, in the order of what a person has to do.

/** @typedef {import('../types').Item} Item */
/** @typedef {{group: Item['group'], items: Item[]}} Group */

const ORDER = /** @type {const} */ (['needs_you', 'draft', 'waiting', 'received'])

/** The groups that hold something, each with the last saved first. @param {Item[]} items @returns {Group[]} */
export const groupsOf = (items) =>
  ORDER.map((group) => ({ group, items: items.filter((item) => item.group === group).sort(lastSavedFirst) })).filter(({ items: held }) => held.length)

/** What came in one pull stays in the order that it was given in. @param {Item} one @param {Item} other */
const lastSavedFirst = (one, other) => Number(one.savedAt < other.savedAt) - Number(one.savedAt > other.savedAt)
