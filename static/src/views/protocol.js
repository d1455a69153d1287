// The finished protocol: read, shown and given away on the spot, with or without network. The municipality's PDF comes when it has
// been received.
import { html } from 'lit-html'
import { handOver } from '../shell/hand_over.js'
import { icon } from '../shell/icons.js'
import { receiptWords, waitsFor } from '../shell/sending.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { nameOf, protocolFile } from './protocol_file.js'
import { paper } from './protocol_paper.js'
import { thumbnail } from './thumbnail.js'
import { visitPeople } from './visit_people.js'

/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {{record: RecordView | null, busy: 'no' | 'file' | 'pdf'}} Model */

/** @type {import('./screen').Screen<Model>} */
export const protocol = {
  title: () => t('Protokoll'),
  back: (model) => (model?.record?.fields.submitted_at ? `/reports/${model.record.id}` : model?.record ? `/visit/${model.record.id}` : '/visits'),
  begin: () => ({ busy: 'no' }),
  load: async (app, { id }) => ({ record: await app.store.record(id) }),
  view: (model, app) => (model.record ? page(model, model.record, app) : html`<p class="notice" data-tone="warn">${t('Besöket finns inte längre på telefonen.')}</p>`),
  bar: (model, app) => (model.record ? bar(model, model.record, app) : onward()),
}

const onward = () => html`<a class="button primary big" href="#/visits">${t('Till besöken')}</a>`

/** Nothing is given away that the one who leads has not let go of. @param {Model} model @param {RecordView} record @param {App} app */
function bar(model, { id, fields }, app) {
  if (fields.submitted_at) {
    return html`<button type="button" class="button primary big" aria-busy=${model.busy === 'file'} @click=${() => share(model, app)}>${icon('send')}${model.busy === 'file' ? t('Gör filen …') : t('Dela')}</button>
      <button type="button" class="button big" @click=${() => print()}>${icon('list')}${t('Skriv ut')}</button>`
  }
  return fields[`handed_over/${app.status?.person?.id}`] ? onward() : html`<a class="button primary big" href="#/visit/${id}/review">${icon('check')}${t('Till genomgången')}</a>`
}

/** @param {Model} model @param {RecordView} record @param {App} app */
const page = (model, record, app) => html`
  ${standing(model, record, app)}
  ${visitPeople(record.fields, app)}
  ${paper(record, app.catalog, (sha256, words) => thumbnail(app, sha256, words))}`

/** @param {Model} model @param {RecordView} record @param {App} app */
function standing(model, { item, fields }, app) {
  if (!fields.submitted_at) {
    return html`<p class="notice" data-tone="warn">${icon('pen')}<span>${fields.reporter === app.status?.person?.id
      ? t('Besöket är inte skickat än. Så här ser protokollet ut nu.') : t('Så här ser besöket ut på den här telefonen. Den som leder besöket skickar protokollet.')}</span></p>`
  }
  const arrived = (item.receipt || item.group === 'received') && item.waiting.for !== 'network'
  return html`<section class="notice" data-tone=${arrived ? 'calm' : 'warn'}>${icon(arrived ? 'check' : 'clock')}<div>
    <b>${arrived ? receiptWords(item, here.now()) : waitsFor(item) || t('Sparat på telefonen')}</b>
    ${arrived
      ? html`<p>${t('Kommunens PDF, med kvitto och bilder, görs av servern.')}</p>
        <button type="button" class="button small" aria-busy=${model.busy === 'pdf'} @click=${() => openPdf(model, app)}>${icon('download')}${model.busy === 'pdf' ? t('Hämtar …') : t('Hämta PDF')}</button>`
      : html`<p>${t('Du kan läsa, visa och dela protokollet härifrån nu. Kommunens PDF kommer när det har tagits emot.')}</p>`}</div></section>`
}

/** @param {Model} model @param {App} app */
const share = (model, app) => busyWith(model, app, 'file', async (record) => {
  // The page's own style, kept on the phone with the app; without it the file is plain, and as true.
  const style = await fetch(__ASSETS__['paper.css']).then((answer) => answer.text()).catch(() => '')
  return give(await protocolFile(record, app, style), app)
})

/** @param {Model} model @param {App} app */
const openPdf = (model, app) => busyWith(model, app, 'pdf', async (record) =>
  give(new File([await app.store.protocolPdf(record.id)], nameOf(record, 'pdf'), { type: 'application/pdf' }), app))

/** @param {File} file @param {App} app */
async function give(file, app) {
  const end = await handOver(file)
  if (end === 'shared') app.announcer.say(t('Protokollet är delat.'))
  else if (end === 'saved') app.announcer.say(t('Protokollet är sparat bland hämtade filer: {name}', { name: file.name }))
}

/** @param {Model} model @param {App} app @param {Model['busy']} what @param {(record: RecordView) => Promise<unknown>} work */
async function busyWith(model, app, what, work) {
  if (!model.record || model.busy !== 'no') return
  model.busy = what
  app.draw()
  try {
    await work(model.record)
  } catch (problem) {
    app.announcer.problem(problem)
  } finally {
    model.busy = 'no'
    app.draw()
  }
}
