import assert from 'node:assert/strict'
import test from 'node:test'
import { Problem } from '../../../static/src/domain/problems.js'
import * as meta from '../../../static/src/storage/meta.js'
import { Room } from '../../../static/src/storage/room.js'
import { Phone } from '../../../static/src/sync/phone.js'
import { FakeDevice, database, enrolled } from '../memory.js'
import { CATALOG } from '../fake_catalog.js'
import { PHOTO, picture } from '../phone.js'
import { COLLEAGUE, INSPECTOR, idOf } from '../premises.js'
import { FakeServer, FakeTimer, FakeUploader } from '../server.js'

const TAKEN = { taken_at: { at: '2026-11-20T21:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }, position: null }
const roomy = (free) => new Room({ estimate: async () => ({ quota: free, usage: 0 }), persisted: async () => true })

function store({ db = enrolled(), free = 1e9, shrink = async () => ({ ...picture(), width: 4, height: 3 }), openDatabase = async () => db } = {}) {
  const [server, device, timer, events] = [new FakeServer(), new FakeDevice(), new FakeTimer(), []]
  const phone = new Phone({ openDatabase, transport: server, uploader: new FakeUploader(server), device, timer, room: roomy(free), shrink, app: '0.1.0' })
  phone.tell = (event) => events.push(event)
  return { phone, server, device, timer, events, db }
}

test('opening tells the status; a failure is told, and opening can be tried again', async () => {
  let tries = 0
  const { phone } = store({
    async openDatabase() {
      if (++tries === 1) throw new Problem('storage-busy')
      return enrolled()
    },
  })
  await assert.rejects(phone.open(), { name: 'storage-busy' })
  assert.equal((await phone.open()).enrolled, true)
})

test('from invitation to receipt', async () => {
  const { phone, server } = store({ db: database() })
  await phone.open()
  const status = await phone.enrol('K7QM42XP', 'Chrome på Android')
  assert.deepEqual([status.enrolled, status.catalogVersion], [true, 'cafe00000001'])
  const shift = await phone.create('shift', { area: 'A1' })
  assert.equal((await phone.activeShift()).id, shift.id)
  const { id } = await phone.create('observation', { shift: shift.id, category: 'OB19' })
  await phone.addPhoto(id, new Blob(['x']), TAKEN)
  await phone.edit(id, { note: 'Tre lyktor' })
  const view = await phone.submit(id, { no_person_in_photo: true })
  assert.deepEqual([view.fields.note, view.fields.version, view.item.group], ['Tre lyktor', 1, 'waiting'])
  await phone.sync()
  await phone.sync()
  const [item] = await phone.items()
  assert.deepEqual([item.id, item.group, item.photos[0].arrived], [id, 'received', true])
  assert.deepEqual((await phone.findReceipt(item.receipt)).map((found) => found.id), [id])
  assert.deepEqual((await phone.observations(shift.id)).map((found) => found.id), [id])
  assert.equal(server.photos.size, 1)
})

test('a clock that is set right is no longer corrected, even before the server is heard again', async () => {
  const { phone, db, device } = store()
  db.write(() => meta.set(db, 'offset', -10_800_000))
  assert.equal((await phone.status()).clockOffset, -10_800_000)
  device.time -= 10_800_000
  device.steady = () => 0
  assert.equal((await phone.status()).clockOffset, 0)
})

test('submitting starts a sync by itself', async () => {
  const { phone, server, timer } = store()
  const { id } = await phone.create('observation', {})
  await phone.submit(id)
  await phone.sync()
  assert.equal(server.log.length, 1)
  timer.fire()
})

test('a photo keeps its manifest, its bytes and its thumbnail', async () => {
  const { phone } = store()
  const { id } = await phone.create('observation', {})
  const { fields } = await phone.addPhoto(id, new Blob(['x']), TAKEN)
  assert.deepEqual(fields[`photos/${PHOTO}`], { size: 1000, type: 'image/jpeg', width: 4, height: 3, ...TAKEN })
  assert.equal((await phone.photo(PHOTO, 'full')).size, 1000)
  assert.equal((await phone.photo(PHOTO, 'thumbnail')).size, 10)
  assert.equal(await phone.photo('00'.repeat(32), 'full'), null)
  assert.deepEqual((await phone.removePhoto(id, PHOTO)).item.photos, [])
})

test('an evidence photo is asked for whole, and its manifest says which point it belongs to', async () => {
  const asked = []
  const { phone } = store({ shrink: async (file, how) => (asked.push(how), { ...picture(), width: 4000, height: 3000 }) })
  const { id } = await phone.create('visit', {})
  const { fields } = await phone.addPhoto(id, new Blob(['x']), { ...TAKEN, item: 'YS07', evidence: true })
  await phone.addPhoto(id, new Blob(['x']), TAKEN)
  assert.deepEqual(fields[`photos/${PHOTO}`], { size: 1000, type: 'image/jpeg', width: 4000, height: 3000, ...TAKEN, item: 'YS07', evidence: true })
  assert.deepEqual(asked.map(({ whole }) => Boolean(whole)), [true, false])
})

test('the register is searched, and a colleague takes part in a visit and hands over', async () => {
  const db = enrolled(INSPECTOR)
  const { phone, server } = store({ db })
  server.catalog = CATALOG
  server.write('premises', idOf(1), '2026-11-20T19:00:00.000Z-0000-00000000000000ff', { name: 'Krog Exempel' })
  await phone.sync()
  const [row] = await phone.findPremises({ text: 'krog', order: 'name', limit: 10, today: '2026-11-20' })
  assert.equal((await phone.premises(row.id)).fields.name, 'Krog Exempel')
  const started_at = TAKEN.taken_at
  const mine = await phone.create('visit', { premises: row.id, premises_name: row.name, occasion: 'planned', visit_kind: 'field', started_at, [`inspectors/${INSPECTOR.id}`]: { label: INSPECTOR.label } })
  const invitation = await phone.invitation(mine.id)
  assert.deepEqual([invitation.reporter, invitation.premises], [INSPECTOR.id, row.id])
  const joined = await phone.join({ ...invitation, visit: idOf(7), reporter: COLLEAGUE.id, label: COLLEAGUE.label })
  assert.deepEqual([joined.id, joined.item.group], [idOf(7), 'draft'])
  assert.equal((await phone.handOver(joined.id)).item.group, 'waiting')
  await phone.sync()
  assert.deepEqual([(await phone.record(joined.id)).item.group, (await phone.premises(row.id)).visits.map(({ id }) => id).sort()], ['received', [mine.id, joined.id].sort()])
})

test('a photo that cannot be read, or for which there is no room, leaves the text as it was', async () => {
  const unreadable = store({
    shrink() {
      throw new Problem('photo-unreadable')
    },
  })
  for (const [{ phone }, name] of [[unreadable, 'photo-unreadable'], [store({ free: 5_000_000 }), 'photo-no-room']]) {
    const { id } = await phone.create('observation', { note: 'texten' })
    await assert.rejects(phone.addPhoto(id, new Blob(['x']), TAKEN), { name })
    const { fields } = await phone.edit(id, { note: 'texten, mer' })
    assert.deepEqual(Object.keys(fields).filter((field) => field.startsWith('photos/')), [])
    assert.equal(fields.note, 'texten, mer')
  }
})

test('a phone that is found to be full says that nothing is free, takes no photos, and still takes text', async () => {
  const reserve = { isSpent: true, fill: async () => {}, release: () => false, close() {} }
  const { phone } = store({ db: enrolled(undefined, undefined, reserve) })
  const { id } = await phone.create('observation', { note: 'texten' })
  await assert.rejects(phone.addPhoto(id, new Blob(['x']), TAKEN), { name: 'photo-no-room' })
  assert.equal((await phone.status()).freeBytes, 0)
  reserve.isSpent = false
  assert.equal((await phone.addPhoto(id, new Blob(['x']), TAKEN)).item.photos.length, 1)
  assert.equal((await phone.status()).freeBytes, 1e9)
})

test('the page is told once of changes that come together, and of how a run went', async () => {
  const { phone, timer, events } = store()
  const { id } = await phone.create('observation', {})
  await phone.edit(id, { note: 'ett' })
  await phone.edit(id, { note: 'två' })
  timer.fire()
  await phone.status()
  assert.deepEqual(events.map(({ type }) => type), ['changed', 'status'])
  await phone.sync()
  assert.equal(events.find(({ type }) => type === 'outcome').outcome.error, null)
})

test('a removed draft is gone', async () => {
  const { phone } = store()
  const { id } = await phone.create('observation', {})
  await phone.remove(id)
  assert.deepEqual([await phone.record(id), await phone.items()], [null, []])
})

test('the screen is remembered', async () => {
  const { phone } = store()
  assert.equal(await phone.screen(), null)
  await phone.rememberScreen('/observation/1')
  assert.equal(await phone.screen(), '/observation/1')
})

test('a catalog that has not been fetched is nothing', async () => {
  assert.equal(await store().phone.catalog(), null)
})

test('a store that is closed lets go of its database, and a run under way ends without a trace', async () => {
  const { phone, server, timer, events } = store()
  await phone.open()
  await phone.sync()
  server.before = () => phone.close()
  const outcome = await phone.sync()
  const before = events.length
  timer.fire()
  assert.deepEqual([outcome.error, events.length], [null, before])
  await assert.rejects(phone.items())
})

test("a visit's PDF is asked for in the name of whoever has the phone", async () => {
  const { phone, server } = store()
  server.file = async (...asked) => new Blob([asked.join(' ')])
  const token = (await (await phone.protocolPdf('v7')).text()).split(' ').at(-1)
  assert.equal(await (await phone.protocolPdf('v7')).text(), `/api/visits/v7/protocol.pdf application/pdf ${token}`)
  assert.ok(token.length > 8)
  await assert.rejects(store({ db: database() }).phone.protocolPdf('v7'), { name: 'not-enrolled' })
})
