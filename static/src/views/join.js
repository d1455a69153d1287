// An invitation to a visit: what it is, and one tap to take part. A guest of another authority takes part in a visit of their own.
import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { decode } from '../domain/invitations.js'
import { trueTime } from '../domain/times.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import { facts } from './visit_findings.js'
import { occasionWords, visitKindWords } from './visit_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').VisitInvitation} Invitation */
/** @typedef {{invitation: Invitation | null, joined: string | null, chosen: string[], busy: boolean}} Model `joined`: the visit's id on this phone */

/** @type {import('./screen').Screen<Model>} */
export const join = {
  title: () => t('Gå med i besöket'),
  back: () => '/visits',
  begin(_app, { payload }) {
    const invitation = read(payload)
    return { invitation, chosen: invitation?.checklists ?? [], busy: false }
  },
  load: async (app, _params, { invitation }) => ({ joined: invitation ? await joinedAlready(invitation, app) : null }),
  view: (model, app) => (model.invitation ? page(model, model.invitation, app) : unreadable()),
  bar(model, app) {
    if (!model.invitation) return html`<a class="button primary big" href="#/join">${icon('camera')}${t('Läs koden igen')}</a>`
    if (model.joined) return html`<a class="button primary big" href="#/visit/${model.joined}">${icon('clipboard')}${t('Öppna besöket')}</a>`
    return html`<button type="button" class="button primary big" aria-busy=${model.busy} @click=${() => take(model, /** @type {Invitation} */ (model.invitation), app)}>${icon('people')}${t('Gå med')}</button>`
  },
}

/** @param {string} payload @returns {Invitation | null} */
function read(payload) {
  try {
    return decode(payload)
  } catch {
    return null
  }
}

const unreadable = () => html`<section class="notice" data-tone="warn">${icon('alert')}<div><b>${t('Inbjudan går inte att läsa')}</b>
  <p>${t('Länken är inte hel, eller så är den gjord av en nyare version av appen. Inget har ändrats på telefonen. Be om koden igen.')}</p></div></section>`

/** @param {Invitation} invitation @param {App} app @returns {Promise<string | null>} */
async function joinedAlready({ visit, reporter }, app) {
  const me = app.status?.person?.id
  const record = await app.store.record(visit)
  if (record && (reporter === me || record.fields[`inspectors/${me}`])) return visit
  return (await app.store.items()).find(({ kind, fields }) => kind === 'visit' && fields.joint === visit)?.id ?? null
}

/** @param {Invitation} invitation @param {App} app */
const isGuest = ({ authority }, app) => authority !== app.status?.person?.authority

/** @param {Model} model @param {Invitation} invitation @param {App} app */
const page = (model, invitation, app) => html`
  <section class="card"><h2>${invitation.premises_name || t('Utan objekt')}</h2>${facts([
    [t('Leds av'), invitation.label],
    [t('Slag'), [visitKindWords(app.catalog, invitation.visit_kind), occasionWords(app.catalog, invitation.occasion).toLowerCase()].filter(Boolean).join(', ')],
    [t('Började'), when(trueTime(invitation.started_at))],
    [t('Checklistor'), lists(invitation, app).map(({ title }) => title).join(', ')],
  ])}</section>
  ${model.joined ? html`<p class="notice" data-tone="calm">${icon('check')}<span>${t('Du är redan med i besöket.')}</span></p>` : isGuest(invitation, app) ? guest(model, invitation, app) : colleague(invitation)}`

/** @param {Invitation} invitation */
const colleague = ({ label }) => html`<p class="notice" data-tone="calm">${icon('people')}<span>${t('Ni arbetar i samma besök på var sin telefon. Lämna över din del till {label} när du är klar.', { label })}</span></p>`

/** @param {Model} model @param {Invitation} invitation @param {App} app */
const guest = (model, invitation, app) => html`
  <section class="notice" data-tone="calm">${icon('info')}<div><b>${t('Du är gäst från en annan myndighet')}</b>
    <p>${t('Du får ett eget besök med egna punkter. Det du skriver hör till din myndighet: den som leder besöket ser det inte, och du ser inte vad de skriver.')}</p></div></section>
  <fieldset class="choices card"><legend>${t('Vilka checklistor går du igenom?')}</legend>
    ${lists({ checklists: app.catalog?.checklists.filter(({ visit_kinds }) => visit_kinds.some((kind) => kind === invitation.visit_kind)).map(({ id }) => id) ?? [] }, app).map(({ id, title }) => html`<label class="choice">
      <input type="checkbox" .checked=${live(model.chosen.includes(id))} @change=${() => ((model.chosen = toggled(model.chosen, id)), app.draw())}><span>${title}</span></label>`)}</fieldset>
  ${model.chosen.length ? nothing : html`<p class="soft">${t('Utan checklista skriver du bara fritt.')}</p>`}`

/** @param {{checklists: string[]}} named @param {App} app */
const lists = ({ checklists }, app) => app.catalog?.checklists.filter(({ id }) => checklists.includes(id)) ?? []

/** @param {string[]} held @param {string} id */
const toggled = (held, id) => (held.includes(id) ? held.filter((one) => one !== id) : [...held, id])

/** @param {Model} model @param {Invitation} invitation @param {App} app */
async function take(model, invitation, app) {
  if (model.busy) return
  model.busy = true
  try {
    const { id } = await app.store.join(isGuest(invitation, app) ? { ...invitation, checklists: model.chosen } : invitation)
    buzz()
    app.go(`/visit/${id}`, { replace: true })
    app.announcer.say(t('Du är med. Allt du skriver sparas på din telefon.'))
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = false
  }
}
