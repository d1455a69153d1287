// Asks for what comes after a cursor. The cursor is the server's; the phone only hands it back.
import { SyncError } from './outcome.js'

const PAGE = 500

/**
 * One page; the first one when the server cannot read the cursor.
 * @param {import('../types').Transport} transport @param {string} path @param {string} cursor @param {{token: string}} identity
 * @returns {Promise<any>} rejects with SyncError
 */
export async function pageAfter(transport, path, cursor, { token }) {
  try {
    return (await transport.call('GET', `${path}?after=${encodeURIComponent(cursor)}&limit=${PAGE}`, { token })).body
  } catch (error) {
    if (!cursor || !(error instanceof SyncError) || error.name !== 'cursor-unreadable') throw error
    return pageAfter(transport, path, '', { token })
  }
}
