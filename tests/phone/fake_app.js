// What a screen may ask of the app around it, with a store in memory, for tests without a page.
import { CATALOG } from './fake_catalog.js'
import { FakeStore } from './fake_store.js'

export { CATALOG }

export const FIX = { lat: 55.7926, lon: 13.1083, accuracy: 12, at: 0 }

/** @param {{fix?: object | null, later?: object | null, fail?: (method: string) => object | null, person?: object}} world `later` is the fix that a search finds */
export function fakeApp({ fix = null, later = null, fail, person } = {}) {
  const said = []
  const store = new FakeStore({ catalog: CATALOG, now: () => Date.now(), fail, person })
  const announcer = { say: (text, how = {}) => said.push({ text, ...how }), problem: (problem) => said.push({ text: problem.title, tone: 'alarm' }) }
  const locator = { best: () => fix, next: async () => later, search() {}, searching: false, denied: false }
  const went = []
  return { store, catalog: CATALOG, status: { ...store.state }, announcer, locator, said, went, go: (route) => went.push(route), draw() {}, async refresh() {} }
}
