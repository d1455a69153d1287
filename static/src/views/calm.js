// "Inget att rapportera" in one tap: zero is data too.
import { firstFields } from '../domain/observations.js'
import { buzz } from '../shell/feel.js'
import { when } from '../shell/words.js'
import { t } from '../shell/texts.js'
import * as here from '../shell/here.js'
import { fillInPlace } from './fill_in_place.js'
import { categoryOf } from './labels.js'

/** @typedef {import('./screen').App} App */

const CALM = 'OB01'

/** Makes and submits the observation at once. A place that is not known yet is filled in when it comes.
 * @param {App} app @param {string} shift */
export async function reportCalm(app, shift) {
  const { store, locator, announcer, catalog, status } = app
  const category = categoryOf(catalog, CALM)
  if (!category) return announcer.say(t('Kategorin finns inte i kommunens lista. Använd Ny observation.'), { tone: 'warn' })
  const fix = locator.best()
  try {
    const made = await store.create('observation', firstFields(category, shift, here.timeNow(status?.clockOffset ?? null), fix))
    await store.submit(made.id)
    buzz()
    const words = fix ? t('Sparat {when}: lugnt här.', { when: when(here.now()) }) : t('Sparat {when}: lugnt. Platsen fylls i när den är känd.', { when: when(here.now()) })
    announcer.say(words, { action: { label: t('Ångra'), run: () => undo(app, made.id) } })
    if (!fix) await fillInPlace(app, made.id, category)
  } catch (problem) {
    announcer.problem(problem)
  }
}

/** @param {App} app @param {string} id */
async function undo(app, id) {
  try {
    await app.store.remove(id)
    app.announcer.say(t('Borttaget.'))
  } catch (problem) {
    app.announcer.problem(problem)
  }
}
