import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import * as meta from '../../../static/src/storage/meta.js'
import { rescue } from '../../../static/src/sync/rescue.js'
import * as catalog from '../../../static/src/storage/catalog.js'
import * as company from '../../../static/src/storage/company.js'
import { CATALOG } from '../fake_catalog.js'
import { enrolled } from '../memory.js'
import { addPhoto, phone, submitted } from '../phone.js'
import { COLLEAGUE, INSPECTOR, idOf } from '../premises.js'
import { offline } from '../server.js'
import { key, open } from '../unseal.js'

async function withKey(made = phone()) {
  const server = await key()
  meta.set(made.db, 'rescueKey', server.public)
  made.opened = async () => {
    const told = await rescue(made.ground)
    const [contents, ...photos] = await open(server, told.file)
    return { ...told, ...JSON.parse(Buffer.from(contents).toString()), bytes: photos }
  }
  return made
}

test('all that is unsent is in the file: reports, drafts marked as such, and photos', async () => {
  const made = await withKey()
  const sent = submitted(made)
  await made.engine.run('manual')
  const waiting = submitted(made, { note: 'Väntar' })
  addPhoto(made, waiting)
  const draft = made.edits.create('observation', { category: 'OB19' })
  addPhoto(made, draft, 'cd'.repeat(32), 20)
  const found = await made.opened()
  assert.deepEqual([...new Set(found.changes.map(({ record }) => record))], [waiting])
  assert.deepEqual(found.drafts.map(({ record }) => record), [draft])
  assert.deepEqual(found.photos.map(({ record, draft: isDraft }) => [record, isDraft]), [[waiting, false], [draft, true]])
  assert.deepEqual(found.bytes.map(({ length }) => length), [1000, 20])
  assert.equal(found.reports, 2)
  assert.ok(![...found.changes, ...found.drafts].some(({ record }) => record === sent))
  assert.match(found.name, /^raddningsfil-\d{4}-\d\d-\d\dT\d{4}\.rescue$/)
})

test('the file does not hold the token, and proves that its writer did', async () => {
  const made = await withKey()
  submitted(made)
  const { phones } = await made.opened()
  const me = identities.current(made.db)
  assert.equal(phones[0].device, me.device)
  assert.match(phones[0].proof, /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify(phones).includes(me.token))
})

test('what was given away is never altered: a later edit is a change of its own', async () => {
  const made = await withKey()
  const draft = made.edits.create('observation', { category: 'OB19' })
  const { drafts } = await made.opened()
  made.edits.edit(draft, { note: 'Senare' })
  made.edits.submit(draft, {})
  await made.engine.run('manual')
  const taken = [...made.server.log.values()].filter(({ record }) => record === draft)
  const { digest, ...given } = taken.find(({ id }) => id === drafts[0].id)
  assert.deepEqual(given, drafts[0])
  assert.ok(digest)
  assert.equal(taken.length, 2)
  assert.equal(made.item(draft).group, 'received')
})

test('what the server has set aside, and another who had the phone, come along', async () => {
  const made = await withKey()
  made.server.judge = () => ({ type: '/problems/value-not-accepted', title: 'Nej', detail: 'Nej.' })
  const refused = submitted(made)
  await made.engine.run('manual')
  const { changes } = await made.opened()
  assert.deepEqual(changes.map(({ record }) => record), [refused])
})

test('sending goes on as if nothing had been saved to a file', async () => {
  const made = await withKey()
  const id = submitted(made)
  made.server.before = () => {
    throw offline()
  }
  await made.engine.run('manual')
  await made.opened()
  made.server.before = () => {}
  await made.engine.run('manual')
  assert.equal(made.item(id).group, 'received')
  assert.deepEqual((await made.opened()).changes, [])
})

test('premises found in the field, visits and what is written of a colleague\'s visit are in the file too', async () => {
  const made = await withKey(phone({ db: enrolled(INSPECTOR) }))
  made.db.write(() => catalog.put(made.db, CATALOG))
  const found = made.edits.create('premises', { name: 'Tältet', found_in_field: true })
  const mine = made.edits.create('visit', { premises: found })
  const started_at = { at: '2026-11-20T21:00:00.000+01:00', offset: 0, zone: 'Europe/Stockholm' }
  const joined = company.join(made.edits, { visit: idOf(7), authority: 'kommun', reporter: COLLEAGUE.id, label: 'I2', premises: null, premises_name: 'Krog', occasion: 'planned', visit_kind: 'field', started_at, checklists: ['HD'], evening: false })
  const told = await made.opened()
  assert.deepEqual([told.changes.map(({ record }) => record), told.drafts.map(({ record }) => record), told.reports], [[found], [mine, joined], 3])
})

test('a phone without the key says what to do', async () => {
  const made = phone()
  submitted(made)
  await assert.rejects(rescue(made.ground), { name: 'rescue-no-key' })
})
