// The privacy guard: what in a text looks like it is about a person. The rules are the catalog's. The twin of
// fieldapp/domain/privacy.py, held to it by sync/vectors/privacy.

/** @typedef {import('../types').PrivacyRule} PrivacyRule */
/** @typedef {import('../types').PrivacyFlag} PrivacyFlag */

/** What the rules find, in the order of the text. Where two overlap the earlier rule stands.
 * @param {string} text @param {PrivacyRule[]} rules @returns {PrivacyFlag[]} */
export function flags(text, rules) {
  /** @type {PrivacyFlag[]} */
  const taken = []
  for (const rule of rules) taken.push(...spans(text, rule).filter((found) => !taken.some((other) => overlap(found, other))))
  return taken.sort((one, other) => one.start - other.start)
}

/** @param {string} text @param {PrivacyRule} rule @returns {PrivacyFlag[]} */
function spans(text, rule) {
  const matches = [...text.matchAll(new RegExp(rule.pattern, rule.ignore_case ? 'giu' : 'gu'))].filter(([found]) => found)
  return matches.map(({ 0: found, index }) => ({ rule: rule.id, start: index, end: index + found.length, action: rule.action, hint: rule.hint }))
}

/** @param {PrivacyFlag} one @param {PrivacyFlag} other */
const overlap = (one, other) => one.start < other.end && other.start < one.end
