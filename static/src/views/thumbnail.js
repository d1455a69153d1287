// A small picture of a photo on the phone. Its address is made once and kept while the page lives.
import { html } from 'lit-html'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */

/** @type {Map<string, string | null>} digest → address; null while it is fetched */
const addresses = new Map()
/** @type {Set<string>} digests of photos that this phone does not hold */
const absent = new Set()

/** @param {App} app @param {string} sha256 @param {string} words */
export function thumbnail(app, sha256, words) {
  const address = addresses.get(sha256)
  if (address) return html`<img src=${address} alt=${words}>`
  if (absent.has(sha256)) return html`<span class="thumb-wait">${icon('image')}<small>${t('Bilden finns inte kvar på telefonen')}</small></span>`
  if (address === undefined) void fetchOne(app, sha256)
  return html`<span class="thumb-wait"></span>`
}

/** @param {App} app @param {string} sha256 */
async function fetchOne(app, sha256) {
  addresses.set(sha256, null)
  try {
    const blob = await app.store.photo(sha256, 'thumbnail')
    if (blob) addresses.set(sha256, URL.createObjectURL(blob))
    else absent.add(sha256)
  } catch (problem) {
    addresses.delete(sha256)
    app.announcer.problem(problem)
  }
  app.draw()
}
