// Folds the cases of a file, made by tests/domain/test_convergence.py, and says whether the outcomes are the same.
import { readFileSync } from 'node:fs'
import { canonical, conflicts, fold, isDeleted, newest, values } from '../../static/src/domain/changes.js'

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'))
let agree = 0
for (const { parts, outcome } of cases) {
  const state = fold(parts)
  const rivals = Object.entries(conflicts(state)).map(([name, all]) => [name, all.map(({ value }) => value)])
  const made = canonical([state, values(state), Object.fromEntries(rivals), isDeleted(state), newest(state)])
  if (made === outcome) agree += 1
  else console.error(`${JSON.stringify(parts)}\n${made}\n${outcome}\n`)
}
console.log(`${agree} agree`)
