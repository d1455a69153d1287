import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupsOf } from '../../../static/src/domain/groups.js'

const item = (id, group, savedAt) => ({ id, group, savedAt })

test('what needs the person comes first, then drafts, what waits, what is received', () => {
  const found = groupsOf([item('1', 'received', '1'), item('2', 'waiting', '1'), item('3', 'draft', '1'), item('4', 'needs_you', '1')])
  assert.deepEqual(found.map(({ group }) => group), ['needs_you', 'draft', 'waiting', 'received'])
})

test('within a group the last saved is first; an empty group is left out', () => {
  const found = groupsOf([item('1', 'draft', '2026-11-20T20:00:00.000Z'), item('2', 'draft', '2026-11-20T21:00:00.000Z')])
  assert.deepEqual(found.map(({ group, items }) => [group, ...items.map(({ id }) => id)]), [['draft', '2', '1']])
})

test('what was saved in the same moment keeps its order', () => {
  const pulled = ['5', '4', '3', '2', '1'].map((id) => item(id, 'received', '2026-11-20T20:00:00.000Z'))
  assert.deepEqual(groupsOf(pulled).flatMap(({ items }) => items.map(({ id }) => id)), ['5', '4', '3', '2', '1'])
})
