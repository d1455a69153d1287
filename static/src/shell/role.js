// Whose phone it is decides which tabs there are and which of them is home. Until the store has answered it is whose it was last.
import { read, write } from './kept.js'

/** @typedef {import('../types').Status} Status */

const KEY = 'role'

/** @param {Status | null} status */
export const isInspector = (status) => (status ? status.person?.role : read(KEY)) === 'inspector'

/** The route of the first tab. @param {Status | null} status */
export const homeOf = (status) => (isInspector(status) ? '/visits' : '/shift')

/** @param {Status} status */
export function rememberRole({ person }) {
  if (person && read(KEY) !== person.role) write(KEY, person.role)
}
