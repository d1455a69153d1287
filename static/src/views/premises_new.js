// A premises that the register does not have: created on the spot, matched with the register at the desk.
import { html, nothing } from 'lit-html'
import { positionOf } from '../domain/places.js'
import { firstFields } from '../domain/premises.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { toggles } from '../shell/toggles.js'
import { accuracyWords } from '../shell/words.js'
import { t } from '../shell/texts.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../domain/places.js').Fix} Fix */
/** @typedef {{name: string, address: string, locality: string, permits: string[], fix: Fix | null, missing: boolean, busy: boolean}} Model */

/** @type {import('./screen').Screen<Model>} */
export const premisesNew = {
  title: () => t('Nytt objekt'),
  back: () => '/premises',
  begin: (app) => ({ name: '', address: '', locality: '', permits: [], fix: app.locator.best(), missing: false, busy: false }),
  shown: (_model, app) => app.locator.search(),
  located: (model, app) => void (model.fix = app.locator.best() ?? model.fix),
  view: (model, app) => html`
    <p class="soft">${t('Lägg bara till det som syns på platsen. Handläggaren matchar stället med registret vid skrivbordet.')}</p>
    <section class="card stack">
      ${input(model, 'name', t('Namn'), t('Som det står på skylten.'), 120, model.missing)}
      ${input(model, 'address', t('Adress'), t('Gata och nummer, om det syns.'), 120)}
      ${input(model, 'locality', t('Ort'), '', 60)}</section>
    <section class="card place-line">${icon('pin')}<div><b>${t('Plats')}</b><small>${placeWords(model, app)}</small></div></section>
    <section class="card stack"><h2>${t('Vad säljs eller serveras?')}</h2>
      ${toggles({ name: 'permits', label: t('Vad säljs eller serveras?'), chosen: model.permits, options: (app.catalog?.permits ?? []).map(({ id, short }) => ({ value: id, words: short })),
        tap: (id) => ((model.permits = model.permits.includes(String(id)) ? model.permits.filter((one) => one !== id) : [...model.permits, String(id)]), app.draw()) })}
      <p class="soft">${t('Det som väljs här är vad ni såg, inte om tillstånd finns.')}</p></section>`,
  bar: (model, app) => html`
    <button type="button" class="button big" @click=${() => save(model, app, '/premises/')}>${t('Spara')}</button>
    <button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => save(model, app, '/visit/new/')}>${icon('clipboard')}${t('Spara och starta besök')}</button>`,
}

/** @param {Model} model @param {'name' | 'address' | 'locality'} name @param {string} label @param {string} hint @param {number} most @param {boolean} [pointed] */
const input = (model, name, label, hint, most, pointed = false) => html`<label class="field"><span>${label}</span>${hint ? html`<small>${hint}</small>` : nothing}
  <input name=${name} maxlength=${most} autocomplete="off" .value=${model[name]} aria-invalid=${pointed ? 'true' : nothing} @input=${(/** @type {Event} */ event) => Object.assign(model, { [name]: /** @type {HTMLInputElement} */ (event.target).value, missing: false })}></label>`

/** @param {Model} model @param {App} app */
function placeWords({ fix }, { locator }) {
  if (fix) return t('Här du står, {accuracy}', { accuracy: accuracyWords(Math.round(fix.accuracy)) })
  if (locator.denied) return t('Position nekad på telefonen. Det går att spara utan.')
  return locator.searching ? t('Söker position …') : t('Ingen position. Det går att spara utan.')
}

/** @param {Model} model @param {App} app @param {string} onward the route that the new one's id is put to */
async function save(model, app, onward) {
  if (model.busy) return
  if (!model.name.trim()) {
    model.missing = true
    app.announcer.say(t('Skriv ställets namn först.'), { tone: 'warn' })
    return document.querySelector('input')?.focus()
  }
  model.busy = true
  try {
    const made = await app.store.create('premises', firstFields({ ...model, place: model.fix && positionOf(model.fix) }))
    buzz()
    app.go(`${onward}${made.id}`, { replace: true })
    app.announcer.say(t('Objektet är sparat på telefonen.'))
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}
