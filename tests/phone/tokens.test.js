// Every colour that carries words or shape is held to WCAG AA, by day and by night.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const TEXT = 4.5
const SHAPE = 3
const css = readFileSync(new URL('../../static/css/tokens.css', import.meta.url), 'utf8')
const tokens = Object.fromEntries(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, day, night]) => [name, { day, night }]),
)

const GROUNDS = ['ground', 'surface', 'surface-sunk']
const tones = ['accent', 'calm', 'warn', 'alarm']
const FILLS = ['fill', 'emergency', 'raised']
const pairs = [
  ...GROUNDS.flatMap((ground) => ['ink', 'ink-soft', ...tones].map((ink) => [ink, ground, TEXT])),
  ...GROUNDS.map((ground) => ['line-strong', ground, SHAPE]),
  ...FILLS.flatMap((fill) => [[`${fill}-ink`, fill, TEXT]]),
  ...tones.flatMap((tone) => [
    [`${tone}-ink`, tone, TEXT],
    [tone, `${tone}-soft`, TEXT],
    ['ink', `${tone}-soft`, TEXT],
    ['ink-soft', `${tone}-soft`, TEXT],
  ]),
]

const HEAT = [1, 2, 3, 4, 5].map((band) => `heat-${band}`)
// In grey, as in print or to an eye that tells no hues apart, one band must differ from the next.
const APART = 1.25
pairs.push(...HEAT.map((band) => [`${band}-ink`, band, TEXT]))

for (const when of ['day', 'night']) {
  test(`by ${when} more is told by lightness alone, step by step`, () => {
    const light = HEAT.map((band) => luminance(tokens[band][when]))
    const ratios = light.slice(1).map((next, place) => (when === 'day' ? (light[place] + 0.05) / (next + 0.05) : (next + 0.05) / (light[place] + 0.05)))
    assert.ok(ratios.every((ratio) => ratio >= APART), ratios.map((ratio) => ratio.toFixed(2)).join(' '))
  })
  for (const [ink, ground, least] of pairs) {
    test(`by ${when} ${ink} on ${ground} has at least ${least}:1`, () => {
      const found = contrast(tokens[ink][when], tokens[ground][when])
      assert.ok(found >= least, `${found.toFixed(2)}:1`)
    })
  }
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
