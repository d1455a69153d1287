// Signing on the phone. It says that the findings were gone through, not that they are agreed to. Kept each time the pen is lifted.
import { html, nothing } from 'lit-html'
import { signatureOf } from '../domain/signature.js'
import { textIn } from '../domain/fields.js'
import { buzz } from '../shell/feel.js'
import { icon } from '../shell/icons.js'
import { signaturePad } from '../shell/signature_pad.js'
import { t } from '../shell/texts.js'
import { acknowledged, acknowledgementIn, roleOf } from './acknowledgement.js'
import { draftOf } from './draft_of.js'
import { savedWords } from './form_words.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../shell/draft.js').Draft} Draft */
/** @typedef {{draft: Draft | null}} Model */

/** @type {import('./screen').Screen<Model>} */
export const sign = {
  title: () => t('Underskrift'),
  back: (model) => (model?.draft ? `/visit/${model.draft.record.id}/review` : '/visits'),
  async load(app, { id }, model) {
    return { draft: await draftOf(app, id, model.draft) }
  },
  view: ({ draft }, app) => (draft ? page(draft, app) : html`<p class="notice" data-tone="warn">${t('Besöket finns inte längre på telefonen.')}</p>`),
  bar: ({ draft }) => (draft ? html`<a class="button primary big" href="#/visit/${draft.record.id}/review">${icon('check')}${t('Klar')}</a>` : nothing),
  pause: ({ draft }) => void draft?.flush(),
  leave: ({ draft }) => void draft?.flush(),
}

/** @param {Draft} draft @param {App} app */
function page(draft, app) {
  const said = acknowledgementIn(draft.fields)
  const strokes = said.signature?.strokes ?? []
  const who = [said.name, roleOf(app, said.role)?.label].filter(Boolean).join(', ')
  const keep = (/** @type {number[][]} */ drawn) => draft.set(acknowledged(draft, { manner: 'signature', signature: signatureOf(drawn) ?? undefined }, app)).then((kept) => kept && buzz())
  return html`
    <p class="lead">${t('Jag har fått gå igenom iakttagelserna vid besöket på {name}.', { name: textIn(draft.fields, 'premises_name') })}</p>
    <p class="soft">${t('Underskriften betyder inte att du håller med. Det du vill säga om iakttagelserna skrivs in för sig.')}</p>
    ${signaturePad({ strokes, label: strokes.length ? t('Underskriften, ritad') : t('Papper att skriva under på'), done: keep })}
    <div class="pad-under"><p>${who || t('Skriv under här')}</p>${strokes.length ? savedWords(draft, app) : nothing}</div>
    <div class="pair">
      <button type="button" class="button" aria-disabled=${!strokes.length} @click=${() => keep(strokes.slice(0, -1))}>${icon('back')}${t('Ångra streck')}</button>
      <button type="button" class="button" aria-disabled=${!strokes.length} @click=${() => keep([])}>${icon('trash')}${t('Börja om')}</button>
    </div>
    <section class="card stack"><h2>${t('Går det inte att rita?')}</h2>
      <p>${t('Läs upp iakttagelserna i stället. Den som är ansvarig svarar muntligt att genomgången är gjord, och det gäller lika mycket.')}</p>
      <button type="button" class="button" @click=${() => readAloud(draft, app)}>${t('Uppläst och bekräftat')}</button></section>`
}

/** @param {Draft} draft @param {App} app */
async function readAloud(draft, app) {
  if (!(await draft.set(acknowledged(draft, { manner: 'read_aloud', signature: undefined }, app)))) return app.announcer.problem(draft.problem)
  app.announcer.say(t('Sparat: uppläst och bekräftat muntligt.'))
  app.go(`/visit/${draft.record.id}/review`)
}
