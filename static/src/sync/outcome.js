// How a run of sync went, and the three ways in which a call can fail.
import { Problem } from '../domain/problems.js'

/** @typedef {import('../types').SyncOutcome} SyncOutcome */
/** @typedef {'refused' | 'unknown' | 'offline'} Kind */

/**
 * A call without a result. Refused: the server said no, so the item is kept and shown. Unknown: the server may have done what was
 * asked, so the same is sent again. Offline: the call never reached the server, so it waits.
 */
export class SyncError extends Problem {
  /**
   * @param {Kind} kind @param {string} name
   * @param {{title?: string, detail?: string, field?: string | null, status?: number | null, cause?: unknown}} [about]
   */
  constructor(kind, name, about = {}) {
    super(name, about)
    this.kind = kind
    this.status = about.status ?? null
  }
}

/** @returns {SyncOutcome} */
export const nothingYet = () => ({
  ...{ sent: 0, known: 0, received: 0, quarantined: 0, photosSent: 0, photosLeft: 0 },
  error: null,
  nextTry: null,
})

/** What of an error a person is told. @param {Problem} error @returns {{title: string, detail: string, field: string | null}} */
export const causeOf = ({ title, detail, field }) => ({ title, detail, field })
