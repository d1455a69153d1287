// What a visit is, once it has begun: why, who is with us, and which checklists are gone through.
import { html, nothing } from 'lit-html'
import { askedOf } from '../domain/visit_order.js'
import { checklistFields, checklistsOf, isAnswered } from '../domain/visits.js'
import { draftOf } from './draft_of.js'
import { icon } from '../shell/icons.js'
import { labelled, toggles } from '../shell/toggles.js'
import { count, t } from '../shell/texts.js'
import { time } from './form_time.js'
import { savedWords } from './form_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CatalogChecklist} Checklist */
/** @typedef {{draft: Draft | null}} Model */

const PRESENT = 'present/'

/** @type {import('./screen').Screen<Model>} */
export const visitAbout = {
  title: () => t('Om besöket'),
  back: (model) => (model?.draft ? `/visit/${model.draft.record.id}` : '/visits'),
  async load(app, { id }, model) {
    return { draft: await draftOf(app, id, model.draft) }
  },
  view: ({ draft }, app) => (draft && app.catalog ? form(draft, app.catalog, app) : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Besöket finns inte längre på telefonen.')}</span></p>`),
  bar: ({ draft }) => html`<a class="button primary big" href="#${draft ? `/visit/${draft.record.id}` : '/visits'}">${icon('check')}${t('Klar')}</a>`,
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Draft} draft @param {Catalog} catalog @param {App} app */
function form(draft, catalog, app) {
  const { fields } = draft
  const present = catalog.visits.present.filter(({ id }) => fields[PRESENT + id]).map(({ id }) => id)
  return html`${savedWords(draft, app)}
    <section class="card stack"><h2>${t('Varför?')}</h2>
      ${toggles({ name: 'occasion', label: t('Varför?'), chosen: [fields.occasion ?? ''], options: labelled(catalog.visits.occasions), tap: (occasion) => void draft.set({ occasion }) })}</section>
    <section class="card stack"><h2>${t('Andra myndigheter som är med')}</h2>
      ${toggles({ name: 'present', label: t('Andra myndigheter som är med'), chosen: present, options: labelled(catalog.visits.present), tap: (id) => void draft.set({ [PRESENT + id]: fields[PRESENT + id] ? null : true }) })}</section>
    ${time(draft, 'started_at', t('Besöket började'))}
    ${checklists(draft, catalog)}`
}

/** A checklist is added whole, and taken away as long as nobody has answered a point of it. @param {Draft} draft @param {Catalog} catalog */
function checklists(draft, catalog) {
  const { fields } = draft
  const held = checklistsOf(fields, catalog)
  const others = catalog.checklists.filter((list) => list.visit_kinds.some((kind) => kind === fields.visit_kind) && !held.some(({ id }) => id === list.id))
  return html`<fieldset class="card choices"><legend>${t('Checklistor')}</legend>
    ${held.map((list, index) => {
      const answered = askedOf(list.items).filter((point) => isAnswered(fields, point)).length
      return row(list.title, answered ? t('{n} besvarade', { n: answered }) : '', true, index === 0 || answered > 0, () => draft.set({ [`checklist/${list.id}`]: null }))
    })}
    ${others.map((list) => row(list.title, count(askedOf(list.items).length, '1 punkt', '{n} punkter'), false, false, () => draft.set(checklistFields(catalog, [list.id], false))))}
  </fieldset>`
}

/** @param {string} title @param {string} aside @param {boolean} checked @param {boolean} fixed @param {() => void} change */
const row = (title, aside, checked, fixed, change) => html`<label class="choice"><input type="checkbox" .checked=${checked} ?disabled=${fixed} @change=${change}>
  <span>${title}</span>${aside ? html`<small>${aside}</small>` : nothing}</label>`
