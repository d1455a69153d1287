// A control purchase: of which products it can be made, what it begins with, and what hinders sending it. It can ground no sanction
// (AL 9:15 b, LTLP 7:23), and so it is a record of its own that names nothing but its premises.
import { textIn, timeIn } from './fields.js'
import { flags } from './privacy.js'

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').PrivacyRule} PrivacyRule */
/** @typedef {import('../types').Time} Time */
/** @typedef {{field: string, reason: 'missing' | 'confirm' | 'personal'}} Hindrance */

/** The products that these premises sell by their permits and notifications, in the catalog's order; none unless it is retail.
 * @param {Fields} premises @param {Catalog} catalog @returns {string[]} */
export const productsOf = (premises, catalog) =>
  [...new Set(catalog.permits.filter(({ id, product }) => product && premises[`permits/${id}`]).map(({ product }) => String(product)))]

/** @param {{id: string, fields: Fields}} premises @param {string} product @param {Time} happened @returns {Fields} */
export const firstFields = ({ id, fields }, product, happened) =>
  ({ premises: id, premises_name: textIn(fields, 'name'), product, happened_at: { ...happened } })

const NEEDED = ['product', 'buyer_code', 'happened_at', 'outcome', 'trader_informed']
/** Confirmed, or it is no control purchase that the law allows. */
const CONFIRMED = ['buyer_is_adult', 'no_sanction']
const WRITTEN = ['buyer_code', 'dialogue']
const ORDER = ['product', 'buyer_code', 'buyer_is_adult', 'happened_at', 'outcome', 'trader_informed', 'trader_informed_at', 'trader_informed_how', 'dialogue', 'no_sanction']

/** First things first. @param {Fields} fields @param {PrivacyRule[]} rules @returns {Hindrance[]} */
export function hindrances(fields, rules) {
  const needed = [...NEEDED, ...(fields.trader_informed === true ? ['trader_informed_at', 'trader_informed_how'] : [])]
  /** @type {Hindrance[]} */
  const found = [
    ...needed.filter((field) => !isGiven(fields, field)).map((field) => ({ field, reason: /** @type {const} */ ('missing') })),
    ...CONFIRMED.filter((field) => fields[field] !== true).map((field) => ({ field, reason: /** @type {const} */ ('confirm') })),
    ...WRITTEN.filter((field) => flags(textIn(fields, field), rules).some(({ action }) => action === 'stop')).map((field) => ({ field, reason: /** @type {const} */ ('personal') })),
  ]
  return found.sort((one, other) => ORDER.indexOf(one.field) - ORDER.indexOf(other.field))
}

/** @param {Fields} fields @param {string} field */
const isGiven = (fields, field) => typeof fields[field] === 'boolean' || Boolean(textIn(fields, field).trim()) || timeIn(fields, field) !== null
