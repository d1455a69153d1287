// The map's stylesheet is linked when the first map is opened, so that no page without a map pays for it.

/** Resolves when the style is there; a map without it would be a heap of pieces. @param {Document} document */
export async function ensureStyle(document) {
  const href = __ASSETS__['map.css']
  if (document.querySelector(`link[href="${href}"]`)) return
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve)
    link.addEventListener('error', () => reject(new Error(`cannot load ${href}`)))
  })
  document.head.append(link)
  await loaded
}
