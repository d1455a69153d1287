// The protocol of a visit as a page: on the screen, printed, and in the file that is given away. It holds nothing that acts.
import { html, nothing } from 'lit-html'
import { photosOf } from '../domain/observations.js'
import { textIn, timeIn } from '../domain/fields.js'
import { protocolOf } from '../domain/protocol.js'
import { trueTime } from '../domain/times.js'
import { PAPER } from '../domain/signature.js'
import { ink } from '../shell/signature_pad.js'
import { longDate, momentWords, spanWords } from '../shell/words.js'
import { count, t } from '../shell/texts.js'
import { acknowledgementIn } from './acknowledgement.js'
import { answerWords, deficiency, earlierWords, facts } from './visit_findings.js'
import { labelIn } from './labels.js'
import { occasionWords, visitKindWords } from './visit_words.js'

/** @typedef {import('./screen').Template} Template */
/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').RecordView} RecordView */
/** @typedef {import('../types').Time} Time */
/** @typedef {import('./visit_findings.js').Telling['picture']} Picture */

/** @param {RecordView} record @param {Catalog | null} catalog @param {Picture} picture */
export function paper({ fields, item }, catalog, picture) {
  const { deficiencies, noted, inOrder, notApplicable, notChecked, earlier, checklists, photos } = protocolOf(fields, catalog)
  return html`<article class="paper">
    ${head(fields, item, catalog)}
    ${part(t('Brister'), deficiencies.length ? deficiencies.map((found) => deficiency(found, { picture, at: momentOf, on: longDate })) : html`<p>${t('Ingen brist iakttogs vid det som gicks igenom.')}</p>`)}
    ${list(t('Från tidigare besök'), earlier.map((one) => earlierWords(one, catalog)).map(({ question, became, note }) => html`<b>${became}.</b> ${question}${note ? html`<small>${note}</small>` : nothing}`))}
    ${list(t('Utan anmärkning'), inOrder.map(({ point, note }) => html`${point.question} <small>${[point.id, point.reference, note].filter(Boolean).join(' · ')}</small>`))}
    ${list(t('Antecknat'), noted.map((found) => html`${found.point.question} <b>${answerWords(found)}</b>`))}
    ${list(t('Inte aktuellt'), notApplicable.map(({ question }) => question))}
    ${list(t('Inte kontrollerat'), notChecked.map(({ question }) => question))}
    ${textIn(fields, 'summary') ? part(t('Sammanfattning'), html`<p>${textIn(fields, 'summary')}</p>`) : nothing}
    ${part(t('Genomgång'), talk(fields, catalog))}
    ${photosOf(fields).length ? part(t('Bilder'), pictures(fields, photos, picture)) : nothing}
    ${part(t('Om protokollet'), html`<p class="paper-soft">${t('Protokollet innehåller vad som iakttogs vid besöket och vad som sades om det. Det är inget beslut. Om något av det utreds vidare sker det i ett eget ärende, där verksamheten får ta del av underlaget och yttra sig innan något beslutas (25 § förvaltningslagen).')}</p>
      <p class="paper-soft">${t('Checklistor: {lists}', { lists: checklists.map(({ title, version }) => `${title} (${version.slice(0, 12)})`).join(', ') })}</p>`)}
  </article>`
}

/** @param {string} title @param {Template | Template[]} body */
const part = (title, body) => html`<section class="paper-list"><h2>${title}</h2>${body}</section>`

/** @param {string} title @param {Template[]} rows */
const list = (title, rows) => (rows.length ? part(title, html`<ul class="paper-list">${rows.map((row) => html`<li>${row}</li>`)}</ul>`) : nothing)

/** @param {Fields} fields @param {RecordView['item']} item @param {Catalog | null} catalog */
function head(fields, item, catalog) {
  const was = /** @type {{org_number?: string, holder?: string, address?: string}} */ (fields.premises_as_was ?? {})
  return html`<header>
    <p class="paper-soft">${[t('Tillsynsprotokoll'), fields.authority === 'kommun' && catalog ? t('{name} kommun', { name: catalog.municipality.name }) : ''].filter(Boolean).join(' · ')}</p>
    <p class="paper-title">${textIn(fields, 'premises_name')}</p>
    ${fields.submitted_at ? nothing : html`<p><b>${t('Utkast. Protokollet är inte inskickat.')}</b></p>`}
    ${facts([
      [t('Verksamhet'), [was.holder, was.org_number].filter(Boolean).join(', ')],
      [t('Adress'), was.address ?? ''],
      [t('Besöket'), span(timeIn(fields, 'started_at'), timeIn(fields, 'ended_at'))],
      [t('Slag'), [visitKindWords(catalog, fields.visit_kind), occasionWords(catalog, fields.occasion).toLowerCase()].filter(Boolean).join(', ')],
      [t('Närvarande inspektörer'), Object.keys(fields).filter((name) => name.startsWith('inspectors/') && fields[name]).map((name) => String(/** @type {any} */ (fields[name]).label)).join(', ')],
      [t('Medverkande'), (catalog?.visits.present ?? []).filter(({ id }) => fields[`present/${id}`] === true).map(({ label }) => label).join(', ')],
      [t('Kvitto'), item.receipt ?? ''],
    ])}</header>`
}

/** @param {Time | null} from @param {Time | null} to */
const span = (from, to) => (from && to ? spanWords(trueTime(from), trueTime(to), from.zone) : from ? momentOf(from) : '')

/** @param {Time} time */
const momentOf = (time) => momentWords(trueTime(time), time.zone)

/** @param {Fields} fields @param {Catalog | null} catalog */
function talk(fields, catalog) {
  const { role, name, manner, comment, signature } = acknowledgementIn(fields)
  const at = timeIn(/** @type {Fields} */ (fields.acknowledgement ?? {}), 'at')
  if (!manner) return html`<p>${t('Ingen genomgång med någon ansvarig är antecknad.')}</p>`
  return html`${facts([
    [t('Genomgången med'), [labelIn(catalog?.visits.roles, role), name].filter(Boolean).join(', ')],
    [t('Bekräftelse'), labelIn(catalog?.visits.manners, manner)],
    [t('När'), at ? momentOf(at) : ''],
    [t('Den ansvarigas kommentar'), comment ?? ''],
  ])}
  ${signature ? html`<svg class="signature" viewBox="0 0 ${PAPER.width} ${PAPER.height}" role="img" aria-label=${t('Underskriften')}>${ink(signature.strokes)}</svg>
    <p class="paper-soft">${t('Underskriften visar att genomgången är gjord, inte att den som skrivit under håller med.')}</p>` : nothing}`
}

/** Those that stand at no point, and how to know all of them again. @param {Fields} fields @param {string[]} loose @param {Picture} picture */
const pictures = (fields, loose, picture) => html`
  ${loose.length ? html`<ul class="paper-photos">${loose.map((sha256, index) => html`<li>${picture(sha256, t('Bild {n}', { n: index + 1 }))}</li>`)}</ul>` : nothing}
  <p class="paper-soft">${count(photosOf(fields).length, '1 bild. Originalet har fingeravtrycket (SHA-256):', '{n} bilder. Originalen har fingeravtrycken (SHA-256):')}</p>
  <ul class="paper-list">${photosOf(fields).map((sha256) => html`<li><small>${[/** @type {any} */ (fields[`photos/${sha256}`]).item, sha256].filter(Boolean).join(' · ')}</small></li>`)}</ul>`
