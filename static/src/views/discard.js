// Taking a draft away: asked once, and only then.
import { ask } from '../shell/dialog.js'
import { homeOf } from '../shell/role.js'
import { t } from '../shell/texts.js'

/** @param {import('../types').RecordView} record @param {import('./screen').App} app */
export async function discard(record, app) {
  const sure = await ask({ title: t('Ta bort utkastet?'), text: t('Det som är skrivet och bilderna i det försvinner från telefonen. Inget av det har skickats.'), yes: t('Ta bort'), tone: 'alarm' })
  if (!sure) return
  try {
    await app.store.remove(record.id)
    app.go(homeOf(app.status), { replace: true })
    app.announcer.say(t('Utkastet är borttaget.'))
  } catch (problem) {
    app.announcer.problem(problem)
  }
}
