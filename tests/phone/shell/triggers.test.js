import assert from 'node:assert/strict'
import test from 'node:test'
import { listenForReturn } from '../../../static/src/shell/triggers.js'

test('network, focus, sight and coming back from the cache are reasons to send', () => {
  const [page, document, woken] = [new EventTarget(), new EventTarget(), []]
  Object.assign(page, { document })
  listenForReturn((trigger) => woken.push(trigger), page)
  page.dispatchEvent(new Event('online'))
  page.dispatchEvent(new Event('focus'))
  page.dispatchEvent(new Event('pageshow'))
  for (const visibilityState of ['hidden', 'visible']) {
    document.visibilityState = visibilityState
    document.dispatchEvent(new Event('visibilitychange'))
  }
  assert.deepEqual(woken, ['online', 'focus', 'visible', 'visible'])
})
