/** Shapes and ports of the phone app. The protocol's shapes are docs/protocol.md's. */

export type Value = null | boolean | number | string | Value[] | { [name: string]: Value }
export type Fields = Record<string, Value>
export type Kind = 'shift' | 'observation' | 'visit' | 'control_purchase' | 'premises' | 'review' | (string & {})

export interface Part {
  at: string
  seen: string
  fields: Fields
}

export interface Change extends Part {
  id: string
  kind: Kind
  record: string
  device: string
  actor: string
}

/** What the phone's own code takes from the device: its clock (ms since 1970), its zone (IANA), its dice. */
export interface Device {
  now(): number
  /** Counts ms from some moment, whatever happens to the clock. */
  steady(): number
  zone(): string
  random(bytes: number): Uint8Array
}

/** One call of docs/protocol.md; `version` is the one of what is held, for an answer only if it has changed. */
export interface Call {
  token?: string
  body?: unknown
  version?: string
}

/** `body` is null where nothing has changed. */
export interface Answer {
  status: number
  body: any
}

/** Speaks to the server. Rejects with SyncError and nothing else. */
export interface Transport {
  call(method: string, path: string, call?: Call): Promise<Answer>
  /** A document of this type. */
  file(path: string, type: string, token: string): Promise<Blob>
}

/** Sends one photo, from where `url` left off. Rejects with SyncError and nothing else. */
export interface Uploader {
  send(
    photo: { bytes: Uint8Array<ArrayBuffer>; sha256: string; type: string; url: string | null; sent: number },
    way: { token: string; onUrl(url: string): void; onProgress(sent: number): void },
  ): Promise<void>
}

/** A moment as the device saw it; `offset` is server time minus device time in ms, null when never known. */
export interface Time {
  at: string
  offset: number | null
  zone: string
}

/** WGS84, accuracy in metres. */
export interface Position {
  lat: number
  lon: number
  accuracy: number | null
  source: 'gps' | 'map' | 'typed' | 'area'
}

export interface PhotoManifest {
  size: number
  type: string
  width: number
  height: number
  taken_at: Time
  position: Position | null
}

export interface Person {
  id: string
  label: string
  role: 'walker' | 'inspector' | 'coordinator' | 'reader' | 'administrator'
  authority: 'kommun' | 'polis' | 'forening'
}

/** What an item waits for, in the order of PAINS' groups. */
export type Waiting =
  | { for: 'nothing' }
  | { for: 'network' }
  | { for: 'sign_in' }
  | { for: 'photos'; left: number; of: number; percent: number }
  | { for: 'person' }

/** One row of *Mina rapporter*. */
export interface Item {
  id: string
  kind: Kind
  group: 'needs_you' | 'draft' | 'waiting' | 'received'
  fields: Fields
  waiting: Waiting
  receipt: string | null
  receivedAt: string | null
  savedAt: string
  /** Why it needs the person: a return's reason and field, a refusal's cause. */
  cause: { title: string; detail: string; field: string | null } | null
  /** The report's state at the desk as far as the phone knows: submitted, reviewed, returned, … */
  state: string
  photos: { sha256: string; arrived: boolean; problem: string | null }[]
  /** What the desk last told of what it led to; null for nothing. */
  feedback: string | null
}

/** The permanent line of words, and all that *Telefonhälsa* shows. */
export interface Status {
  enrolled: boolean
  person: Person | null
  savedAt: string | null
  waiting: number
  photosWaiting: number
  oldestWaiting: string | null
  lastSent: string | null
  lastContact: string | null
  lastError: { title: string; detail: string } | null
  sending: boolean
  nextTry: string | null
  access: 'ok' | 'revoked' | 'unknown_token'
  clockOffset: number | null
  catalogVersion: string | null
  appVersion: string
  persisted: boolean
  freeBytes: number | null
}

/** How a run of sync went; the status line renders it. */
export interface SyncOutcome {
  sent: number
  known: number
  received: number
  quarantined: number
  photosSent: number
  photosLeft: number
  error: null | { kind: 'refused' | 'unknown' | 'offline'; title: string; detail: string }
  nextTry: string | null
}

/** A rescue file, and how much is in it. */
export interface RescueFile {
  name: string
  file: Blob
  reports: number
  photos: number
}

/** One record as a screen needs it. */
export interface RecordView {
  id: string
  kind: Kind
  fields: Fields
  savedAt: string
  item: Item
  reviews: Fields[]
  /** To whom the desk has passed it on, and what came of it, oldest first. */
  referrals: Fields[]
}

/**
 * What the page may ask of the store worker. Every call answers with a promise; a failed one rejects with
 * `Problem` ({ name, title, detail } in Swedish: what happened, what is safe, what to do).
 */
export interface Store {
  /** Opens the database. Rejects with the problem `storage-missing` where the browser cannot keep reports safe. */
  open(): Promise<Status>
  status(): Promise<Status>
  /** Enrols this phone with a code. Safe to ask again. */
  enrol(code: string, name: string): Promise<Status>
  catalog(): Promise<Catalog | null>
  /** Makes a record with its first fields in one committed transaction; the authority, reporter and author are filled in. */
  create(kind: Kind, fields: Fields): Promise<RecordView>
  /** Commits these fields to the record (null clears one). The promise is kept only after the commit. */
  edit(id: string, fields: Fields): Promise<RecordView>
  /** Marks the record as ready to be sent (sets submitted_at, raises version after a return) and starts a sync. */
  submit(id: string, fields?: Fields): Promise<RecordView>
  /** Removes a draft, or a sent record by a change. */
  remove(id: string): Promise<void>
  record(id: string): Promise<RecordView | null>
  /** The pass that goes on, if any. */
  activeShift(): Promise<RecordView | null>
  observations(shift: string): Promise<RecordView[]>
  items(): Promise<Item[]>
  /** Finds the records whose receipt starts with this text. */
  findReceipt(code: string): Promise<Item[]>
  /** Shrinks the picture (≤ 2048 px, about 300–700 kB JPEG, no metadata; evidence keeps its full size) and commits bytes and manifest with the record. */
  addPhoto(record: string, file: Blob, taken: { taken_at: Time; position: Position | null; item?: string; evidence?: boolean }): Promise<RecordView>
  removePhoto(record: string, sha256: string): Promise<RecordView>
  /** The picture's bytes, or its thumbnail. */
  photo(sha256: string, size: 'thumbnail' | 'full'): Promise<Blob | null>
  /** Premises that are open, nearest, most overdue or best fitting first. */
  findPremises(query: PremisesQuery): Promise<PremisesRow[]>
  /** One of them with all that the phone knows; a merged one answers as what it was merged into. */
  premises(id: string): Promise<PremisesView | null>
  /** Takes part in a colleague's visit, by what its QR code says: the same record on this phone. Safe to ask again. */
  join(invitation: VisitInvitation): Promise<RecordView>
  /** What a colleague's or a guest's phone needs to take part in this visit. */
  invitation(visit: string): Promise<VisitInvitation>
  /** The second inspector lets go of their part: it is sent, to be joined with the others'. */
  handOver(visit: string): Promise<RecordView>
  /** The municipality's PDF of a visit that has been received. Needs the network. */
  protocolPdf(visit: string): Promise<Blob>
  /** Runs a sync now, whatever the timer says. */
  sync(): Promise<SyncOutcome>
  /** Writes all that is unsent, drafts too, to one file sealed to the server. */
  rescue(): Promise<RescueFile>
  /** Tells that the network or the person is back; a sync follows if there is reason to. */
  wake(trigger: 'online' | 'focus' | 'visible'): Promise<void>
  /** Closes the database, so that another tab can have it. */
  close(): Promise<void>
  /** The screen to return to after a kill. */
  screen(): Promise<string | null>
  rememberScreen(route: string): Promise<void>
}

/** What the worker tells the page without being asked. */
export type StoreEvent = { type: 'changed' } | { type: 'status'; status: Status } | { type: 'outcome'; outcome: SyncOutcome }

export interface CatalogArea {
  id: string
  name: string
  lat: number
  lon: number
  /** Ring of [lon, lat]. */
  outline: [number, number][]
}

export interface CatalogCategory {
  id: string
  code: string
  label: string
  /** The label where there is little room, such as a button of the grid: at most 24 characters. */
  short: string
  /** What the call prompt shows before the form, if anything. */
  call: null | '112' | '11414'
  call_when: string
  note: boolean
  camera: boolean
  /** Rounding of the stored place in metres, 0 for none. */
  round_place: number
  /** Nothing but time and "112 ringt" is kept. */
  minimal: boolean
  icon: string
  receivers: string[]
}

export interface Catalog {
  version: string
  municipality: { name: string; border: unknown; centre: { lat: number; lon: number; zoom: number } }
  areas: CatalogArea[]
  shift_kinds: { id: string; label: string; authorities: string[] }[]
  participants: { least: number; warn_below: number; most: number; why: string }
  buckets: { id: string; label: string }[]
  observations: CatalogCategory[]
  receivers: { id: string; label: string }[]
  privacy: { message: string; rules: PrivacyRule[] }
  map: { tiles: string; attribution: string }
  permits: CatalogPermit[]
  checklists: CatalogChecklist[]
  visits: CatalogVisits
  control_purchase: CatalogQuestion[]
}

/** These four of Catalog are empty on the phones of those who make no visits. */
export interface CatalogPermit {
  id: string
  label: string
  short: string
  /** Which checklists it calls for, by id. */
  checklists: string[]
  /** Whether it is retail, where control purchases may be made, and of which product. */
  product: null | 'folkol' | 'tobacco' | 'ecig' | 'nicotine'
}

export type Severity = 'critical' | 'serious' | 'minor' | 'information'
export type AnswerType = 'assessment' | 'count' | 'time' | 'choice' | 'choices' | 'text'

/** One point. A visit freezes it without `now` and `hint`. */
export interface CheckItem {
  id: string
  question: string
  /** The law's words for where it stands; null where it has not been verified. */
  reference: string | null
  answer: AnswerType
  options: string[]
  severity: Severity
  /** Points of one group are gone through together. */
  group: string
  /** What to do at once if it is a deficiency; of critical ones. */
  now: string
  /** How to ask or look, or what must not be written. */
  hint: string
  /** The visit's own field that answers it, so that nobody is asked twice; empty for most. */
  field: string
}

export interface CatalogChecklist {
  id: string
  title: string
  short: string
  visit_kinds: ('field' | 'desk' | 'preventive')[]
  items: CheckItem[]
  /** The evening's few, by id; where there are none, an evening goes through all. */
  evening: string[]
}

/** What is asked of a control purchase: the words for these of its fields, and for their values. */
export interface CatalogQuestion {
  id: string
  fields: string[]
  question: string
  reference: string | null
  hint: string
  options: { id: string; label: string }[]
}

/** The words for what a visit is; ids as docs/protocol.md has them. */
export interface CatalogVisits {
  kinds: { id: string; label: string }[]
  occasions: { id: string; label: string }[]
  present: { id: string; label: string }[]
  roles: { id: string; label: string; named: boolean }[]
  manners: { id: string; label: string }[]
  /** Days until a deficiency of this severity is to be remedied, if nothing else is said. */
  deadlines: Record<Severity, number>
}

export interface Permit {
  number?: string
  from?: string
  to?: string
  hours?: Record<'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su', string>
  season?: { from: string; to: string }
  conditions?: string
  audience?: 'public' | 'closed_party'
}

export interface OpenDeficiency {
  visit: string
  item: string
  question: string
  reference: string | null
  severity: Severity
  note: string
  observed_at: string
  deadline: string | null
  state: 'open' | 'communicated' | 'not_remedied' | 'case'
}

/** What the server's log tells of a premises: docs/protocol.md, `GET /api/supervision`. */
export interface Supervision {
  id: string
  last_visit: { id: string; at: string; occasion: string; deficiencies: number } | null
  visits_this_year: number
  due_on: string | null
  open: OpenDeficiency[]
}

export interface PremisesQuery {
  text?: string
  near?: { lat: number; lon: number } | null
  /** `deadline`: only those with an open deficiency that has one, the earliest first. */
  order: 'near' | 'due' | 'risk' | 'name' | 'deadline'
  limit: number
  /** The day at the premises, `2026-11-20`: what is due is counted from it. */
  today: string
}

export interface PremisesRow {
  id: string
  name: string
  address: string
  locality: string
  lat: number | null
  lon: number | null
  /** Metres from `near`. */
  distance: number | null
  risk: number | null
  permits: Record<string, Permit>
  due: 'overdue' | 'soon' | 'later' | 'never' | 'none'
  dueOn: string | null
  lastVisitAt: string | null
  open: number
  /** The earliest deadline of its open deficiencies, `2026-10-11`. */
  deadline: string | null
  foundInField: boolean
}

export interface PremisesView {
  id: string
  fields: Fields
  supervision: Supervision | null
  /** The visits of it that this phone holds, newest first. */
  visits: Item[]
}

/** Goes by QR code from one phone to another; docs/protocol.md, "A second phone on a visit". */
export interface VisitInvitation {
  visit: string
  /** The lead's authority: others get a record of their own. */
  authority: string
  reporter: string
  /** What the one who leads is called. */
  label: string
  premises: string | null
  premises_name: string
  occasion: string
  visit_kind: string
  started_at: Time
  /** The checklists by id, and whether only the evening's points of them. */
  checklists: string[]
  evening: boolean
}

export interface PrivacyRule {
  id: string
  /** A regular expression in the common subset of Python's re and JavaScript's RegExp with the u flag. */
  pattern: string
  ignore_case: boolean
  action: 'stop' | 'ask'
  hint: string
}

export interface PrivacyFlag {
  rule: string
  start: number
  end: number
  action: 'stop' | 'ask'
  hint: string
}
