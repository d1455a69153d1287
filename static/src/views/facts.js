// What a report holds, field by field, in words.
import { placeIn, textIn, timeIn } from '../domain/fields.js'
import { askedOf } from '../domain/visit_order.js'
import { pointsOf, progress } from '../domain/visits.js'
import { trueTime } from '../domain/times.js'
import { accuracyWords, dateWords, placeWords, when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import { areaName, bucketName, categoryOf, kindName, labelIn, longLabel, purchaseWords } from './labels.js'
import { occasionWords, visitKindWords } from './visit_words.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').RecordView} RecordView */

/** @param {RecordView} record @param {Catalog | null} catalog @returns {[string, string][]} */
export function factsOf({ kind, fields }, catalog) {
  const all = (FACTS[kind] ?? observationFacts)(fields, catalog)
  return /** @type {[string, string][]} */ (all.filter(([, words]) => words))
}

/** @param {Fields} fields @param {Catalog | null} catalog @returns {[string, string | null][]} */
const observationFacts = (fields, catalog) => [
  [t('Kategori'), categoryWords(fields, catalog)],
  [t('När'), moment(timeIn(fields, 'happened_at'))],
  [t('Var'), where(fields, catalog)],
  [t('Anteckning'), textIn(fields, 'note')],
  [t('112 ringt'), yesNo(fields.called_112)],
  [t('114 14 ringt'), yesNo(fields.called_11414)],
]

/** @param {Fields} fields @param {Catalog | null} catalog @returns {[string, string | null][]} */
const shiftFacts = (fields, catalog) => [
  [t('Pass'), kindName(catalog, fields.shift_kind)],
  [t('Område'), areaName(catalog, fields.area)],
  [t('Start'), moment(timeIn(fields, 'started_at'))],
  [t('Slut'), moment(timeIn(fields, 'ended_at'))],
  [t('Deltagare'), String(fields.participants_count ?? '')],
  [t('Lugn 1 – orolig 5'), fields.shift_calmness ? String(fields.shift_calmness) : null],
  [t('Människor ute'), fields.people_about ? bucketName(catalog, fields.people_about) : null],
  [t('Ungdomar ute'), fields.youths_about ? bucketName(catalog, fields.youths_about) : null],
  [t('Samtal till 112'), times(fields['calls/112'])],
  [t('Samtal till 114 14'), times(fields['calls/11414'])],
  [t('Samtal till fältgrupp'), times(fields['calls/field_team'])],
  [t('Samtal till ordningsvakt'), times(fields['calls/guard'])],
  [t('Sammanfattning'), textIn(fields, 'summary')],
  [t('Behöver följas upp'), yesNo(fields.follow_up)],
  [t('Inget att rapportera'), yesNo(fields.nothing_to_report)],
]

/** @param {Fields} fields @param {Catalog | null} catalog @returns {[string, string | null][]} */
function visitFacts(fields, catalog) {
  const { checked, of, deficiencies } = progress(fields, askedOf(pointsOf(fields, catalog)))
  const { role, manner } = /** @type {{role?: string, manner?: string}} */ (fields.acknowledgement ?? {})
  return [
    [t('Slag'), [visitKindWords(catalog, fields.visit_kind), occasionWords(catalog, fields.occasion).toLowerCase()].filter(Boolean).join(', ')],
    [t('Start'), moment(timeIn(fields, 'started_at'))],
    [t('Slut'), moment(timeIn(fields, 'ended_at'))],
    [t('Kontrollerat'), t('{checked} av {of} punkter', { checked, of })],
    [t('Brister'), deficiencies.length ? deficiencies.map(({ question }) => question).join(' ') : t('Inga')],
    [t('Genomgång'), [labelIn(catalog?.visits?.roles, role), labelIn(catalog?.visits?.manners, manner).toLowerCase()].filter(Boolean).join(', ')],
    [t('Sammanfattning'), textIn(fields, 'summary')],
    [t('Nästa besök'), fields.next_visit_on ? dateWords(textIn(fields, 'next_visit_on')) : null],
  ]
}

/** In the catalog's words and order. @param {Fields} fields @param {Catalog | null} catalog @returns {[string, string | null][]} */
const purchaseFacts = (fields, catalog) => (catalog?.control_purchase ?? []).flatMap((asked) => {
  const words = asked.fields.map((field) => moment(timeIn(fields, field)) ?? yesNo(fields[field]) ?? purchaseWords(catalog, field, fields[field]))
  return [/** @type {[string, string | null]} */ ([asked.question, words.filter(Boolean).join(', ')])]
})

/** @type {Record<string, (fields: Fields, catalog: Catalog | null) => [string, string | null][]>} */
const FACTS = { shift: shiftFacts, visit: visitFacts, control_purchase: purchaseFacts }

/** @param {import('../types').Time | null} time */
const moment = (time) => (time ? when(trueTime(time)) : null)
/** @param {Value | undefined} value */
const yesNo = (value) => (typeof value === 'boolean' ? (value ? t('Ja') : t('Nej')) : null)
/** @param {Value | undefined} value */
const times = (value) => (value ? String(value) : null)

/** @param {Fields} fields @param {Catalog | null} catalog */
function categoryWords({ category }, catalog) {
  const found = categoryOf(catalog, category)
  return found ? longLabel(found) : String(category)
}

/** @param {Fields} fields @param {Catalog | null} catalog */
function where(fields, catalog) {
  const place = placeIn(fields, 'place')
  const words = placeWords(place, textIn(fields, 'place_name'), catalog?.areas ?? [])
  const exact = accuracyWords(place?.accuracy ?? null)
  return exact ? `${words} (${exact})` : words
}
