// What is permitted now, line by line.
import { standing } from '../shell/standing.js'
import { permittedNow } from './permit_words.js'

/** @param {Record<string, import('../types').Permit>} permits @param {import('./screen').App} app */
export const permitLines = (permits, app) => permittedNow(permits, app.catalog).map(({ words, tone, icon }) => standing(tone, icon, words))
