// Redo för fältet: everything a night without network needs, ticked or with one button to mend it.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { appStored, positionAllowed, protectStorage, storageProtected } from '../shell/readiness.js'
import { homeOf, isInspector } from '../shell/role.js'
import { sizeWords } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { homeLink } from './home_link.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/readiness.js').Verdict} Verdict */
/** @typedef {{app: Verdict, position: Verdict, persisted: boolean, register: boolean | null}} Model
 * `register` is null for those who need none */
/** @typedef {{name: string, ok: boolean, words: string, fix?: {label: string, run: () => unknown}}} Check */

const ROOM = 200_000_000

/** @type {import('./screen').Screen<Model>} */
export const ready = {
  title: () => t('Redo för fältet'),
  back: (_model, app) => homeOf(app.status),
  load: async (app) => ({ app: await appStored(), position: await positionAllowed(), persisted: await storageProtected(), register: isInspector(app.status) ? await hasRegister(app) : null }),
  shown(model, app) {
    navigator.serviceWorker?.ready.then(() => app.refresh())
    if (model && !model.persisted) protectStorage().then((kept) => (kept ? app.refresh() : undefined))
  },
  view(model, app) {
    const checks = checksOf(model, app)
    const left = checks.filter(({ ok }) => !ok).length
    return html`
      <p class="lead">${left ? t('Gå igenom listan innan ni går ut. Det du redan har sparat är säkert under tiden.') : t('Allt är klart. Appen fungerar hela natten utan nät.')}</p>
      <ul class="checks card">${checks.map(row)}</ul>
      ${install(app)}`
  },
  bar: (_model, app) => homeLink(app, 'button primary big'),
}

/** @param {Model} model @param {App} app @returns {Check[]} */
const checksOf = (model, app) => [
  { name: t('Appen finns på telefonen'), ok: model.app === 'ok', words: model.app === 'ok' ? t('Startar utan nät') : t('Laddas ner. Stanna kvar på nätet en stund'),
    fix: { label: t('Försök igen'), run: () => navigator.serviceWorker?.getRegistration().then((found) => found?.update()).then(() => app.refresh()) } },
  { name: model.register === null ? t('Områden och kategorier') : t('Checklistor och områden'), ok: app.catalog !== null, words: app.catalog ? t('Sparade, version {version}', { version: app.catalog.version.slice(0, 6) }) : t('Hämtas när det finns nät'),
    fix: { label: t('Hämta nu'), run: () => app.store.sync().then(() => app.refresh()) } },
  ...(model.register === null ? [] : [{ name: t('Objekten i registret'), ok: model.register, words: model.register ? t('Sparade, går att söka utan nät') : t('Hämtas när det finns nät'),
    fix: { label: t('Hämta nu'), run: () => app.store.sync().then(() => app.refresh()) } }]),
  { name: t('Lagringen är skyddad'), ok: model.persisted, words: model.persisted ? t('Webbläsaren rensar inte det du sparar') : t('Webbläsaren kan rensa. Installera appen, så skyddas den'),
    fix: { label: t('Skydda'), run: () => protect(app) } },
  { name: t('Position'), ok: model.position === 'ok', words: positionWords(model.position), ...(model.position === 'missing' ? {} : { fix: { label: t('Tillåt'), run: () => allow(app) } }) },
  { name: t('Ledigt utrymme'), ok: (app.status?.freeBytes ?? ROOM) >= ROOM, words: room(app.status?.freeBytes ?? null) },
]

/** @param {App} app */
const hasRegister = async ({ store }) => (await store.findPremises({ near: null, order: 'name', limit: 1, today: here.today() })).length > 0

/** @param {Check} check */
const row = ({ name, ok, words, fix }) => html`<li data-tone=${ok ? 'calm' : 'warn'}>
  ${icon(ok ? 'check' : 'alert')}
  <div><b>${name}</b><span class="unseen">: ${ok ? t('klart') : t('inte klart')}.</span><p>${words}</p></div>
  ${!ok && fix ? html`<button type="button" class="button small" @click=${fix.run}>${fix.label}</button>` : nothing}
</li>`

/** @param {App} app */
function install(app) {
  const { installer } = app
  if (installer.installed) return nothing
  return html`<section class="card stack">
    <h2>${t('Lägg appen på hemskärmen')}</h2>
    ${installer.offered
      ? html`<p>${t('Då startar den som en egen app och det sparade skyddas.')}</p>
          <button type="button" class="button" @click=${() => installer.install().then(() => app.refresh())}>${icon('download')}${t('Installera')}</button>`
      : html`<p>${t('iPhone: tryck Dela och sedan Lägg till på hemskärmen. Android: öppna webbläsarens meny och tryck Installera app.')}</p>`}
  </section>`
}

/** @param {App} app */
async function protect(app) {
  const kept = await protectStorage()
  if (!kept) app.announcer.say(t('Webbläsaren sa nej än så länge. Installera appen på hemskärmen och försök igen. Det sparade ligger kvar.'), { tone: 'warn' })
  await app.refresh()
}

/** @param {App} app */
async function allow(app) {
  const fix = await app.locator.next()
  app.announcer.say(fix ? t('Positionen fungerar, ± {n} m.', { n: Math.round(fix.accuracy) }) : t('Ingen position kom. Allt går att spara utan plats.'), { tone: fix ? 'calm' : 'warn' })
  await app.refresh()
}

/** @param {Verdict} verdict */
const positionWords = (verdict) => ({
  ok: t('Platsen fylls i av sig själv'),
  unknown: t('Telefonen frågar dig en gång'),
  missing: t('Nekad. Slå på plats för appen i telefonens inställningar. Allt går att spara utan plats'),
})[verdict]

/** @param {number | null} bytes */
function room(bytes) {
  if (bytes === null) return t('Okänt. Telefonen säger inte hur mycket')
  const words = { size: sizeWords(bytes) }
  return bytes >= ROOM ? t('{size} ledigt', words) : t('{size} ledigt. Ta bort bilder eller appar på telefonen', words)
}
