// How far a visit has come and what its words are, as the catalog and the protocol have them.
import { askedOf } from '../domain/visit_order.js'
import { pointsOf, progress } from '../domain/visits.js'
import { count, t } from '../shell/texts.js'
import { join } from './premises_words.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Severity} Severity */

/** `9 av 12 kontrollerade · 1 brist`. @param {Fields} fields @param {Catalog | null} catalog */
export function progressWords(fields, catalog) {
  const { checked, of, deficiencies } = progress(fields, askedOf(pointsOf(fields, catalog)))
  return join(t('{checked} av {of} kontrollerade', { checked, of }), deficiencies.length ? count(deficiencies.length, '1 brist', '{n} brister') : checked ? t('inga brister') : '')
}

/** The address of a visit where one left off. @param {string} visit @param {string | null} at a point, or a deficiency of an earlier visit */
export const routeAt = (visit, at) => (at ? `/visit/${visit}/at/${encodeURIComponent(at)}` : `/visit/${visit}`)

/** @param {Severity} severity */
export const severityWords = (severity) =>
  ({ critical: t('Kritisk'), serious: t('Allvarlig'), minor: t('Mindre'), information: t('Information') })[severity] ?? severity

/** What follows from how grave it is. @param {Severity} severity */
export const severityHelp = (severity) => ({
  critical: t('Gäller nu. Ansvarig på platsen ska få veta det genast.'),
  serious: t('Tas upp i ett ärende av handläggaren.'),
  minor: t('Rättas på plats eller inom utsatt tid.'),
  information: t('Noteras.'),
})[severity] ?? ''

/** @param {Catalog | null} catalog @param {unknown} id */
export const occasionWords = (catalog, id) => wordsOf(catalog?.visits.occasions, id)

/** @param {Catalog | null} catalog @param {unknown} id */
export const visitKindWords = (catalog, id) => wordsOf(catalog?.visits.kinds, id)

/** @param {{id: string, label: string}[] | undefined} words @param {unknown} id what the catalog no longer has is shown by its id */
const wordsOf = (words, id) => words?.find((one) => one.id === id)?.label ?? String(id ?? '')
