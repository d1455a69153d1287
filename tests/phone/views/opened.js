// A screen as it stands open, with an inspector's phone around it.
import { INSPECTOR } from '../fake_store.js'
import { fakeApp } from '../fake_app.js'

export const HERE = { lat: 55.793, lon: 13.112, accuracy: 12, at: 0 }
export const PUB = {
  name: 'Krog Exempel', address: 'Exempeltorget 4', locality: 'Kävlinge', holder: 'Exempelkrogen HB', org_number: '000000-0012', risk: 3, visits_per_year: 4,
  place: { lat: 55.7931, lon: 13.1121, accuracy: null, source: 'map' },
  'permits/serving_indoors': { number: '2024-17', hours: { mo: '00:00-24:00', tu: '00:00-24:00', we: '00:00-24:00', th: '00:00-24:00', fr: '00:00-24:00', sa: '00:00-24:00', su: '00:00-24:00' }, conditions: 'Högst 150 personer.' },
  'permits/tobacco': {}, 'contacts/serving_supervisor': { name: 'Bo Testman', phone: '000-000 00 12' },
}
export const OPEN = { visit: 'v1', item: 'YS07', question: 'Är en serveringsansvarig närvarande?', reference: 'AL 8:18 1 st', severity: 'serious', note: 'Ingen av de anmälda fanns på plats.',
  observed_at: '2020-09-11T19:35:00.000Z', deadline: '2020-10-11', state: 'communicated' }

/** @param {object} [world] what of it differs, see fakeApp */
export const inspectors = (world) => fakeApp({ fix: HERE, person: INSPECTOR, ...world })

/** A premises in the register. @param {any} app @param {object} [fields] @param {object} [known] what is known of it */
export async function registered(app, fields = PUB, known = null) {
  const { id } = await app.store.create('premises', fields)
  if (known) app.store.supervision.set(id, { id, last_visit: null, visits_this_year: 0, due_on: null, open: [], ...known })
  return id
}

/** @param {any} screen @param {any} app @param {Record<string, string>} [params] */
export async function open(screen, app, params = {}) {
  const model = { ...screen.begin?.(app, params) }
  const load = async () => Object.assign(model, await screen.load?.(app, params, model))
  await load()
  return { model, load, view: () => screen.view(model, app), bar: () => screen.bar(model, app) }
}

/** A visit that has begun, with all points of these checklists. @param {any} app @param {string[]} [checklists] @param {string} [premises] */
export async function begun(app, checklists = ['HD', 'YS', 'TN'], premises = undefined) {
  const { firstFields } = await import('../../../static/src/domain/visits.js')
  const place = premises ?? (await registered(app))
  const started = { at: '2026-11-20T21:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
  const made = await app.store.create('visit', firstFields({ premises: await app.store.premises(place), visitKind: 'field', occasion: 'planned', started, person: INSPECTOR, catalog: app.catalog, checklists }))
  return made.id
}
