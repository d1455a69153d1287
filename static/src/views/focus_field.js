// Brings one field of a form into sight and into focus.

const CONTROLS = new Set(['photos', 'calls', 'place', 'note', 'happened_at', 'no_person_in_photo', 'called_112', 'called_11414',
  'summary', 'shift_calmness', 'people_about', 'youths_about', 'follow_up', 'nothing_to_report'])

/** @param {string} field */
export function focusField(field) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(`[data-field="${CSS.escape(controlOf(field) ?? field)}"]`))
  if (found) bringIntoSight(found)
}

/** Brings one point of a visit into sight, with its answer in focus, or the first that it can have. @param {string} point */
export function showPoint(point) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(`[data-point="${CSS.escape(point)}"]`))
  if (found) bringIntoSight(found, found.querySelector('[aria-pressed="true"]') ?? found.querySelector('button, input, textarea'))
}

/** @param {HTMLElement} found @param {Element | null} [target] what is focused: the first control in it, unless told */
function bringIntoSight(found, target = found.matches('input, textarea') ? found : found.querySelector('input, textarea, button, a')) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  found.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' })
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}

/** The control that a field is edited by; null for a field that no form shows by itself. @param {string | null} field */
export function controlOf(field) {
  if (!field) return null
  if (field.startsWith('photos')) return 'photos'
  if (field.startsWith('calls')) return 'calls'
  if (['stood', 'place_name'].includes(field)) return 'place'
  return CONTROLS.has(field) ? field : null
}
