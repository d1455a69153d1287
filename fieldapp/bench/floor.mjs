// The floor of a start, in a worker: answers any message with 50 rows, which it makes if there are none.

import { openFloor } from './floor-sqlite.mjs'

const ROWS = 50

self.onmessage = async () => {
  const { db, save } = await openFloor()
  if (!db.selectValue('SELECT count(*) FROM records')) for (let row = 0; row < ROWS; row++) save()
  self.postMessage(db.selectValues(`SELECT id FROM records ORDER BY seq DESC LIMIT ${ROWS}`))
}
