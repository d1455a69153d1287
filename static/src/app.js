// The phone app's page: puts the shell, the screens and the store worker together.
import { Installer } from './shell/installer.js'
import { Locator } from './shell/locator.js'
import { Ownership } from './shell/ownership.js'
import { t } from './shell/texts.js'
import { Theme } from './shell/theme.js'
import { listenForReturn } from './shell/triggers.js'
import { WorkerUpdates } from './shell/worker_updates.js'
import { connect } from './storage/rpc.js'
import { cannotOpen, secondTab } from './views/blocked.js'
import { Navigator } from './views/navigator.js'

const theme = new Theme()
theme.start()
const updates = new WorkerUpdates()
const ownership = new Ownership()
const root = /** @type {HTMLElement} */ (document.getElementById('app'))
const screens = new Navigator(root, { theme, updates, locator: new Locator(), installer: new Installer(), loadMap: () => import('./map.js'), loadQr: () => import('./qr.js') }, () => import('./views/supervision.js'))

/** One tab has the store; the others say so and can take it over. */
async function start() {
  screens.listen()
  updates.start(() => screens.draw()).catch(() => screens.app.announcer.say(t('Appen gick inte att lagra för start utan nät. Öppna Redo för fältet.'), { tone: 'warn' }))
  if (await ownership.claim()) return open()
  screens.block(secondTab, { takeOver })
}

async function takeOver() {
  await ownership.takeOver()
  await open()
}

async function open() {
  const worker = new Worker(__ASSETS__['store.js'], { type: 'module' })
  const store = connect(worker, (event) => screens.take(event))
  ownership.onLost = async () => {
    screens.block(secondTab, { takeOver })
    await store.close()
    worker.terminate()
  }
  try {
    await screens.open(store)
    listenForReturn((trigger) => void store.wake(trigger))
  } catch (problem) {
    screens.block(cannotOpen, { problem })
  }
}

await start()
