// How something stands, on a line of its own: told by icon and words as well as by colour.
import { html } from 'lit-html'
import { icon } from './icons.js'

/** @param {'calm' | 'warn' | 'alarm' | 'soft'} tone @param {string} picture @param {string} words */
export const standing = (tone, picture, words) => html`<span class="standing" data-tone=${tone}>${icon(picture)}<span>${words}</span></span>`
