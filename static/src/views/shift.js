// The Pass tab: the pass that goes on, or the start of one.
import { html } from 'lit-html'
import { t } from '../shell/texts.js'
import { activeShift, activeBar } from './shift_active.js'
import { firstChoices, startShift, startBar } from './shift_start.js'

/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {import('./shift_start.js').Choices} Choices */
/** @typedef {{shift: RecordView | null, observations: RecordView[], choices: Choices}} Model */

/** @type {import('./screen').Screen<Model>} */
export const shift = {
  title: (model) => (model?.shift ? t('Pågående pass') : t('Pass')),
  tab: 'shift',
  begin: (app) => ({ choices: firstChoices(app) }),
  async load(app) {
    const found = await app.store.activeShift()
    return { shift: found, observations: found ? await app.store.observations(found.id) : [] }
  },
  shown: (_model, app) => app.locator.search(),
  view(model, app) {
    if (!app.catalog) return html`<p class="notice" data-tone="warn">${t('Områden och kategorier har inte kommit än. De hämtas när telefonen har nät.')}</p>`
    return model.shift ? activeShift({ ...model, shift: model.shift }, app) : startShift(model.choices, app, app.catalog)
  },
  bar: (model, app) => (model.shift ? activeBar(model.shift, app) : startBar(model.choices, app)),
}
