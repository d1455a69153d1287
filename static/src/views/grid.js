// What is it? The catalog's categories as a grid, in the walkers' own three groups.
import { html, nothing } from 'lit-html'
import { firstFields, grouped, photosOf, recategorised } from '../domain/observations.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{shift: RecordView | null, record: RecordView | null, busy: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const grid = {
  title: (model) => (model?.record ? t('Byt kategori') : t('Vad gäller det?')),
  back: (model) => (model?.record ? `/observation/${model.record.id}` : '/shift'),
  begin: () => ({ busy: false }),
  load: async (app, { id }) => ({ shift: await app.store.activeShift(), record: id ? await app.store.record(id) : null }),
  shown: (_model, app) => app.locator.search(),
  view: (model, app) => html`
    ${app.catalog ? nothing : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Kategorierna har inte kommit än. De hämtas när telefonen har nät.')}</span></p>`}
    ${model.shift || model.record ? nothing : html`<p class="notice" data-tone="warn">${icon('info')}<span>${t('Inget pass pågår. Observationen sparas utan pass.')}</span></p>`}
    ${grouped(app.catalog?.observations ?? []).map((group) => html`
      <section class="grid-group" data-group=${group.name} aria-labelledby="group-${group.name}">
        <h2 id="group-${group.name}">${heading(group.name)}</h2>
        <div class="grid">${group.categories.map((category) => cell(category, model, app))}</div>
      </section>`)}`,
}

/** @param {'alarm' | 'observe' | 'note'} name */
const heading = (name) => ({
  alarm: html`${icon('phone')}${t('Larma')} <small>${t('ring 112 först')}</small>`,
  observe: html`${icon('phone')}${t('Observera')} <small>${t('ring 114 14')}</small>`,
  note: html`${icon('pen')}${t('Notera')}`,
})[name]

/** @param {Category} category @param {Model} model @param {App} app */
const cell = (category, model, app) => html`<button type="button" class="cell" data-category=${category.id} title=${category.label} aria-label=${t('{short}. {label}', { ...category })}
  aria-pressed=${model.record ? String(model.record.fields.category === category.id) : nothing} @click=${() => choose(category, model, app)}>
  ${icon(category.icon)}<span lang="sv">${category.short}</span></button>`

/** The record exists from this tap. @param {Category} category @param {Model} model @param {App} app */
async function choose(category, model, app) {
  if (model.busy) return
  model.busy = true
  try {
    const id = model.record ? await change(category, model.record, app) : await make(category, model, app)
    app.go(category.call ? `/observation/${id}/call` : `/observation/${id}`, { replace: true })
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}

/** @param {Category} category @param {Model} model @param {App} app */
async function make(category, { shift }, { store, locator, status }) {
  const fields = firstFields(category, shift?.id ?? null, here.timeNow(status?.clockOffset ?? null), locator.best())
  return (await store.create('observation', fields)).id
}

/** @param {Category} category @param {RecordView} record @param {App} app */
async function change(category, record, { store }) {
  await store.edit(record.id, recategorised(record.fields, category))
  if (!category.camera) for (const sha256 of photosOf(record.fields)) await store.removePhoto(record.id, sha256)
  return record.id
}
