// What is permitted now, line by line.
import { standing } from '../shell/standing.js'
import { permittedNow } from './permit_words.js'

/** @typedef {Record<string, import('../types').Permit>} Permits */
/** @typedef {import('./permit_words.js').Line} Line */

/** @param {Permits} permits @param {import('./screen').App} app */
export const permitLines = (permits, app) => permittedNow(permits, app.catalog).map(drawn)

/** Only what the hour decides. @param {Permits} permits @param {import('./screen').App} app */
export const servingLines = (permits, app) => permittedNow(permits, app.catalog).filter(({ tone }) => tone !== 'soft').map(drawn)

/** @param {Line} line */
const drawn = ({ words, tone, icon }) => standing(tone, icon, words)
