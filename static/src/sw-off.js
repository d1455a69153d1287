// The kill switch: served in the place of sw.js it takes the stored app away, so that the next start comes from the server.
// What people have written is not in these caches and stays.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(leave()))

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name)
  await worker.registration.unregister()
}

export {}
