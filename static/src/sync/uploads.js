// Sends photos, one at a time, after all text. A refused photo waits for a person; the rest go on.
import * as changes from '../storage/changes.js'
import * as identities from '../storage/identities.js'
import * as meta from '../storage/meta.js'
import * as photos from '../storage/photos.js'
import { SyncError, causeOf } from './outcome.js'
import { asIdentity } from './push.js'

/** @typedef {import('../types').SyncOutcome} SyncOutcome */
/** @typedef {import('../storage/photos.js').StoredPhoto} StoredPhoto */
/** @typedef {import('../storage/identities.js').Identity} Identity */
/** @typedef {import('./engine.js').Ground} Ground */

const DAMAGED = 460
/** Percent between two notes of how far a photo has come. */
const STEP = 5

/** Sends photos until there are no more, or new text has come. @param {Ground} ground @param {SyncOutcome} outcome */
export async function sendPhotos(ground, outcome) {
  const { db } = ground
  const tried = new Set()
  for (;;) {
    if (changes.isSendable(db)) break
    const photo = photos.due(db).find(({ record, sha256 }) => !tried.has(record + sha256))
    if (!photo) break
    tried.add(photo.record + photo.sha256)
    const identity = identities.of(db, photos.device(db, photo) ?? '') ?? identities.current(db)
    if (identity?.access === 'ok') await asIdentity(ground, identity, () => sendPhoto(ground, identity, photo, outcome))
  }
}

/** @param {Ground} ground @param {Identity} identity @param {StoredPhoto} photo @param {SyncOutcome} outcome */
async function sendPhoto(ground, identity, photo, outcome) {
  const { db, device } = ground
  try {
    await attempt(ground, identity, photo)
    const now = new Date(device.now()).toISOString()
    db.write(() => (photos.arrived(db, photo.sha256, now), meta.set(db, 'lastSent', now)))
    outcome.photosSent += 1
  } catch (error) {
    const isForThePhoto = error instanceof SyncError && error.kind === 'refused' && ![401, 403].includes(error.status ?? 0)
    if (!isForThePhoto) throw error
    db.write(() => photos.refused(db, photo, causeOf(error)))
    outcome.quarantined += 1
  }
}

/** A photo that was damaged on the way is sent once more from its start. @param {Ground} ground @param {Identity} identity @param {StoredPhoto} photo */
async function attempt(ground, identity, photo) {
  try {
    await transfer(ground, identity, photo)
  } catch (error) {
    if (!(error instanceof SyncError) || error.status !== DAMAGED) throw error
    await transfer(ground, identity, { ...photo, url: null })
  }
}

/** @param {Ground} ground @param {Identity} identity @param {StoredPhoto} photo */
function transfer({ db, uploader, onChange }, { token }, photo) {
  const found = photos.bytes(db, photo.sha256, 'full')
  if (!found) throw new SyncError('refused', 'photo-unreadable')
  let noted = 0
  return uploader.send({ ...photo, bytes: found.bytes }, {
    token,
    onUrl: (url) => db.write(() => photos.progress(db, photo, { url })),
    onProgress(sent) {
      if (sent - noted < (photo.size * STEP) / 100) return
      noted = sent
      db.write(() => photos.progress(db, photo, { sent }))
      onChange()
    },
  })
}
