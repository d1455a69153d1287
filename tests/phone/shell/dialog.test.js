// Read in the source: there is one dialog, it can always be left, and no button is without an answer.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('../../../static/src/', import.meta.url)
const read = (path) => readFileSync(new URL(path, FOLDER), 'utf8')
const files = ['views/', 'shell/'].flatMap((room) => readdirSync(new URL(room, FOLDER)).filter((name) => name.endsWith('.js')).map((name) => room + name))

test('there is one dialog, and others ask through it', () => {
  const opening = files.filter((path) => /showModal|window\.(confirm|alert|prompt)/.test(read(path)))
  assert.deepEqual(opening, ['shell/dialog.js'])
})

test('the dialog is left by Escape, by the way out that comes first, or by a tap beside it', () => {
  const source = read('shell/dialog.js')
  assert.match(source, /<form method="dialog"/)
  assert.ok(source.indexOf("t('Tillbaka')") > 0 && source.indexOf("t('Tillbaka')") < source.indexOf('value="yes"'))
  assert.match(source, /event\.target === dialog && dialog\.close\(\)/)
  assert.doesNotMatch(source, /addEventListener\('cancel'/)
})

test('every button does something, and none is ever disabled', () => {
  const buttons = files.flatMap((path) => [...read(path).matchAll(/<button type="button"[\s\S]*?<\/button>/g)].map(([tag]) => ({ path, tag })))
  assert.ok(buttons.length > 15, String(buttons.length))
  for (const { path, tag } of buttons) {
    assert.match(tag, /@(click|pointerdown)=/, `${path}: ${tag}`)
    assert.doesNotMatch(tag, /\?disabled=| disabled/, `${path}: ${tag}`)
  }
})
