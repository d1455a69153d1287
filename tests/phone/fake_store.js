// The store's port without a worker: records in memory, nothing sent. For trying screens, and for tests of what they ask for.

/** Reports that have come some way, for screens that show them: id → what differs from a fresh record. */
const NOTHING = { for: 'nothing' }
const REPORTS = ['shift', 'observation']

export class FakeStore {
  /** @param {{catalog: object, now: () => number, enrolled?: boolean, fail?: (method: string) => object | null}} world */
  constructor({ catalog, now, enrolled = true, fail = () => null }) {
    this.world = { catalog, now, fail }
    this.records = new Map()
    this.standing = new Map()
    this.listeners = []
    this.lastScreen = null
    this.state = { ...STATUS, enrolled, catalogVersion: catalog?.version ?? null, person: enrolled ? WALKER : null }
    this.next = 0
  }

  onEvent(listener) {
    this.listeners.push(listener)
  }

  async open() {
    return this.#answer('open', this.state)
  }

  async status() {
    const waiting = this.#items().filter(({ group }) => group === 'waiting').length
    return this.#answer('status', { ...this.state, waiting })
  }

  async enrol(code) {
    this.#mayFail('enrol')
    Object.assign(this.state, { enrolled: true, person: WALKER, code })
    return this.status()
  }

  async catalog() {
    return this.#answer('catalog', this.world.catalog)
  }

  async create(kind, fields) {
    const id = `019aa000-0000-7000-8000-${String(++this.next).padStart(12, '0')}`
    this.records.set(id, { id, kind, fields: { authority: 'forening', reporter: WALKER.id, ...fields }, savedAt: this.#now(), reviews: [] })
    return this.#changed('create', id)
  }

  async edit(id, fields) {
    this.#mayFail('edit')
    Object.assign(this.records.get(id).fields, fields)
    this.records.get(id).savedAt = this.#now()
    return this.#changed('edit', id)
  }

  async submit(id, fields = {}) {
    this.#mayFail('submit')
    const { fields: held } = this.records.get(id)
    Object.assign(held, fields, { submitted_at: this.#now(), version: (held.version ?? 0) + 1 })
    this.standing.delete(id)
    return this.#changed('submit', id)
  }

  async remove(id) {
    this.records.delete(id)
    this.#tell({ type: 'changed' })
  }

  async record(id) {
    return this.records.has(id) ? this.#view(id) : null
  }

  async activeShift() {
    const going = [...this.records.values()].filter(({ kind, fields }) => kind === 'shift' && !fields.ended_at)
    return going.length ? this.#view(going.at(-1).id) : null
  }

  async observations(shift) {
    return [...this.records.values()].filter(({ fields }) => fields.shift === shift).map(({ id }) => this.#view(id))
  }

  async items() {
    return this.#items()
  }

  async findReceipt(code) {
    return this.#items().filter(({ receipt }) => receipt?.startsWith(code.toUpperCase()))
  }

  async addPhoto(id, file, { taken_at, position }) {
    this.#mayFail('addPhoto')
    const sha256 = String(++this.next).padStart(64, '0')
    this.files ??= new Map()
    this.files.set(sha256, file)
    return this.edit(id, { [`photos/${sha256}`]: { size: file.size, type: 'image/jpeg', width: 2048, height: 1536, taken_at, position } })
  }

  async removePhoto(id, sha256) {
    return this.edit(id, { [`photos/${sha256}`]: null })
  }

  async photo(sha256) {
    return this.files?.get(sha256) ?? null
  }

  async sync() {
    return this.#answer('sync', { sent: 0, known: 0, received: 0, quarantined: 0, photosSent: 0, photosLeft: 0, nextTry: null,
      error: { kind: 'offline', title: 'Inget nät', detail: 'Allt ligger kvar på telefonen.' } })
  }

  async rescue() {
    const reports = this.#items().filter(({ group }) => group !== 'received').length
    return this.#answer('rescue', { name: 'raddningsfil-2026-11-20T2107.rescue', file: new Blob(['x']), reports, photos: 0 })
  }

  async wake() {}
  async close() {}

  async screen() {
    return this.lastScreen
  }

  async rememberScreen(route) {
    this.lastScreen = route
  }

  /** Lets a report stand as the desk or the outbox would make it stand. */
  stand(id, item, reviews = []) {
    this.standing.set(id, item)
    this.records.get(id).reviews = reviews
    this.#tell({ type: 'changed' })
  }

  #items() {
    return [...this.records.values()].filter(({ kind }) => REPORTS.includes(kind)).map(({ id }) => this.#view(id).item)
  }

  #view(id) {
    const { kind, fields, savedAt, reviews } = structuredClone(this.records.get(id))
    const draft = kind === 'observation' ? !fields.submitted_at : !fields.ended_at
    const photos = Object.keys(fields).filter((name) => name.startsWith('photos/') && fields[name]).map((name) => ({ sha256: name.slice(7), arrived: false, problem: null }))
    const item = { id, kind, fields, savedAt, photos, group: draft ? 'draft' : 'waiting', waiting: draft ? NOTHING : { for: 'network' },
      receipt: null, receivedAt: null, cause: null, state: draft ? 'draft' : 'submitted', ...this.standing.get(id) }
    return { id, kind, fields, savedAt, reviews, item }
  }

  async #changed(method, id) {
    this.#mayFail(method)
    this.state.savedAt = this.#now()
    this.#tell({ type: 'changed' })
    return this.#view(id)
  }

  async #answer(method, value) {
    this.#mayFail(method)
    return structuredClone(value)
  }

  #mayFail(method) {
    const problem = this.world.fail(method)
    if (problem) throw problem
  }

  #tell(event) {
    for (const listener of this.listeners) listener(event)
  }

  #now() {
    return new Date(this.world.now()).toISOString()
  }
}

const WALKER = { id: '019a9e00-0000-7000-8000-000000000001', label: 'Nattvandrare 3', role: 'walker', authority: 'forening' }

const STATUS = {
  savedAt: null, waiting: 0, photosWaiting: 0, oldestWaiting: null, lastSent: null, lastContact: null, lastError: null, sending: false,
  nextTry: null, access: 'ok', clockOffset: 0, appVersion: '0.1.0', persisted: true, freeBytes: 12_400_000_000,
}
