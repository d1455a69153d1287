// The service worker: the whole app is stored as one, so that it starts without a network and never in two versions at once.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const SHELL = '/app/'
const BUILT = '/static/dist/'
const PREFIX = 'fieldapp-'
const CACHE = PREFIX + __VERSION__
const PRECACHE = new Set(__PRECACHE__)

worker.addEventListener('install', (event) => event.waitUntil(store()))
worker.addEventListener('activate', (event) => event.waitUntil(removeOthers().then(claim)))
worker.addEventListener('message', ({ data }) => data === 'takeover' && worker.skipWaiting())
worker.addEventListener('fetch', (event) => {
  const url = stored(event.request)
  if (url) event.respondWith(answer(url, event.request))
})

/** All of it or nothing: addAll stores none if one fails. */
async function store() {
  const cache = await caches.open(CACHE)
  await cache.addAll([...PRECACHE].map(asked))
}

/**
 * A file that is named for its content may come from the browser's own cache, where the page has just put it: on a thin network
 * nothing is worth loading twice. That cache may hold an older page. @param {string} url
 */
function asked(url) {
  return new Request(url, { cache: url.startsWith(BUILT) ? 'default' : 'reload' })
}

async function removeOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))
}

/** The page that stored the app is its page too: else the next version would not wait for it, and take its files away under it. */
const claim = () => worker.clients.claim()

/** The stored file that answers a request, if any. What is not stored, such as the API, is none of this worker's business. @param {Request} request */
function stored({ method, mode, url }) {
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== worker.location.origin) return null
  if (mode === 'navigate') return pathname === SHELL ? SHELL : null
  return PRECACHE.has(pathname) ? pathname : null
}

/** @param {string} url @param {Request} request */
async function answer(url, request) {
  const cache = await caches.open(CACHE)
  return (await cache.match(url)) ?? fetch(request)
}

export {}
