// A form keeps its draft while it is open, and the draft learns what the store has.
import { Draft } from '../shell/draft.js'

/**
 * The draft of a record, null when the phone does not have it. It learns what the store answers in the very turn that it is answered: a
 * form that waited for anything more would put back what was there before the latest keystrokes.
 * @param {import('./screen').App} app @param {string} id @param {Draft | null} [draft] the form's own, once it has one
 */
export async function draftOf(app, id, draft = null) {
  const record = await app.store.record(id)
  if (!record) return null
  if (draft) return draft.renew(record)
  const begun = new Draft(app.store, record)
  begun.addEventListener('change', () => app.draw())
  return begun
}
