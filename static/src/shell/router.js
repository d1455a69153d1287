// Routes are hashes, so that any screen is a link, the back button works, and nothing is asked of a server.

/** @typedef {Record<string, string>} Params */

/** @template S @typedef {{screen: S, params: Params, route: string}} Match */

/** The first row whose pattern fits. A pattern is `/observation/:id/place`.
 * @template S @param {[string, S][]} table @param {string} hash @returns {Match<S> | null} */
export function match(table, hash) {
  const route = hash.replace(/^#?\/?/, '/')
  for (const [pattern, screen] of table) {
    const params = fit(pattern.split('/'), route.split('/'))
    if (params) return { screen, params, route }
  }
  return null
}

/** @param {string[]} pattern @param {string[]} parts @returns {Params | null} */
function fit(pattern, parts) {
  if (pattern.length !== parts.length) return null
  /** @type {Params} */
  const params = {}
  for (const [index, name] of pattern.entries()) {
    if (!name.startsWith(':') && name !== parts[index]) return null
    if (name.startsWith(':')) params[name.slice(1)] = parts[index]
  }
  return decoded(params)
}

/** @param {Params} params @returns {Params | null} null for an escape that was cut off on its way here */
function decoded(params) {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    return null
  }
}

/** @param {string} route @param {{replace?: boolean}} [how] replace: the back button skips where we were */
export function go(route, { replace = false } = {}) {
  if (replace) location.replace(`#${route}`)
  else location.hash = route
}
