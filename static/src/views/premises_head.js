// The premises at the top of a screen: its name, where it is, and what is permitted there now.
import { html } from 'lit-html'
import { textIn } from '../domain/fields.js'
import { permitsOf } from '../domain/premises.js'
import { icon } from '../shell/icons.js'
import { permitLines } from './permit_lines.js'
import { join } from './premises_words.js'

/** @param {import('../types').PremisesView} premises @param {import('./screen').App} app */
export const premisesHead = ({ fields }, app) => html`<section class="card form-head"><span class="row-icon">${icon('shop')}</span>
  <div><h2>${textIn(fields, 'name')}</h2><p class="soft">${join(textIn(fields, 'address'), textIn(fields, 'locality'))}</p>
    ${permitLines(permitsOf(fields), app)}</div></section>`
