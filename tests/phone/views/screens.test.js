import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { match } from '../../../static/src/shell/router.js'
import { SCREENS as COMMON } from '../../../static/src/views/screens.js'
import { SUPERVISION } from '../../../static/src/views/supervision.js'

const SCREENS = [...COMMON, ...SUPERVISION]

const FOLDER = new URL('../../../static/src/', import.meta.url)
const sources = ['views/', 'shell/'].flatMap((room) => readdirSync(new URL(room, FOLDER)).filter((name) => name.endsWith('.js')).map((name) => readFileSync(new URL(room + name, FOLDER), 'utf8')))

/** Every address that a link or a step leads to, with an id in place of what is filled in. */
const addresses = sources.flatMap((source) => [...source.matchAll(/(?:href="#|href: `#|go\(['"`])(\/[^"'`]*)/g)].map(([, route]) => route.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, 'id')))

test('there are links to check', () => assert.ok(addresses.length > 20, String(addresses.length)))

for (const address of new Set(addresses)) {
  test(`the address ${address} leads to a screen`, () => assert.ok(match(SCREENS, `#${address === '/id' ? '/shift' : address}`)))
}

test('every screen has a title before it is loaded', () => {
  for (const [pattern, screen] of SCREENS) assert.ok(screen.title(null), pattern)
})

test('a screen is on a tab or has a way back', () => {
  for (const [pattern, screen] of SCREENS) assert.ok(screen.tab || screen.back?.(null, { status: null }) || screen.open, pattern)
})
