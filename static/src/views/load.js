// Asks the store for what a screen shows, and for what is around every screen.

import { rememberRole } from '../shell/role.js'

/** @typedef {import('./screen').App} App */
/** @typedef {{screen: import('./screen').Screen, params: Record<string, string>, route: string, model: any, problem: unknown}} Visit */
/** @typedef {{-readonly [name in keyof App]: App[name]}} OpenApp */

/** @param {Visit} visit @param {OpenApp} app @returns {Promise<number>} how many reports need the person */
export async function load(visit, app) {
  try {
    await renew(app)
    const model = visit.model ?? visit.screen.begin?.(app, visit.params) ?? {}
    visit.model = Object.assign(model, await visit.screen.load?.(app, visit.params, model))
    visit.problem = null
    return app.status?.enrolled ? (await app.store.items()).filter(({ group }) => group === 'needs_you').length : 0
  } catch (problem) {
    visit.problem = problem
    return 0
  }
}

/** @param {OpenApp} app */
async function renew(app) {
  app.status = await app.store.status()
  rememberRole(app.status)
  if (app.catalog?.version === app.status.catalogVersion) return
  app.catalog = await app.store.catalog()
  if (app.catalog) app.theme.setPlace(app.catalog.municipality.centre)
}
