// The store's port without a worker: records in memory, nothing sent. For trying screens, and for tests of what they ask for.
import { checklistFields } from '../../static/src/domain/visits.js'
import { invitationOf } from '../../static/src/domain/invitations.js'
import { due, dueInputs, earliestDeadline, permitsOf, wordsOf } from '../../static/src/domain/premises.js'
import { distance } from '../../static/src/domain/places.js'
import { isDraft } from '../../static/src/domain/reports.js'

/** Reports that have come some way, for screens that show them: id → what differs from a fresh record. */
const NOTHING = { for: 'nothing' }
const REPORTS = ['shift', 'observation', 'visit', 'control_purchase']

export class FakeStore {
  /** @param {{catalog: object, now: () => number, enrolled?: boolean, person?: object, fail?: (method: string) => object | null}} world */
  constructor({ catalog, now, enrolled = true, person = WALKER, fail = () => null }) {
    this.world = { catalog, now, fail, person }
    this.records = new Map()
    /** What is known of premises, by their id. */
    this.supervision = new Map()
    this.standing = new Map()
    this.listeners = []
    this.lastScreen = null
    this.state = { ...STATUS, enrolled, catalogVersion: catalog?.version ?? null, person: enrolled ? person : null }
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
    Object.assign(this.state, { enrolled: true, person: this.world.person, code })
    return this.status()
  }

  async catalog() {
    return this.#answer('catalog', this.world.catalog)
  }

  async create(kind, fields, id = `019aa000-0000-7000-8000-${String(++this.next).padStart(12, '0')}`) {
    const { person } = this.world
    const own = { authority: person.authority, ...(REPORTS.includes(kind) ? { reporter: person.id } : {}) }
    this.records.set(id, { id, kind, fields: { ...own, ...fields }, savedAt: this.#now(), reviews: [], referrals: [] })
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

  /** Without an index: as many as there are in a test are looked through. */
  async findPremises({ text = '', near = null, order, limit, today }) {
    this.#mayFail('findPremises')
    const found = [...this.records.values()].filter(({ kind, fields }) => kind === 'premises' && !fields.closed_on && !fields.merged_into).map((record) => this.#row(record, near, today))
    const fits = ({ name, address, locality }) => wordsOf(text).every((word) => wordsOf(`${name} ${address} ${locality}`).some((held) => held.toLowerCase().startsWith(word.toLowerCase())))
    const keys = { near: ({ distance }) => distance ?? Infinity, due: ({ dueOn }) => dueOn ?? '9999', risk: ({ risk }) => -(risk ?? 0), name: ({ name }) => name, deadline: ({ deadline }) => deadline }
    const by = keys[order]
    return found.filter((row) => fits(row) && (order !== 'deadline' || row.deadline)).sort((one, other) => (by(one) < by(other) ? -1 : Number(by(one) > by(other)))).slice(0, limit)
  }

  async premises(id) {
    this.#mayFail('premises')
    const record = this.records.get(id)
    if (record?.fields.merged_into) return this.premises(record.fields.merged_into)
    const visits = this.#items().filter(({ kind, fields }) => kind === 'visit' && fields.premises === id).reverse()
    return record ? structuredClone({ id, fields: record.fields, supervision: this.supervision.get(id) ?? null, visits }) : null
  }

  async join(invitation) {
    this.#mayFail('join')
    const { person, catalog } = this.world
    const { visit, authority, reporter, label, checklists, evening, ...first } = invitation
    const fields = { ...first, ...checklistFields(catalog, checklists, evening), [`inspectors/${person.id}`]: { label: person.label } }
    if (authority !== person.authority) return this.create('visit', { ...fields, occasion: 'joint', joint: visit })
    return this.records.has(visit) ? this.edit(visit, { [`inspectors/${person.id}`]: { label: person.label } }) : this.create('visit', { ...fields, authority, reporter, [`inspectors/${reporter}`]: { label } }, visit)
  }

  async invitation(visit) {
    return this.#answer('invitation', invitationOf(visit, this.records.get(visit).fields, this.world.catalog))
  }

  async handOver(visit) {
    this.#mayFail('handOver')
    return this.edit(visit, { [`handed_over/${this.world.person.id}`]: { at: this.#now(), offset: 0, zone: 'UTC' } })
  }

  async addPhoto(id, file, { taken_at, position, item, evidence }) {
    this.#mayFail('addPhoto')
    const sha256 = String(++this.next).padStart(64, '0')
    this.files ??= new Map()
    this.files.set(sha256, file)
    return this.edit(id, { [`photos/${sha256}`]: { size: file.size, type: 'image/jpeg', width: 2048, height: 1536, taken_at, position, ...(item && { item }), ...(evidence && { evidence }) } })
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
    const { kind, fields, savedAt, reviews, referrals } = structuredClone(this.records.get(id))
    const draft = kind === 'shift' ? !fields.ended_at : isDraft(kind, fields, [this.world.person.id])
    const photos = Object.keys(fields).filter((name) => name.startsWith('photos/') && fields[name]).map((name) => ({ sha256: name.slice(7), arrived: false, problem: null }))
    const item = { id, kind, fields, savedAt, photos, group: draft ? 'draft' : 'waiting', waiting: draft ? NOTHING : { for: 'network' },
      receipt: null, receivedAt: null, cause: null, state: draft ? 'draft' : 'submitted', ...this.standing.get(id) }
    return { id, kind, fields, savedAt, reviews, referrals, item }
  }

  #row({ id, fields }, near, today) {
    const known = this.supervision.get(id) ?? null
    const { name = '', address = '', locality = '', place = null, risk = null } = fields
    return {
      ...{ id, name, address, locality, risk, lat: place?.lat ?? null, lon: place?.lon ?? null, distance: near && place ? distance(near, place) : null },
      ...{ permits: permitsOf(fields), due: due(dueInputs(fields, known), today), dueOn: known?.due_on ?? null, lastVisitAt: known?.last_visit?.at ?? null },
      ...{ open: known?.open.length ?? 0, deadline: earliestDeadline(known), foundInField: fields.found_in_field === true },
    }
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

/** One who makes visits, to be given as `person`. */
export const INSPECTOR = { id: '019a9e00-0000-7000-8000-000000000005', label: 'Inspektör 1', role: 'inspector', authority: 'kommun' }
const WALKER = { id: '019a9e00-0000-7000-8000-000000000001', label: 'Nattvandrare 3', role: 'walker', authority: 'forening' }

const STATUS = {
  savedAt: null, waiting: 0, photosWaiting: 0, oldestWaiting: null, lastSent: null, lastContact: null, lastError: null, sending: false,
  nextTry: null, access: 'ok', clockOffset: 0, appVersion: '0.1.0', persisted: true, freeBytes: 12_400_000_000,
}
