// What the catalog calls things. What it no longer offers is shown by its id.
import { t } from '../shell/texts.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {import('../types').Fields} Fields */

/** @param {Catalog | null} catalog @param {unknown} id @returns {Category | null} */
export const categoryOf = (catalog, id) => catalog?.observations.find((category) => category.id === id) ?? null

/** Its words, where a line may break after a stroke. @param {Category} category */
export const longLabel = ({ label }) => label.replaceAll('/', '/\u200b')

/** @param {Catalog | null} catalog @param {unknown} id */
export const areaName = (catalog, id) => catalog?.areas.find((area) => area.id === id)?.name ?? String(id ?? '')

/** @param {Catalog | null} catalog @param {unknown} id */
export const kindName = (catalog, id) => catalog?.shift_kinds.find((kind) => kind.id === id)?.label ?? String(id ?? '')

/** @param {Catalog | null} catalog @param {unknown} id */
export const bucketName = (catalog, id) => catalog?.buckets.find((bucket) => bucket.id === id)?.label ?? String(id ?? '')

/** The words of one of these. @param {{id: string, label: string}[] | undefined} words @param {unknown} id */
export const labelIn = (words, id) => words?.find((one) => one.id === id)?.label ?? String(id ?? '')

/** What a field of a control purchase says. @param {Catalog | null} catalog @param {string} field @param {unknown} value */
export const purchaseWords = (catalog, field, value) =>
  catalog?.control_purchase?.find(({ fields }) => fields.includes(field))?.options.find(({ id }) => id === value)?.label ?? String(value ?? '')

/** A report's short name in a list. @param {Catalog | null} catalog @param {string} kind @param {Fields} fields */
export function reportName(catalog, kind, fields) {
  if (kind === 'visit' || kind === 'control_purchase') return String(fields.premises_name || t('Utan objekt'))
  if (kind === 'shift') return `${kindName(catalog, fields.shift_kind)}, ${areaName(catalog, fields.area)}`
  return categoryOf(catalog, fields.category)?.short ?? String(fields.category ?? '')
}

/** @param {Catalog | null} catalog @param {string} kind @param {Fields} fields the icon's name */
export const reportIcon = (catalog, kind, fields) => ICONS[kind] ?? categoryOf(catalog, fields.category)?.icon ?? 'pin'

/** @type {Record<string, string>} */
const ICONS = { shift: 'walk', visit: 'clipboard', control_purchase: 'bag' }

/** A decision of the desk. @param {Catalog | null} catalog @param {Fields} review */
export function reviewWords(catalog, { decision, receiver }) {
  const to = catalog?.receivers.find(({ id }) => id === receiver)?.label ?? String(receiver ?? '')
  const words = { accept: t('Granskad'), refer: t('Skickad vidare till {to}', { to }), action: t('Åtgärdad'), return: t('Skickad tillbaka för komplettering'), dismiss: t('Avskriven'), close: t('Avslutad') }
  return words[/** @type {keyof typeof words} */ (decision)] ?? String(decision)
}

/** What was passed on, and how it went. @param {Catalog | null} catalog @param {Fields} referral */
export function referralWords(catalog, { receiver, state }) {
  const to = catalog?.receivers.find(({ id }) => id === receiver)?.label ?? String(receiver ?? '')
  if (state === 'done') return t('{to}: åtgärdat', { to })
  return state === 'declined' ? t('{to}: blir inte åtgärdat', { to }) : t('Skickad vidare till {to}', { to })
}
