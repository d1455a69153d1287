// The protocol as one file that opens anywhere and asks nothing of anyone: its own style, its photos as small pictures.
import { html, render } from 'lit-html'
import { photosOf } from '../domain/observations.js'
import { textIn, timeIn } from '../domain/fields.js'
import { t } from '../shell/texts.js'
import { paper } from './protocol_paper.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */

const MARKS = /<!--.*?-->/gs

/** @param {RecordView} record @param {App} app @param {string} style the paper's @returns {Promise<File>} */
export async function protocolFile(record, app, style) {
  const pictures = new Map(await Promise.all(photosOf(record.fields).map(async (sha256) => /** @type {const} */ ([sha256, await asAddress(await app.store.photo(sha256, 'thumbnail'))]))))
  const picture = (/** @type {string} */ sha256, /** @type {string} */ words) => (pictures.get(sha256) ? html`<img src=${pictures.get(sha256)} alt=${words}>` : html`<small>${t('Bilden finns inte kvar på telefonen')}</small>`)
  const body = document.createElement('div')
  render(paper(record, app.catalog, picture), body)
  return new File([page(titleOf(record), style, body.innerHTML.replace(MARKS, ''))], nameOf(record), { type: 'text/html' })
}

/** @param {string} title @param {string} style @param {string} body */
const page = (title, style, body) => `<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style>body{margin:1rem auto;max-width:44rem;padding:0 .5rem;font:16px/1.45 system-ui,sans-serif}${style}</style></head>
<body><main>${body}</main></body></html>
`

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** @param {RecordView} record */
const titleOf = ({ fields }) => [t('Tillsynsprotokoll'), textIn(fields, 'premises_name'), dayOf(fields)].filter(Boolean).join(', ')

/** `protokoll-krog-exempel-2026-11-20.html`. @param {RecordView} record */
export const nameOf = ({ fields }, ending = 'html') =>
  `${['protokoll', ...textIn(fields, 'premises_name').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').split(/[^a-z0-9]+/), dayOf(fields)].filter(Boolean).join('-')}.${ending}`

/** @param {import('../types').Fields} fields */
const dayOf = (fields) => timeIn(fields, 'started_at')?.at.slice(0, 10) ?? ''

/** @param {Blob | null} blob @returns {Promise<string | null>} */
const asAddress = (blob) => new Promise((resolve) => {
  if (!blob) return resolve(null)
  const reader = new FileReader()
  reader.onload = () => resolve(String(reader.result))
  reader.onerror = () => resolve(null)
  reader.readAsDataURL(blob)
})
