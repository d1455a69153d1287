// Brings screens up: route → screen → its data → the page; and again whenever the store says that something changed.
import { homeOf, isInspector } from '../shell/role.js'
import { go } from '../shell/router.js'
import { t } from '../shell/texts.js'
import { Announcer } from '../shell/announcer.js'
import { Addresses } from './addresses.js'
import { opening } from './blocked.js'
import { draw } from './frame.js'
import { load } from './load.js'
import { FIRST, UNKNOWN } from './screens.js'

/** @typedef {import('./screen').Screen} Screen */
/** @typedef {import('./screen').App} App */
/** @typedef {import('../types').Store} Store */
/** @typedef {import('../types').StoreEvent} StoreEvent */
/** @typedef {import('./load.js').Visit} Visit */

const TICK_MS = 30_000
const NOT_REMEMBERED = /^\/(enrol|more|health|ready)/

export class Navigator {
  /** @type {Visit} */
  #visit = { screen: opening, params: {}, route: '', model: null, problem: null }
  /** @type {Promise<void> | null} */
  #loop = null
  #stale = false
  #blocked = true
  #needsYou = 0
  #shows = 0
  #addresses

  /** @param {HTMLElement} root @param {Pick<App, 'theme' | 'updates' | 'locator' | 'installer' | 'loadMap' | 'loadQr'>} parts @param {ConstructorParameters<typeof Addresses>[0]} loadSupervision */
  constructor(root, parts, loadSupervision) {
    this.root = root
    this.#addresses = new Addresses(loadSupervision)
    if (isInspector(null)) this.#addresses.warm()
    const announcer = new Announcer(() => this.draw())
    /** @type {import('./load.js').OpenApp} */
    this.app = { ...parts, announcer, store: /** @type {any} */ (null), status: null, catalog: null, go, draw: () => this.draw(), refresh: () => this.refresh() }
    root.replaceChildren()
    this.draw()
  }

  /** Hears of addresses, positions, the clock, and of the page going away. */
  listen() {
    const { locator, installer } = this.app
    addEventListener('hashchange', () => this.#blocked || this.show())
    addEventListener('pagehide', () => this.#pause())
    document.addEventListener('visibilitychange', () => document.hidden && this.#pause())
    locator.addEventListener('fix', () => this.#located())
    locator.addEventListener('state', () => this.draw())
    installer.start(() => this.draw())
    setInterval(() => document.hidden || this.draw(), TICK_MS)
  }

  /** Opens the store behind a shell that is already painted, and returns to where the person was. @param {Store} store */
  async open(store) {
    this.app.store = store
    this.app.status = await store.open()
    this.#blocked = false
    const named = location.hash.length > 2
    const before = named ? null : await store.screen()
    if (!named) history.replaceState(null, '', `#${before ?? homeOf(this.app.status)}`)
    await this.show()
    if (before && before !== homeOf(this.app.status)) this.app.announcer.say(t('Vi tog vid där du var.'))
  }

  /** The screen of the address. */
  async show() {
    const shows = ++this.#shows
    const visit = await this.#find()
    if (shows !== this.#shows || this.#blocked) return
    this.#leave()
    this.app.announcer.settle()
    this.#visit = { ...visit, model: null, problem: null }
    this.draw()
    await this.refresh()
    if (this.#visit.route !== visit.route || this.#blocked) return
    const { model } = this.#visit
    if (!this.#begun) this.#toTop(visit.screen, model)
    if (model) visit.screen.shown?.(model, this.app)
    if (!NOT_REMEMBERED.test(visit.route)) this.app.store.rememberScreen(visit.route).catch((problem) => this.app.announcer.problem(problem))
  }

  /** Whether the person has gone to work in what is shown: the focus, and where the next keystroke lands, is then theirs. */
  get #begun() {
    const main = this.root.querySelector('main')
    return document.activeElement !== main && main?.contains(document.activeElement)
  }

  /** @param {Screen} screen @param {object | null} model */
  #toTop(screen, model) {
    this.root.querySelector('main')?.scrollTo(0, 0)
    scrollTo(0, 0)
    document.getElementById('title')?.focus({ preventScroll: true })
    if (model) screen.focus?.(model)
  }

  async #find() {
    const found = (await this.#addresses.find(location.hash)) ?? { screen: UNKNOWN, params: {}, route: homeOf(this.app.status) }
    return this.app.status?.enrolled || found.screen.open ? found : { screen: FIRST, params: {}, route: '/enrol' }
  }

  /** Asks the store for what the screen shows. What changes meanwhile is asked for once more. @returns {Promise<void>} */
  async refresh() {
    if (this.#blocked) return
    this.#stale = true
    this.#loop ??= this.#catchUp()
    await this.#loop
  }

  async #catchUp() {
    while (this.#stale && !this.#blocked) {
      this.#stale = false
      this.#needsYou = await load(this.#visit, this.app)
    }
    this.#loop = null
    this.draw()
  }

  /** What the store says without being asked. @param {StoreEvent} event */
  take(event) {
    if (this.#blocked) return
    if (event.type === 'changed') return void this.refresh()
    if (event.type === 'status') this.app.status = event.status
    this.draw()
  }

  /** Shows one screen whatever the address, when nothing else can work. @param {Screen} screen @param {object} model */
  block(screen, model) {
    this.#leave()
    this.#blocked = true
    this.#visit = { screen, params: {}, route: '', model, problem: null }
    this.draw()
  }

  draw() {
    draw(this.root, { ...this.#visit, app: this.app, needsYou: this.#needsYou })
  }

  #located() {
    const { model, screen } = this.#visit
    if (model) screen.located?.(model, this.app)
    this.draw()
  }

  #pause() {
    const { model, screen } = this.#visit
    if (model) screen.pause?.(model)
  }

  #leave() {
    const { model, screen } = this.#visit
    if (model) screen.leave?.(model, this.app)
  }
}
