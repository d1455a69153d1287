// A form keeps its draft while it is open, and the draft learns what the store has.
import { Draft } from '../shell/draft.js'

/** @param {Draft | null | undefined} draft @param {import('../types').RecordView} record @param {import('./screen').App} app */
export function draftOf(draft, record, app) {
  if (draft) return draft.renew(record)
  const begun = new Draft(app.store, record)
  begun.addEventListener('change', () => app.draw())
  return begun
}
