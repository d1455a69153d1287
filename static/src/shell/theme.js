// Dark after dusk: by the person's choice, else by the sun over the municipality, else by the system's wish.
import { isDark } from '../domain/sun.js'
import * as here from './here.js'
import { read, write } from './kept.js'

/** @typedef {'auto' | 'light' | 'dark'} Choice */

const KEY = 'theme'
const MINUTE = 60_000
/** The middle of Sweden, until the catalog says where we are. */
const SOMEWHERE = { lat: 59, lon: 15 }

export class Theme {
  #place = SOMEWHERE

  /** Follows the sun from now on. */
  start() {
    this.apply()
    setInterval(() => this.apply(), MINUTE)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.apply())
  }

  /** @param {{lat: number, lon: number}} place */
  setPlace(place) {
    this.#place = place
    this.apply()
  }

  /** @returns {Choice} */
  get choice() {
    const kept = read(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'auto'
  }

  /** @param {Choice} choice */
  choose(choice) {
    write(KEY, choice)
    this.apply()
  }

  apply() {
    const dark = this.choice === 'auto' ? this.#darkOutside() : this.choice === 'dark'
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    const bar = document.querySelector('meta[name="theme-color"]')
    bar?.setAttribute('content', getComputedStyle(document.body).backgroundColor)
  }

  #darkOutside() {
    return matchMedia('(prefers-color-scheme: dark)').matches || isDark(here.now(), this.#place)
  }
}
