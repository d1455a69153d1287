// Every word the app shows goes through t(). The source is Swedish; another language is a table from these sentences.

/** @type {Record<string, string>} */
let table = {}

/** Speaks another language from now on. @param {Record<string, string>} sentences from Swedish to it */
export const speak = (sentences) => void (table = sentences)

/** A sentence with its {gaps} filled. @param {string} swedish @param {Record<string, unknown>} [data] */
export const t = (swedish, data = {}) =>
  (table[swedish] ?? swedish).replace(/\{(\w+)\}/g, (gap, name) => (name in data ? String(data[name]) : gap))

/** One of two sentences, for 1 and for all other numbers; {n} is the number.
 * @param {number} n @param {string} one @param {string} many @param {Record<string, unknown>} [data] */
export const count = (n, one, many, data = {}) => t(n === 1 ? one : many, { n, ...data })
