// Ring först: the whole screen, before the form. The number is a link; both answers lead on.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { categoryOf, longLabel } from './labels.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {{record: RecordView | null, category: Category | null}} Model */

const NUMBERS = /** @type {const} */ ({ 112: ['112', '112', 'called_112'], 11414: ['114 14', '11414', 'called_11414'] })

/** @type {import('./screen').Screen<Model>} */
export const call = {
  title: (model) => model?.category?.short ?? t('Ring först'),
  back: () => '/shift',
  bare: true,
  async load(app, { id }) {
    const record = await app.store.record(id)
    return { record, category: categoryOf(app.catalog, record?.fields.category) }
  },
  view({ record, category }) {
    if (!record || !category?.call) return html`<a class="button primary big" href="#/shift">${t('Till passet')}</a>`
    const first = category.call
    const other = first === '112' ? '11414' : '112'
    return html`<section class="call-prompt" data-tone=${first === '112' ? 'alarm' : 'warn'}>
      <p>${longLabel(category)}</p>
      <p class="call-why">${category.call_when}</p>
      ${dial(first, true)}${dial(other, false)}
      <p class="soft">${t('Vem det är och hur någon ser ut säger du i samtalet. Det skrivs aldrig här.')}</p>
    </section>`
  },
  bar: ({ record, category }, app) => (record && category?.call ? html`
    <button type="button" class="button big" @click=${() => answer(app, record, category, false)}>${t('Inte nu')}</button>
    <button type="button" class="button primary big" @click=${() => answer(app, record, category, true)}>${icon('check')}${t('Jag har ringt')}</button>` : nothing),
}

/** @param {'112' | '11414'} number @param {boolean} first */
const dial = (number, first) => html`<a class="dial" data-first=${first} href="tel:${NUMBERS[number][1]}">${icon('phone')}<span>${t('Ring {number}', { number: NUMBERS[number][0] })}</span></a>`

/** @param {App} app @param {RecordView} record @param {Category} category @param {boolean} called */
async function answer(app, record, category, called) {
  try {
    await app.store.edit(record.id, { [NUMBERS[category.call ?? '112'][2]]: called })
    app.go(`/observation/${record.id}`, { replace: true })
  } catch (problem) {
    app.announcer.problem(problem)
  }
}
