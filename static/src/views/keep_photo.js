// A photo is kept with when and where it was taken; what the file says of that is never read.
import { asKept } from '../domain/observations.js'
import { positionOf } from '../domain/places.js'
import { buzz } from '../shell/feel.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { categoryOf } from './labels.js'

/** @param {import('./screen').App} app @param {import('../types').RecordView} record @param {Blob} file @returns {Promise<boolean>} whether it is stored */
export async function keepPhoto(app, record, file) {
  const fix = app.locator.best()
  const category = categoryOf(app.catalog, record.fields.category)
  const position = fix && category ? asKept(category, positionOf(fix)) : null
  try {
    await app.store.addPhoto(record.id, file, { taken_at: here.timeNow(app.status?.clockOffset ?? null), position })
    buzz()
    app.announcer.say(t('Bilden är sparad på telefonen.'))
    return true
  } catch (problem) {
    app.announcer.problem(problem)
    return false
  }
}
