import assert from 'node:assert/strict'
import test from 'node:test'
import {
  allOk, answerField, answerOf, assessed, checklistFields, checklistsFor, checklistsOf, deadlineAfter, firstFields, frozen, hindrances, inGroups, isAnswered, isDeficient,
  photosOfPoint, pointsOf, progress, textsOf,
} from '../../../static/src/domain/visits.js'
import { CATALOG } from '../fake_catalog.js'

const NOW = { at: '2026-11-20T21:35:00.000+01:00', offset: -350, zone: 'Europe/Stockholm' }
const PERSON = { id: '019a9e00-0000-7000-8000-000000000011', label: 'Inspektör 1' }
const KROG = { id: 'p1', fields: { name: 'Krog Exempel', address: 'Storgatan 3', locality: 'Kävlinge', org_number: '000000-0012', 'permits/serving_indoors': { number: '1' }, 'permits/tobacco': {}, 'permits/folkol': null } }
const RULES = CATALOG.privacy.rules
const BY = { now: NOW, initials: 'AB', deadlines: CATALOG.visits.deadlines }
const ids = (items) => items.map(({ id }) => id)
const begin = (more = {}) =>
  firstFields({ premises: KROG, visitKind: 'field', occasion: 'planned', started: NOW, person: PERSON, catalog: CATALOG, checklists: ['YS', 'HD', 'TN'], ...more })
const point = (id) => CATALOG.checklists.flatMap(({ items }) => items).find((item) => item.id === id)

test('the permits call for checklists, each once, and what all begin with comes first', () => {
  assert.deepEqual(ids(checklistsFor(CATALOG, ['tobacco', 'serving_indoors', 'smoke_free'], 'field')), ['HD', 'TN', 'YS'])
  assert.deepEqual(ids(checklistsFor(CATALOG, ['serving_indoors'], 'desk')), ['HD', 'IN'])
  assert.deepEqual(ids(checklistsFor(CATALOG, [], 'field')), ['HD'])
  assert.deepEqual(ids(checklistsFor(CATALOG, ['unheard_of'], 'preventive')), ['HD'])
})

test('the first fields tell the premises as they were, who makes the visit, and the points of its checklists', () => {
  const fields = begin({ present: ['police'] })
  assert.deepEqual(fields.premises_as_was, { org_number: '000000-0012', holder: '', address: 'Storgatan 3, Kävlinge', permits: ['serving_indoors', 'tobacco'] })
  assert.deepEqual(Object.keys(fields).sort(), ['checklist/HD', 'checklist/TN', 'checklist/YS', `inspectors/${PERSON.id}`, 'occasion', 'premises', 'premises_as_was', 'premises_name', 'present/police', 'started_at', 'visit_kind'])
  assert.deepEqual([fields.premises, fields.premises_name, fields.started_at], ['p1', 'Krog Exempel', NOW])
})

test('a checklist is frozen with its version, whole or the few of an evening, without what only helps', () => {
  const serving = CATALOG.checklists.find(({ id }) => id === 'YS')
  const whole = frozen(serving, 'v1', false)
  assert.deepEqual([whole.title, whole.version, whole.items.length], ['Yttre tillsyn, servering', 'v1', 6])
  assert.deepEqual(Object.keys(whole.items[1]).sort(), ['answer', 'field', 'group', 'id', 'options', 'question', 'reference', 'severity'])
  assert.deepEqual(ids(frozen(serving, 'v1', true).items), ['YS01', 'YS03', 'YS07', 'YS17'])
  const head = CATALOG.checklists.find(({ id }) => id === 'HD')
  assert.deepEqual(frozen(head, 'v1', true), frozen(head, 'v1', false))
})

test('a visit reads as it was made when the catalog has changed or is not there, with help from the catalog that is', () => {
  const fields = begin({ evening: true })
  const reworded = { ...CATALOG, checklists: CATALOG.checklists.map((list) => ({ ...list, title: 'Ny', items: list.items.map((item) => ({ ...item, question: 'Ny?', now: item.now && 'Ring 114 14.' })) })) }
  for (const catalog of [CATALOG, reworded, null]) {
    const lists = checklistsOf(fields, catalog)
    assert.deepEqual(lists.map(({ id, title }) => [id, title]), [['HD', 'Besöket'], ['TN', 'Tobak'], ['YS', 'Yttre tillsyn, servering']])
    const critical = lists[2].items.find(({ id }) => id === 'YS03')
    assert.deepEqual([critical.question, critical.now], ['Serverades en märkbart påverkad gäst?', { [CATALOG.version]: 'Säg till den ansvariga genast.' }[catalog === CATALOG && CATALOG.version] ?? (catalog ? 'Ring 114 14.' : '')])
  }
})

test('a checklist that was taken out has no points, and a point that is in two is one', () => {
  const fields = { ...checklistFields(CATALOG, ['HD', 'TN'], false), 'checklist/YS': null }
  assert.deepEqual(ids(pointsOf(fields, CATALOG)), ['HD01', 'HD04', 'HD08', 'TN01', 'TN10'])
  const twice = { ...fields, 'checklist/XX': fields['checklist/TN'] }
  assert.equal(pointsOf(twice, CATALOG).length, 5)
})

test('a point begins as not checked, and is checked by an answer that says something', () => {
  const points = pointsOf(begin(), CATALOG)
  const serving = points.find(({ id }) => id === 'YS01')
  for (const [value, answered] of [[undefined, false], [null, false], ['', false], ['not_checked', false], [[], false], ['ok', true], ['not_applicable', true], [0, true], [['snus'], true]]) {
    assert.equal(isAnswered({ 'answers/YS01/value': value }, serving), answered, JSON.stringify(value))
  }
})

test("the visit's own fields answer what they answer, the ones in parts too", () => {
  const points = pointsOf(begin(), CATALOG)
  const [began, with_whom] = ['HD01', 'HD04'].map((id) => points.find((one) => one.id === id))
  assert.deepEqual(answerOf(begin(), began), NOW)
  assert.equal(isAnswered(begin(), with_whom), false)
  assert.deepEqual(answerOf(begin({ present: ['police', 'other'] }), with_whom), ['police', 'other'])
  assert.deepEqual(answerOf({ 'present/police': null }, with_whom), [])
})

test('progress counts points checked of all, and tells the deficiencies', () => {
  const fields = begin({ checklists: ['HD', 'YS'] })
  const points = pointsOf(fields, CATALOG)
  const { checked, of, deficiencies } = progress({ ...fields, 'answers/YS01/value': 'ok', 'answers/YS07/value': 'deficiency', 'answers/YS06/value': 0 }, points)
  assert.deepEqual([checked, of, ids(deficiencies)], [4, 9, ['YS07']])
})

test('only an assessment is a deficiency', () => {
  assert.equal(isDeficient({ 'answers/YS32/value': 'deficiency' }, point('YS32')), false)
})

test('a deficiency notes when, by whom and by when, but not over what a person has said', () => {
  const found = assessed({}, point('YS07'), 'deficiency', BY)
  assert.deepEqual(found, { 'answers/YS07/value': 'deficiency', 'answers/YS07/observed_at': NOW, 'answers/YS07/observed_by': 'AB', 'answers/YS07/deadline': '2026-12-04' })
  assert.deepEqual(assessed({ 'answers/YS07/observed_by': 'CD', 'answers/YS07/deadline': '2026-11-21' }, point('YS07'), 'deficiency', BY), { 'answers/YS07/value': 'deficiency', 'answers/YS07/observed_at': NOW })
})

test('taken back, what was only true of a deficiency goes, and nothing that was written', () => {
  const found = { ...assessed({}, point('YS07'), 'deficiency', BY), 'answers/YS07/corrected': true }
  const gone = { 'answers/YS07/corrected': null, 'answers/YS07/deadline': null }
  assert.deepEqual(assessed(found, point('YS07'), 'ok', BY), { 'answers/YS07/value': 'ok', ...gone, 'answers/YS07/observed_at': null, 'answers/YS07/observed_by': null })
  assert.deepEqual(assessed({ ...found, 'answers/YS07/note': 'Sågs.' }, point('YS07'), null, BY), { 'answers/YS07/value': null, ...gone })
  assert.deepEqual(assessed({}, point('YS07'), 'not_applicable', BY), { 'answers/YS07/value': 'not_applicable' })
})

test('a deadline is counted in days, over the turn of a year', () => {
  assert.deepEqual([deadlineAfter('2026-12-24', 14), deadlineAfter('2028-02-28', 1)], ['2027-01-07', '2028-02-29'])
})

test('a group is marked as in order in one edit, but for what is answered or is no assessment', () => {
  const fields = { ...begin(), 'answers/YS03/value': 'deficiency' }
  const [guests] = inGroups(checklistsOf(fields, CATALOG)[2].items)
  assert.deepEqual([guests.group, ids(guests.points)], ['Gäster och nykterhet', ['YS01', 'YS03', 'YS06']])
  assert.deepEqual(allOk(fields, guests.points), { 'answers/YS01/value': 'ok' })
  assert.deepEqual(allOk(fields, pointsOf(fields, CATALOG).slice(0, 2)), {})
})

test('groups come in the order of their first points, each once', () => {
  assert.deepEqual(inGroups([{ id: 'a', group: 'x' }, { id: 'b', group: 'y' }, { id: 'c', group: 'x' }]).map(({ group, points }) => [group, ids(points)]), [['x', ['a', 'c']], ['y', ['b']]])
})

test('photos belong to a point or to none', () => {
  const taken = (at, item) => ({ taken_at: { at }, ...(item ? { item } : {}) })
  const fields = { 'photos/bb': taken('2026-11-20T21:02:00Z', 'YS07'), 'photos/aa': taken('2026-11-20T21:01:00Z', 'YS07'), 'photos/cc': taken('2026-11-20T21:00:00Z'), 'photos/dd': null }
  assert.deepEqual([photosOfPoint(fields, 'YS07'), photosOfPoint(fields, null), photosOfPoint(fields, 'YS01')], [['aa', 'bb'], ['cc'], []])
})

const hindering = (more) => {
  const fields = { ...begin(), ...more }
  return hindrances(fields, pointsOf(fields, CATALOG), RULES).map(({ field, item, reason }) => [field, item, reason])
}

test('a clean visit can be sent at once', () => {
  assert.deepEqual(hindering({}), [])
})

test('a deficiency demands an observation; a critical one also what was done about it', () => {
  const value = (id) => ({ [answerField(id, 'value')]: 'deficiency' })
  assert.deepEqual(hindering({ ...value('YS07'), ...value('YS03') }), [['answers/YS03/note', 'YS03', 'note'], ['answers/YS07/note', 'YS07', 'note']])
  assert.deepEqual(hindering({ ...value('YS07'), 'answers/YS07/note': '  ' }), [['answers/YS07/note', 'YS07', 'note']])
  const served = { ...value('YS03'), 'answers/YS03/note': 'En starköl serverades till en gäst som sluddrade.' }
  assert.deepEqual(hindering(served), [['answers/YS03/said', 'YS03', 'handled']])
  assert.deepEqual(hindering({ ...served, 'answers/YS03/said': 'Ansvarig avbröt serveringen.' }), [])
  assert.deepEqual(hindering({ ...served, 'answers/YS03/corrected': true }), [])
})

test('what looks personal hinders wherever it is written', () => {
  const personal = 'Personnummer 19900101-0017.'
  const written = ['answers/YS07/note', 'answers/YS07/said', 'summary', 'earlier/v1/YS13/note']
  for (const field of written) assert.deepEqual(hindering({ [field]: personal }).map(([at, , reason]) => [at, reason]), [[field, 'personal']], field)
  assert.deepEqual(hindering({ acknowledgement: { role: 'staff', comment: personal } }), [['acknowledgement', null, 'personal']])
  assert.deepEqual(hindering({ 'answers/YS07/note': 'Ungefär 60 gäster.', acknowledgement: { role: 'staff' } }), [])
})

test('photos have to be confirmed to show nobody', () => {
  const photo = { 'photos/aa': { taken_at: NOW } }
  assert.deepEqual(hindering(photo), [['no_person_in_photo', null, 'confirm_photo']])
  assert.deepEqual(hindering({ ...photo, no_person_in_photo: true }), [])
  assert.deepEqual(hindering({ 'photos/aa': null }), [])
})

test('all that is written freely is told, with its field', () => {
  const fields = { 'answers/YS07/note': 'ett', 'answers/YS07/said': 'två', 'answers/YS07/value': 'deficiency', 'earlier/v/YS01/note': 'tre', summary: 'fyra', acknowledgement: { comment: 'fem' }, 'answers/YS01/note': '' }
  assert.deepEqual(textsOf(fields).map(([, text]) => text).sort(), ['ett', 'fem', 'fyra', 'tre', 'två'])
})
