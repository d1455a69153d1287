// Goal 8, in a worker: commits as the phone makes them, and the least that SQLite could do, in turn.
// Answers a message { repetitions, count } with { ours, floor }: for each repetition the ms of every commit.

import { Edits } from '../../static/src/storage/edits.js'
import * as identities from '../../static/src/storage/identities.js'
import { openDatabase } from '../../static/src/storage/opfs.js'
import { openFloor } from './floor-sqlite.mjs'

const WASM = '/sqlite3.wasm'
const KILOBYTE = 1000
const PHONE = { device: '01990000-0000-7000-8000-000000000001', token: 'none', access: 'ok' }
const PERSON = { id: '01990000-0000-7000-8000-000000000002', label: 'Mätvandrare', role: 'walker', authority: 'forening' }
const TIME = { at: '2026-11-20T21:07:30.123+01:00', offset: -350, zone: 'Europe/Stockholm' }
const NOTE = 'Två gatlyktor är släckta mellan tunneln och cykelstället. '.repeat(6)

self.onmessage = async ({ data: { repetitions, count } }) => {
  const [ours, floor] = [await openOurs(), await openFloor()]
  const answer = { ours: [], floor: [] }
  for (let turn = 0; turn < repetitions; turn++) {
    answer.floor.push(timed(count, () => floor.save))
    answer.ours.push(timed(count, ours(count)))
  }
  self.postMessage(answer)
}

/** A photo is added to a report: record, change, photo, bytes and counters in one commit. */
async function openOurs() {
  const db = await openDatabase(WASM)
  db.write(() => identities.add(db, { ...PHONE, person: PERSON }, new Date().toISOString()))
  const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
  const edits = new Edits(db, { now: Date.now, zone: () => TIME.zone, random })
  return (count) => {
    const fields = { category: 'OB19', happened_at: TIME, note: NOTE }
    const reports = Array.from({ length: count }, () => edits.create('observation', fields))
    return (turn) => {
      const sha256 = Array.from(random(32), (byte) => byte.toString(16).padStart(2, '0')).join('')
      const photo = { sha256, type: 'image/jpeg', bytes: random(KILOBYTE), thumbnail: random(100) }
      const manifest = { size: KILOBYTE, type: photo.type, width: 2048, height: 1536, taken_at: TIME, position: null }
      return () => edits.addPhoto(reports[turn], photo, manifest)
    }
  }
}

function timed(count, prepared) {
  return Array.from({ length: count }, (_, turn) => {
    const work = prepared(turn)
    const start = performance.now()
    work()
    return performance.now() - start
  })
}
