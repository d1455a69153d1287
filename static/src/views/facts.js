// What a report holds, field by field, in words.
import { placeIn, textIn, timeIn } from '../domain/fields.js'
import { trueTime } from '../domain/times.js'
import { accuracyWords, placeWords, when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import { areaName, bucketName, categoryOf, kindName, longLabel } from './labels.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Value} Value */
/** @typedef {import('../types').RecordView} RecordView */

/** @param {RecordView} record @param {Catalog | null} catalog @returns {[string, string][]} */
export function factsOf({ kind, fields }, catalog) {
  const all = kind === 'shift' ? shiftFacts(fields, catalog) : observationFacts(fields, catalog)
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
