import assert from 'node:assert/strict'
import test from 'node:test'
import * as premises from '../../../static/src/storage/premises.js'
import * as records from '../../../static/src/storage/records.js'
import * as supervision from '../../../static/src/storage/supervision.js'
import { database } from '../memory.js'
import { TODAY, idOf, know, place, put, register } from '../premises.js'

const LATER = '2026-11-20T21:00:00.000Z-0000-00000000000000ff'
const TOWN = {
  'Restaurang Påhittet': { address: 'Torggatan 1', locality: 'Kävlinge', holder: 'Exempelkrog AB', org_number: '000000-0012', place: place(55.793, 13.112), risk: 2, visits_per_year: 2 },
  'Krog Exempel': { address: 'Storgatan 3', locality: 'Kävlinge', place: place(55.7935, 13.1125), risk: 3, visits_per_year: 2 },
  'Ängens kafé': { address: 'Ängsvägen 9', locality: 'Dösjebro', place: place(55.819, 13.03), risk: 1 },
  'Östra kiosken': { address: 'Östergatan 2', locality: 'Furulund', place: place(55.7755, 13.093), visits_per_year: 1 },
  'Åkes livs': { locality: 'Hofterup', own_id: 'KV-77', visits_per_year: 1 },
}
const find = ({ db }, query) => premises.find(db, { order: 'name', limit: 50, today: TODAY, ...query }).map(({ name }) => name)

test('a premises is found by the beginnings of words of its name, address, town, holder and numbers, with or without rings and dots', () => {
  const town = register(TOWN)
  const searches = {
    påh: ['Restaurang Påhittet'], PAHITTET: ['Restaurang Påhittet'], 'pa\u030ahittet': ['Restaurang Påhittet'], 'rest kävl': ['Restaurang Påhittet'],
    torgg: ['Restaurang Påhittet'], exempel: ['Krog Exempel', 'Restaurang Påhittet'], '000000-0012': ['Restaurang Påhittet'], 'kv-77': ['Åkes livs'],
    kafe: ['Ängens kafé'], angens: ['Ängens kafé'], hittet: [], 'krog furulund': [],
  }
  for (const [text, names] of Object.entries(searches)) assert.deepEqual(find(town, { text }), names, text)
})

test('what is typed is never a query of its own language', () => {
  const town = register(TOWN)
  for (const text of ['"', '*', 'krog"', 'NEAR(krog', "krog' OR 1=1", 'krog AND', '(', '^krog', 'words:krog', '-krog']) assert.ok(Array.isArray(find(town, { text })), text)
  assert.deepEqual(find(town, { text: 'krog"*' }), ['Krog Exempel'])
  assert.equal(find(town, { text: '  ' }).length, 5)
})

test('by name as Swedish does, and what begins as one has typed comes before what has it further on', () => {
  const town = register(TOWN)
  assert.deepEqual(find(town, {}), ['Krog Exempel', 'Restaurang Påhittet', 'Åkes livs', 'Ängens kafé', 'Östra kiosken'])
  assert.deepEqual(find(town, { text: 'k' }), ['Krog Exempel', 'Restaurang Påhittet', 'Åkes livs', 'Ängens kafé', 'Östra kiosken'])
  assert.deepEqual(find(town, { text: 'ö' }).at(0), 'Östra kiosken')
})

test('the nearest come first with their distance, however far; without a place last', () => {
  const town = register(TOWN)
  const near = { lat: 55.7934, lon: 13.1124 }
  const found = premises.find(town.db, { order: 'near', near, limit: 10, today: TODAY })
  assert.deepEqual(found.map(({ name }) => name), ['Krog Exempel', 'Restaurang Påhittet', 'Östra kiosken', 'Ängens kafé', 'Åkes livs'])
  assert.deepEqual(found.map(({ distance }) => distance && Math.round(distance)), [13, 51, 2331, 5884, null])
  assert.deepEqual(find(town, { order: 'near', near, limit: 1 }), ['Krog Exempel'])
  assert.deepEqual(find(town, { order: 'near', near, text: 'kiosk' }), ['Östra kiosken'])
  assert.equal(find(town, { order: 'near', near: { lat: -33, lon: -70 } }).length, 5)
  assert.deepEqual(find(town, { order: 'near', near: null, limit: 1 }), ['Krog Exempel'])
})

test('the nearest of many are those that a plain sort by distance gives', () => {
  const named = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`Objekt ${String(n).padStart(3, '0')}`, { place: place(55.72 + ((n * 37) % 140) / 1000, 12.87 + ((n * 61) % 370) / 1000) }]))
  const town = register(named)
  for (const near of [{ lat: 55.79, lon: 13.05 }, { lat: 55.7, lon: 12.8 }, { lat: 59.3, lon: 18 }]) {
    const all = premises.find(town.db, { order: 'near', near, limit: 400, today: TODAY })
    const sorted = all.map(({ distance }) => distance).sort((one, other) => one - other)
    for (const limit of [1, 20, 100]) {
      const found = premises.find(town.db, { order: 'near', near, limit, today: TODAY }).map(({ distance }) => distance)
      found.forEach((distance, index) => assert.ok(Math.abs(distance - sorted[index]) <= sorted[index] / 1000, `${distance} ${sorted[index]}`))
    }
  }
})

test('the most overdue come first, then those never visited, then what is coming, then what nobody plans', () => {
  const town = register(TOWN)
  know(town.db, town.ids['Restaurang Påhittet'], { due_on: '2026-11-01', last_visit: { id: 'v', at: '2026-05-01T19:00:00.000Z', occasion: 'planned', deficiencies: 0 } })
  know(town.db, town.ids['Krog Exempel'], { due_on: '2026-10-01' })
  know(town.db, town.ids['Åkes livs'], { due_on: '2026-12-01' })
  const found = premises.find(town.db, { order: 'due', limit: 50, today: TODAY })
  assert.deepEqual(found.map(({ name, due }) => [name, due]), [['Krog Exempel', 'overdue'], ['Restaurang Påhittet', 'overdue'], ['Östra kiosken', 'never'], ['Åkes livs', 'soon'], ['Ängens kafé', 'none']])
  assert.deepEqual(find(town, { order: 'due', limit: 2 }), ['Krog Exempel', 'Restaurang Påhittet'])
  assert.deepEqual(find(town, { order: 'due', text: 'kävlinge' }), ['Krog Exempel', 'Restaurang Påhittet'])
  assert.deepEqual(find(town, { order: 'due', limit: 50, today: '2026-10-15' })[0], 'Krog Exempel')
})

test('the riskiest come first', () => {
  assert.deepEqual(find(register(TOWN), { order: 'risk', limit: 3 }), ['Krog Exempel', 'Restaurang Påhittet', 'Ängens kafé'])
})

test('by deadline only those with an open one, the earliest first', () => {
  const town = register(TOWN)
  const open = (...deadlines) => deadlines.map((deadline, index) => ({ visit: 'v', item: `YS0${index}`, question: '', reference: null, severity: 'serious', note: '', observed_at: '', deadline, state: 'open' }))
  know(town.db, town.ids['Krog Exempel'], { open: open('2026-12-24', null, '2026-12-01') })
  know(town.db, town.ids['Åkes livs'], { open: open('2026-11-30') })
  know(town.db, town.ids['Östra kiosken'], { open: open(null) })
  const found = premises.find(town.db, { order: 'deadline', limit: 50, today: TODAY })
  assert.deepEqual(found.map(({ name, deadline, open }) => [name, deadline, open]), [['Åkes livs', '2026-11-30', 1], ['Krog Exempel', '2026-12-01', 3]])
  know(town.db, town.ids['Åkes livs'], {})
  assert.deepEqual(find(town, { order: 'deadline' }), ['Krog Exempel'])
})

test('one that is closed, merged or removed is not found, and is found again when that was a mistake', () => {
  const town = register(TOWN)
  put(town.db, town.ids['Krog Exempel'], { closed_on: '2026-11-20' }, LATER)
  put(town.db, town.ids['Åkes livs'], { closed_on: '2026-12-31' }, LATER)
  put(town.db, town.ids['Ängens kafé'], { merged_into: town.ids['Östra kiosken'] }, LATER)
  put(town.db, town.ids['Restaurang Påhittet'], { deleted: true }, LATER)
  assert.deepEqual(find(town, {}), ['Åkes livs', 'Östra kiosken'])
  assert.deepEqual(find(town, { text: 'krog' }), [])
  put(town.db, town.ids['Krog Exempel'], { closed_on: null, name: 'Krogen Exempel' }, LATER.replace('21:00', '22:00'))
  assert.deepEqual([find(town, { text: 'krogen' }), find(town, { text: 'krog e' })], [['Krogen Exempel'], ['Krogen Exempel']])
})

test('one that leaves the phone leaves its index', () => {
  const town = register(TOWN)
  town.db.write(() => records.forget(town.db, town.ids['Krog Exempel']))
  assert.deepEqual([find(town, { text: 'krog' }), find(town, {}).length], [[], 4])
})

test('what is known of one may come before it, and may be forgotten', () => {
  const town = register({})
  know(town.db, idOf(0), { due_on: '2026-11-01' })
  put(town.db, idOf(0), { name: 'Sent', visits_per_year: 1 })
  assert.equal(premises.find(town.db, { order: 'due', limit: 1, today: TODAY })[0].due, 'overdue')
  town.db.write(() => supervision.clear(town.db))
  assert.deepEqual(premises.find(town.db, { order: 'due', limit: 1, today: TODAY }).map(({ due, dueOn }) => [due, dueOn]), [['never', null]])
})

test('a view has all that is known, and a merged one is what it was merged into, with the visits of both', () => {
  const town = register(TOWN)
  const [old, kept] = [town.ids['Ängens kafé'], town.ids['Östra kiosken']]
  put(town.db, old, { merged_into: kept }, LATER)
  know(town.db, kept, { due_on: '2026-11-01' })
  for (const [id, premises] of [['a', old], ['b', kept], ['c', town.ids['Krog Exempel']]]) {
    town.db.write(() => records.put(town.db, { id, kind: 'visit', parts: [{ at: LATER, seen: '', fields: { premises, reporter: 'x', submitted_at: { at: '2026-11-20T21:00:00Z' } } }], savedAt: LATER }))
  }
  for (const id of [old, kept]) {
    const view = premises.view(town.db, id)
    assert.deepEqual([view.id, view.fields.name, view.supervision.due_on, view.visits.map(({ id }) => id)], [kept, 'Östra kiosken', '2026-11-01', ['b', 'a']])
  }
  assert.equal(premises.view(town.db, 'unknown'), null)
})

test('premises that were merged in a ring are nothing, rather than for ever', () => {
  const town = register({ one: {}, two: {} })
  put(town.db, town.ids.one, { merged_into: town.ids.two }, LATER)
  put(town.db, town.ids.two, { merged_into: town.ids.one }, LATER)
  assert.equal(premises.view(town.db, town.ids.one), null)
})

test('a phone without a register finds nothing', () => {
  assert.deepEqual(premises.find(database(), { order: 'near', near: { lat: 55, lon: 13 }, limit: 10, today: TODAY, text: 'krog' }), [])
})

test('many that fit are found as few are: in every order, and with all the words', () => {
  const named = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`${['Krog', 'Kiosk', 'Åkes krog'][n % 3]} ${String(n).padStart(3, '0')}`,
    { locality: ['Kävlinge', 'Furulund'][n % 2], risk: 1 + (n % 4), visits_per_year: n % 3, ...(n % 10 ? { place: place(55.72 + ((n * 37) % 140) / 1000, 12.87 + ((n * 61) % 370) / 1000) } : {}) }]))
  const town = register(named)
  Object.values(town.ids).forEach((id, n) => n % 5 || know(town.db, id, { due_on: `2026-1${n % 3}-15`, open: n % 7 ? [] : [{ deadline: `2026-12-${10 + (n % 20)}` }] }))
  const rows = premises.find(town.db, { order: 'name', limit: 1000, today: TODAY })
  const near = { lat: 55.79, lon: 13.05 }
  const plain = { k: (row) => /(^| )(k|K)/.test(row.name + ' ' + row.locality), krog: (row) => /krog/i.test(row.name), 'kro furu': (row) => /krog/i.test(row.name) && row.locality === 'Furulund', 'krog 0': (row) => /krog 0/i.test(row.name), 3: (row) => / 3/.test(row.name) }
  for (const order of ['name', 'near', 'due', 'risk', 'deadline']) {
    const all = premises.find(town.db, { order, near, limit: 1000, today: TODAY })
    for (const [text, fits] of Object.entries(plain)) {
      const found = premises.find(town.db, { text, order, near, limit: 1000, today: TODAY })
      assert.deepEqual(found.map(({ id }) => id).sort(), all.filter(fits).map(({ id }) => id).sort(), `${text} ${order}`)
      const key = { name: null, near: 'distance', due: 'due', risk: 'risk', deadline: 'deadline' }[order]
      if (key) assert.deepEqual(found.map((row) => row[key]), all.filter(fits).map((row) => row[key]), `${text} ${order}`)
      const few = premises.find(town.db, { text, order, near, limit: 20, today: TODAY })
      assert.deepEqual(few.map(({ id }) => id), found.slice(0, 20).map(({ id }) => id), `${text} ${order} in part`)
    }
  }
  assert.equal(rows.length, 600)
})

test('every search walks an index', () => {
  const { db } = register(TOWN)
  const asked = []
  const spy = { all: (sql, ...values) => (asked.push([sql, values]), db.all(sql, ...values)) }
  for (const order of ['near', 'due', 'risk', 'name', 'deadline']) premises.find(spy, { order, near: { lat: 55.79, lon: 13.1 }, limit: 50, today: TODAY })
  for (const [sql, values] of asked.filter(([sql]) => sql.includes('SELECT number FROM premises'))) {
    const plan = db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail).join('; ')
    if (/lat IS (NOT )?NULL/.test(sql)) continue
    assert.match(plan, /USING (COVERING )?INDEX/, sql)
    if (/ORDER BY (name|risk|due_on|deadline)/.test(sql)) assert.doesNotMatch(plan, /TEMP B-TREE/, sql)
  }
})
