// Nobody waits for a position: what was saved without one gets it when it comes within the search, once.
import { placeFields } from '../domain/observations.js'

/** @param {import('./screen').App} app @param {string} id @param {import('../types').CatalogCategory} category */
export async function fillInPlace(app, id, category) {
  if (category.minimal) return
  const fix = await app.locator.next()
  const record = fix && (await app.store.record(id))
  if (fix && record && !record.fields.place && !record.fields.place_name) await app.store.edit(id, placeFields(category, fix))
}
