/** What a screen is, and what it may ask of the app around it. */

import type { TemplateResult, nothing } from 'lit-html'
import type { Locator } from '../shell/locator.js'
import type { Theme } from '../shell/theme.js'
import type { Announcer } from '../shell/announcer.js'
import type { Installer } from '../shell/installer.js'
import type { WorkerUpdates } from '../shell/worker_updates.js'
import type { Catalog, Item, RecordView, Status, Store } from '../types'

export type Template = TemplateResult | typeof nothing | string

/** The map that is loaded only when it is looked at (static/src/map.js). */
export type MapModule = typeof import('../map.js')

/** Drawing of QR codes, loaded only when one is shown (static/src/qr.js). */
export type QrModule = typeof import('../qr.js')

export interface App {
  readonly store: Store
  readonly status: Status | null
  readonly catalog: Catalog | null
  readonly locator: Locator
  readonly theme: Theme
  readonly announcer: Announcer
  readonly installer: Installer
  readonly updates: WorkerUpdates
  loadMap(): Promise<MapModule>
  loadQr(): Promise<QrModule>
  go(route: string, how?: { replace?: boolean }): void
  /** Draws again with what the screen holds. */
  draw(): void
  /** Asks the store again, then draws. */
  refresh(): Promise<void>
}

/**
 * A screen is a function of its model: what is its own from `begin`, once, and what `load` asks of the store, again whenever
 * something changed.
 */
export interface Screen<Model extends object = any> {
  title(model: Model | null): string
  /** Where the way back leads; none on the screens of the tabs. */
  back?(model: Model | null, app: App): string
  /** `home` is the first one, whosever phone it is. */
  tab?: 'home' | 'shift' | 'reports' | 'map' | 'visits' | 'premises'
  /** Whether it works before this phone is enrolled. */
  open?: boolean
  /** Nothing of the app can be reached from it. */
  alone?: boolean
  /** The emergency strip is on every screen of a walker but those that are an emergency call themselves. */
  bare?: boolean
  begin?(app: App, params: Record<string, string>): Partial<Model>
  load?(app: App, params: Record<string, string>, model: Partial<Model>): Promise<Partial<Model>>
  view(model: Model, app: App): Template
  /** The one thing to do, at thumb height, in place of the tabs. */
  bar?(model: Model, app: App): Template
  /** Once it is on the page. */
  shown?(model: Model, app: App): void
  /** Where the focus goes once it is on the page, in place of the heading; not asked when the person has already begun in it. */
  focus?(model: Model): void
  /** A better position came. */
  located?(model: Model, app: App): void
  /** The page is hidden or about to go: what is typed has to be handed over now. */
  pause?(model: Model): void
  leave?(model: Model, app: App): void
}

export type { Catalog, Item, RecordView, Status, Store }
