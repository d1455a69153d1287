// A photo is kept with when and where it was taken; what the file says of that is never read.
import { asKept } from '../domain/observations.js'
import { positionOf } from '../domain/places.js'
import { buzz } from '../shell/feel.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { categoryOf } from './labels.js'

/** @typedef {{item?: string, evidence?: boolean}} Belonging a visit's point, and whether the photo is evidence */

/** @param {import('./screen').App} app @param {import('../types').RecordView} record @param {Blob} file @param {Belonging} [belonging] @returns {Promise<boolean>} whether it is stored */
export async function keepPhoto(app, record, file, belonging = {}) {
  const fix = app.locator.best()
  try {
    await app.store.addPhoto(record.id, file, { taken_at: here.timeNow(app.status?.clockOffset ?? null), position: fix && positionFor(record, positionOf(fix), app), ...belonging })
    buzz()
    app.announcer.say(t('Bilden är sparad på telefonen.'))
    return true
  } catch (problem) {
    app.announcer.problem(problem)
    return false
  }
}

/** No more exact than an observation's category may keep. @param {import('../types').RecordView} record @param {import('../types').Position} position @param {import('./screen').App} app */
function positionFor({ kind, fields }, position, { catalog }) {
  if (kind !== 'observation') return position
  const category = categoryOf(catalog, fields.category)
  return category && asKept(category, position)
}
