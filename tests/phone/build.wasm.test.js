import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { slimModule } from '../../build.sqlite.mjs'
import { slimWasm } from '../../build.wasm.mjs'

const section = (id, ...content) => [id, content.flat(9).length, ...content.flat(9)]
const named = (name) => [name.length, ...Buffer.from(name)]
const bodyOf = (...code) => [code.length + 2, 0, ...code, 0x0b]
const answers = (value) => bodyOf(0x41, value)
const calls = (index) => bodyOf(0x10, index)
const HEAD = [0, 97, 115, 109, 1, 0, 0, 0]

/** Functions () → i32 by their code, after one that is imported; exports by name. */
function module(functions, exports, { start = [], table = [] } = {}) {
  const count = functions.length
  return Uint8Array.from([
    ...HEAD,
    ...section(1, 2, [0x60, 0, 1, 0x7f], [0x60, 0, 0]),
    ...section(2, 1, named('m'), named('f'), 0, 0),
    ...section(3, count, Array.from({ length: count }, (_, index) => (start.includes(index + 1) ? 1 : 0))),
    ...section(4, 1, 0x70, 0, 9),
    ...section(7, Object.keys(exports).length, Object.entries(exports).map(([name, index]) => [named(name), 0, index])),
    ...(start.length ? section(8, start) : []),
    ...section(9, 1, 0, 0x41, 1, 0x0b, table.length, table),
    ...section(10, count, functions),
  ])
}

const instance = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { f: () => 7 } }).exports

test('what only unwanted exports lead to has no body, and everything else does what it did', () => {
  const whole = module([calls(2), answers(11), calls(4), calls(0), bodyOf(0x41, 1, 0x1a, 0x41, 12)], { a: 1, b: 3, c: 5 })
  assert.deepEqual(['a', 'b', 'c'].map((name) => instance(whole)[name]()), [11, 7, 12])
  const slim = slimWasm(whole, (name) => name === 'b')
  assert.deepEqual(Object.keys(instance(slim)), ['a', 'c'])
  assert.deepEqual(['a', 'c'].map((name) => instance(slim)[name]()), [11, 12])
  assert.equal(Buffer.from(slim).includes(Buffer.from([3, 0, 0x00, 0x0b])), true)
  assert.deepEqual(slimWasm(whole, () => false), whole)
})

test('what an unwanted export shares with another stays', () => {
  const slim = slimWasm(module([calls(3), calls(3), answers(9)], { a: 1, b: 2 }), (name) => name === 'a')
  assert.equal(instance(slim).b(), 9)
})

test('what is in the table, and what runs at the start, stay with all that they call', () => {
  const whole = module([answers(5), calls(3), answers(6), bodyOf(0x10, 5, 0x1a), answers(8)], { a: 1 }, { table: [2], start: [4] })
  assert.deepEqual(slimWasm(whole, () => false), whole)
  assert.equal(slimWasm(whole, () => true).length, whole.length - 4 - 1)
})

test('the whole of a function is read, whatever is in it', () => {
  const code = [0x02, 0x40, 0x41, 0x80, 0x7f, 0x0e, 1, 0, 0, 0x0b, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 0x42, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x1a, 0x41, 0, 0xfc, 0x00, 0x1a, 0x10, 2]
  const slim = slimWasm(module([[code.length + 2, 0, ...code, 0x0b], answers(4)], { a: 1 }), () => false)
  assert.ok(Buffer.from(slim).includes(Buffer.from(answers(4))))
})

test('what is not known here stops the build', () => {
  assert.throws(() => slimWasm(module([bodyOf(0xfd, 0)], { a: 1 }), () => false), /opcode 0xfd/)
  assert.throws(() => slimWasm(module([bodyOf(0xfc, 99)], { a: 1 }), () => false), /opcode 0xfc/)
  const otherwise = module([answers(1)], { a: 1 })
  otherwise[Buffer.from(otherwise).indexOf(Buffer.from([1, 0, 0x41, 1, 0x0b])) + 1] = 1
  assert.throws(() => slimWasm(otherwise, () => false), /segment of the table/)
})

test("SQLite's module is smaller, whole, and without what it is not asked for", async () => {
  const path = fileURLToPath(import.meta.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'))
  const [whole, slim] = [await readFile(path), await slimModule(path)]
  const names = WebAssembly.Module.exports(new WebAssembly.Module(slim)).map(({ name }) => name)
  assert.ok(slim.length < whole.length - 20_000)
  assert.deepEqual([names.includes('sqlite3_step'), names.some((name) => name.startsWith('sqlite3session'))], [true, false])
})
