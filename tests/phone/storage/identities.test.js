import assert from 'node:assert/strict'
import test from 'node:test'
import * as identities from '../../../static/src/storage/identities.js'
import { PERSON, database } from '../memory.js'
import { phone } from '../phone.js'

const add = (db, device, day, person = PERSON) => db.write(() => identities.add(db, { device, token: `token-${day}`, person, access: 'ok' }, `2026-11-${day}T00:00:00.000Z`))

test('the one who was let in last is the current one', () => {
  const db = database()
  assert.equal(identities.current(db), null)
  add(db, 'b', 20)
  add(db, 'a', 21, { ...PERSON, label: 'Nattvandrare 4' })
  assert.equal(identities.current(db).person.label, 'Nattvandrare 4')
  assert.equal(identities.of(db, 'b').token, 'token-20')
})

test('being let in again takes a new token and opens what was shut', () => {
  const db = database()
  add(db, 'a', 20)
  db.write(() => identities.setAccess(db, 'a', 'revoked'))
  assert.equal(identities.current(db).access, 'revoked')
  add(db, 'a', 21)
  assert.deepEqual([identities.current(db).access, identities.current(db).token], ['ok', 'token-21'])
})

test("nobody adds to another's change", () => {
  const { db, device, edits } = phone()
  const id = edits.create('shift', { area: 'A1' })
  add(db, 'z', 21)
  device.pass(1000)
  edits.edit(id, { summary: 'nytt' })
  const written = db.all('SELECT device, state FROM changes ORDER BY at').map((row) => ({ ...row }))
  assert.deepEqual(written.map(({ state }) => state), ['frozen', 'open'])
  assert.deepEqual(written.map((row) => row.device).at(-1), 'z')
})
