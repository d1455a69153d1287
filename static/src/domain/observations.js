// What an observation of a category may hold, and when it is ready to be sent. The categories are the catalog's.
import { placeIn } from './fields.js'
import { positionOf, rounded } from './places.js'

/** @typedef {import('../types').CatalogCategory} Category */
/** @typedef {import('../types').Fields} Fields */
/** @typedef {import('../types').Position} Position */
/** @typedef {import('../types').Time} Time */
/** @typedef {import('./places.js').Fix} Fix */

const PHOTO = 'photos/'
const PLACES = ['stood', 'place', 'place_name']

/** The first fields of an observation: all that a tap on its category tells.
 * @param {Category} category @param {string | null} shift @param {Time} happened @param {Fix | null} fix @returns {Fields} */
export const firstFields = (category, shift, happened, fix) => ({
  ...(shift ? { shift } : {}),
  category: category.id,
  happened_at: { ...happened },
  ...(fix ? placeFields(category, fix) : {}),
})

/** Where the reporter stood, and that it happened there until someone moves it. @param {Category} category @param {Fix} fix @returns {Fields} */
export function placeFields(category, fix) {
  if (category.minimal) return {}
  const position = asKept(category, positionOf(fix))
  return { stood: { ...position }, place: { ...position } }
}

/** A position no more exact than the category may keep. @param {Category} category @param {Position} position */
export const asKept = (category, position) => rounded(position, category.round_place)

/** Whether a better fix may still replace the place: it is a fix itself, and nobody has moved it.
 * @param {Fields} fields @param {Fix} fix @returns {boolean} */
export function improves(fields, fix) {
  const place = placeIn(fields, 'place')
  if (fields.submitted_at || fields.place_name) return false
  if (!place) return true
  return place.source === 'gps' && fix.accuracy < (place.accuracy ?? Infinity)
}

/** The photos of a record, in the order they were taken. @param {Fields} fields @returns {string[]} SHA-256 in hex */
export const photosOf = (fields) =>
  Object.keys(fields).filter((name) => name.startsWith(PHOTO) && fields[name]).map((name) => name.slice(PHOTO.length))
    .sort((one, other) => (taken(fields, one) < taken(fields, other) ? -1 : 1))

/** @param {Fields} fields @param {string} sha256 */
const taken = (fields, sha256) => /** @type {{taken_at?: {at?: string}}} */ (fields[PHOTO + sha256])?.taken_at?.at ?? ''

/** What hinders sending, first things first: the field to go to and the reason's name.
 * @param {Fields} fields @param {Category} category @param {{action: 'stop' | 'ask'}[]} flags of the note
 * @returns {{field: string, reason: 'personal' | 'confirm_photo' | 'called'}[]} */
export function hindrances(fields, category, flags) {
  /** @type {{field: string, reason: 'personal' | 'confirm_photo' | 'called'}[]} */
  const found = []
  if (category.note && flags.some(({ action }) => action === 'stop')) found.push({ field: 'note', reason: 'personal' })
  if (photosOf(fields).length && fields.no_person_in_photo !== true) found.push({ field: 'no_person_in_photo', reason: 'confirm_photo' })
  if (category.minimal && typeof fields.called_112 !== 'boolean') found.push({ field: 'called_112', reason: 'called' })
  return found
}

/** What a change of category clears, as its new rules keep less. Photos are removed by themselves: {@link photosOf}.
 * @param {Fields} fields @param {Category} category @returns {Fields} */
export function recategorised(fields, category) {
  const gone = [...(category.note ? [] : ['note']), ...(category.call ? [] : ['called_112', 'called_11414']),
    ...(category.camera ? [] : ['no_person_in_photo']), ...(category.minimal ? [...PLACES, 'called_11414'] : [])]
  const cleared = Object.fromEntries(gone.filter((name) => (fields[name] ?? null) !== null).map((name) => [name, null]))
  return { category: category.id, ...keptPlaces(fields, category), ...cleared }
}

/** @param {Fields} fields @param {Category} category @returns {Fields} */
function keptPlaces(fields, category) {
  if (!category.round_place) return {}
  const [stood, place] = [placeIn(fields, 'stood'), placeIn(fields, 'place')]
  return { ...(stood && { stood: { ...asKept(category, stood) } }), ...(place && { place: { ...asKept(category, place) } }) }
}

/** The grid's three groups: the walkers' own words Larma, Observera, Notera.
 * @param {Category[]} categories @returns {{name: 'alarm' | 'observe' | 'note', categories: Category[]}[]} */
export const grouped = (categories) => [
  { name: 'note', categories: categories.filter(({ call }) => !call) },
  { name: 'observe', categories: categories.filter(({ call }) => call === '11414') },
  { name: 'alarm', categories: categories.filter(({ call }) => call === '112') },
]
