// Goal 10, on the page: what a person waits for between asking the store and having the answer.

import { connect } from '../../static/src/storage/rpc.js'

const store = connect(new Worker('/register.js', { type: 'module' }))

/** The ms of one call. */
async function timed(work) {
  const start = performance.now()
  const found = await work()
  return { ms: performance.now() - start, found }
}

globalThis.register = {
  /** Lets the phone in and waits for its first run: ms, and what went wrong. */
  async enrol(code) {
    const { ms, found } = await timed(() => store.enrol(code, 'bench'))
    return { ms, error: found.lastError }
  },
  /** The ms from an open store to the first answer; then waits for the run that follows a start. */
  async begin(query) {
    await store.open()
    const { ms } = await timed(() => store.findPremises(query))
    await store.sync()
    return ms
  },
  /** The ms of each of these searches but the first ones, in which the browser warms up. */
  async ask(queries, warmUp) {
    const times = []
    for (const query of queries) times.push((await timed(() => store.findPremises(query))).ms)
    return times.slice(warmUp)
  },
}
