// A server in memory that keeps docs/protocol.md, and can be made to fail in every way a real one and its network can.
import { digest, fold, receiptCode } from '../../static/src/domain/changes.js'
import { SyncError } from '../../static/src/sync/outcome.js'
import { PERSON } from './memory.js'

export const offline = () => new SyncError('offline', 'offline')
export const unknown = () => new SyncError('unknown', 'outcome-unknown')
export const refusal = (status, name) => new SyncError('refused', name, { status, title: name, detail: `Om ${name}.` })

export class FakeServer {
  epoch = 'epoch-1'
  /** What is stored, in order. */
  log = []
  records = new Map()
  photos = new Map()
  quarantine = new Map()
  /** Every call as it came. */
  calls = []
  /** Consulted before a call is handled; may throw. */
  before = () => {}
  /** Consulted after a call is handled; may throw or alter the answer. */
  after = (call, answer) => answer
  /** Why a change is set aside, if it is. */
  judge = () => null
  catalog = { version: 'cafe00000001' }
  /** What is told of premises, oldest change first; null: a server that knows nothing of it. */
  supervision = []
  clock = () => '2026-11-20T20:00:00.000Z'

  async call(method, path, { token, body, version } = {}) {
    const call = { method, path, token, body: structuredClone(body), version }
    this.calls.push(call)
    await this.before(call)
    const answer = await this.#handle(call)
    return this.after(call, structuredClone(answer))
  }

  pushes() {
    return this.calls.filter(({ method, path }) => method === 'POST' && path === '/api/changes').map(({ body }) => body.changes)
  }

  /** The desk writes. */
  write(kind, id, at, fields, seen = '') {
    this.#join(kind, id, [{ at, seen, fields }])
  }

  #handle({ method, path, body, version }) {
    if (path === '/api/devices') return { status: 201, body: { ...this.#head(), device: body.device, person: this.person ?? PERSON } }
    if (path === '/api/catalog') return version === this.catalog.version ? { status: 304, body: null } : { status: 200, body: this.catalog }
    if (method === 'POST') return this.#push(body.changes)
    if (path.startsWith('/api/supervision')) return this.#supervise(new URL(path, 'http://server').searchParams.get('after'))
    return this.#pull(new URL(path, 'http://server').searchParams.get('after'))
  }

  #head() {
    return { protocol: 1, epoch: this.epoch, server_time: this.clock() }
  }

  async #push(changes) {
    const results = []
    for (const change of changes) results.push(await this.#receive(change))
    const manifests = changes.flatMap(({ fields }) => Object.entries(fields).flatMap(([name, value]) => (name.startsWith('photos/') && value ? [name.slice(7)] : [])))
    return { status: 200, body: { ...this.#head(), results, photos_missing: manifests.filter((sha256) => !this.photos.has(sha256)) } }
  }

  async #receive(change) {
    const found = await digest(change)
    const stored = this.log.find(({ id }) => id === change.id)
    const problem = stored && stored.digest !== found ? { title: 'Samma id', detail: 'Annat innehåll.' } : this.judge(change)
    const result = { id: change.id, digest: found, receipt: receiptCode(found) }
    if (stored && !problem) return { ...result, status: 'known' }
    if (problem) {
      this.quarantine.set(change.id, change)
      return { ...result, receipt: undefined, status: 'quarantined', problem }
    }
    this.log.push({ ...change, digest: found })
    this.#join(change.kind, change.record, [change])
    return { ...result, status: 'stored' }
  }

  #join(kind, id, parts) {
    const held = this.records.get(id)
    this.records.delete(id)
    const seq = Math.max(0, ...[...this.records.values()].map(({ seq }) => seq), held?.seq ?? 0) + 1
    const clean = parts.map(({ at, seen, fields }) => ({ at, seen, fields }))
    this.records.set(id, { seq, kind, id, parts: fold([...(held?.parts ?? []), ...clean]) })
  }

  #supervise(cursor) {
    if (!this.supervision) throw refusal(404, 'not-found')
    const [epoch, seq] = cursor ? cursor.split('.') : []
    const restart = epoch !== this.epoch
    const after = restart ? 0 : Number(seq)
    const premises = this.supervision.slice(after, after + (this.page ?? 500))
    const last = after + premises.length
    return { status: 200, body: { ...this.#head(), cursor: `${this.epoch}.${last}`, more: last < this.supervision.length, restart, premises } }
  }

  #pull(cursor) {
    const [epoch, seq] = cursor ? cursor.split('.') : []
    const restart = epoch !== this.epoch
    const after = restart ? 0 : Number(seq)
    const found = [...this.records.values()].filter((record) => record.seq > after).sort((one, other) => one.seq - other.seq)
    const page = found.slice(0, this.page ?? 500)
    const last = page.at(-1)?.seq ?? after
    const records = page.map(({ kind, id, parts }) => ({ kind, id, parts }))
    const body = { ...this.#head(), cursor: `${this.epoch}.${last}`, more: found.length > page.length, restart, records, gone: this.gone ?? [] }
    return { status: 200, body }
  }
}

/** Takes photos for the server, or fails as told. */
export class FakeUploader {
  sent = []
  fail = () => null

  constructor(server) {
    this.server = server
  }

  async send(photo, { token, onUrl, onProgress }) {
    this.sent.push({ sha256: photo.sha256, url: photo.url, token })
    if (!photo.url) onUrl(`/api/photos/upload-of-${photo.sha256.slice(0, 4)}`)
    onProgress(Math.floor(photo.bytes.length / 2))
    const error = await this.fail(photo)
    if (error) throw error
    this.server.photos.set(photo.sha256, photo.bytes)
  }
}

/** Keeps what is to be done later until a test says that the time has come. */
export class FakeTimer {
  #last = 0
  waiting = new Map()

  set = (work, ms) => {
    this.waiting.set(++this.#last, { work, ms })
    return this.#last
  }

  clear = (id) => this.waiting.delete(id)

  /** Milliseconds until the next thing is due. */
  get next() {
    return Math.min(...[...this.waiting.values()].map(({ ms }) => ms))
  }

  /** Does everything that waits. */
  fire() {
    const due = [...this.waiting.values()]
    this.waiting.clear()
    for (const { work } of due) work()
  }
}
