// Whether they called: yes, no, or not answered yet.
import { html, nothing } from 'lit-html'
import { segmented } from '../shell/segmented.js'
import { t } from '../shell/texts.js'

/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').CatalogCategory} Category */

/** @param {Draft} draft @param {Category} category */
export const called = (draft, category) => html`<section class="card stack">
  ${category.call === '11414' && !category.minimal ? question(draft, 'called_11414', t('Har ni ringt 114 14?')) : nothing}
  ${question(draft, 'called_112', t('Har ni ringt 112?'))}
  ${category.call === '112' && !category.minimal ? question(draft, 'called_11414', t('Har ni ringt 114 14?')) : nothing}
</section>`

/** @param {Draft} draft @param {string} name @param {string} label */
const question = (draft, name, label) => segmented({
  name, label, chosen: draft.fields[name], options: [[true, t('Ja')], [false, t('Nej')]], choose: (value) => draft.set({ [name]: value }) })
