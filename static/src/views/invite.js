// Inviting another inspector to this visit: a QR code from screen to camera, or its link. It works without network.
import { html, nothing } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { encode } from '../domain/invitations.js'
import { icon } from '../shell/icons.js'
import { t } from '../shell/texts.js'
import { isLead } from './review_hindrances.js'
import { visitPeople } from './visit_people.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null, link: string, code: {size: number, path: string} | null}} Model */

/** @type {import('./screen').Screen<Model>} */
export const invite = {
  title: () => t('Bjud in till besöket'),
  back: (model) => (model?.record ? `/visit/${model.record.id}` : '/visits'),
  async load(app, { id }, { link: before, code = null }) {
    const record = await app.store.record(id)
    if (!record) return { record: null }
    const link = encode(await app.store.invitation(id), location.origin)
    return { record, link, code: code && link === before ? code : (await app.loadQr()).qr(link) }
  },
  view: (model, app) => (model.record ? page(model, model.record, app) : html`<p class="notice" data-tone="warn">${t('Besöket finns inte längre på telefonen.')}</p>`),
  bar: ({ record }) => html`<a class="button primary big" href="#${record ? `/visit/${record.id}` : '/visits'}">${icon('check')}${t('Klar')}</a>`,
}

/** @param {Model} model @param {RecordView} record @param {App} app */
const page = ({ link, code }, { fields }, app) => html`
  <p class="lead">${t('Låt kollegan rikta sin kamera mot koden, eller öppna Gå med i ett besök i appen. Det går utan nät.')}</p>
  <section class="card qr-card"><p><b>${textIn(fields, 'premises_name')}</b></p>
    ${code ? html`<svg class="qr" viewBox="0 0 ${code.size} ${code.size}" shape-rendering="crispEdges" role="img" aria-label=${t('QR-kod med länken till besöket')}><path d=${code.path}></path></svg>` : nothing}
    <div class="pair">
      <button type="button" class="button" @click=${() => copy(link, app)}>${icon('list')}${t('Kopiera länken')}</button>
      <button type="button" class="button" @click=${() => share(link, app)}>${icon('send')}${t('Dela länken')}</button>
    </div></section>
  ${visitPeople(fields, app, true)}
  <section class="card prose"><h2>${t('Så fungerar det')}</h2><ul>
    <li>${t('En kollega från samma myndighet arbetar i samma besök på sin egen telefon och lämnar över sin del när den är klar.')}</li>
    <li>${t('En gäst från en annan myndighet får ett eget besök med egna punkter. Det de skriver syns bara hos dem.')}</li>
    <li>${isLead(fields, app) ? t('Det ni skriver möts när båda telefonerna har haft nät. Har ni svarat olika på en punkt sparas båda svaren, och samordnaren ser det.') : t('Den som leder besöket gör genomgången och skickar protokollet.')}</li>
  </ul></section>`

/** @param {string} link @param {App} app */
async function copy(link, app) {
  try {
    await navigator.clipboard.writeText(link)
    app.announcer.say(t('Länken är kopierad.'))
  } catch {
    app.announcer.say(t('Webbläsaren lät inte länken kopieras. Visa QR-koden i stället, eller dela länken.'), { tone: 'warn' })
  }
}

/** @param {string} link @param {App} app */
async function share(link, app) {
  if (!navigator.share) return copy(link, app)
  try {
    await navigator.share({ url: link, title: t('Gå med i besöket') })
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) await copy(link, app)
  }
}
