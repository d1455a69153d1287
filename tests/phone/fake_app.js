// What a screen may ask of the app around it, with a store in memory, for tests without a page.
import { readFileSync } from 'node:fs'
import { FakeStore } from './fake_store.js'

const { rules } = JSON.parse(readFileSync(new URL('../../sync/vectors/privacy/rules.json', import.meta.url), 'utf8'))
const category = (id, short, more = {}) => ({ id, code: id, label: short, short, call: null, call_when: '', note: true, camera: false, round_place: 0, minimal: false, icon: 'pin', receivers: [], ...more })

export const CATALOG = {
  version: '0123456789ab',
  municipality: { name: 'Kävlinge', border: null, centre: { lat: 55.79, lon: 13.05, zoom: 11 } },
  areas: [{ id: 'station', name: 'Kävlinge station', lat: 55.7925, lon: 13.108, outline: [] }],
  shift_kinds: [{ id: 'nightWalk', label: 'Nattvandring', authorities: ['forening'] }],
  participants: { least: 2, warn_below: 3, most: 15, why: 'Gå alltid minst två.' },
  buckets: [{ id: '0', label: 'Inga' }, { id: '1-10', label: '1–10' }],
  observations: [category('OB01', 'Lugnt'), category('OB05', 'Bråk', { call: '112', round_place: 100 }), category('OB19', 'Belysning', { camera: true }),
    category('OB24', 'Person far illa', { call: '112', note: false, minimal: true, round_place: 100 })],
  receivers: [{ id: 'drift', label: 'Kommunens drift' }],
  privacy: { message: 'Det här ser ut som en personuppgift.', rules },
  map: { tiles: '', attribution: '' },
}

export const FIX = { lat: 55.7926, lon: 13.1083, accuracy: 12, at: 0 }

/** @param {{fix?: object | null, later?: object | null, fail?: (method: string) => object | null}} world `later` is the fix that a search finds */
export function fakeApp({ fix = null, later = null, fail } = {}) {
  const said = []
  const store = new FakeStore({ catalog: CATALOG, now: () => Date.now(), fail })
  const announcer = { say: (text, how = {}) => said.push({ text, ...how }), problem: (problem) => said.push({ text: problem.title, tone: 'alarm' }) }
  const locator = { best: () => fix, next: async () => later, search() {}, searching: false, denied: false }
  const went = []
  return { store, catalog: CATALOG, status: { ...store.state }, announcer, locator, said, went, go: (route) => went.push(route), draw() {}, async refresh() {} }
}
