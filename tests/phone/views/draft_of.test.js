import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purchase } from '../../../static/src/views/purchase.js'
import { review } from '../../../static/src/views/review.js'
import { shiftEnd } from '../../../static/src/views/shift_end.js'
import { visit } from '../../../static/src/views/visit.js'
import { begun, inspectors, open, registered } from './opened.js'

const WRITTEN = 'Tre lyktor är släckta.'

/** What each form asks for besides its record, and a record of its kind. */
const FORMS = {
  purchase: [purchase, 'premises', async (app) => (await app.store.create('control_purchase', { premises: await registered(app), product: 'tobacco' })).id],
  review: [review, 'premises', async (app) => begun(app, ['YS'])],
  visit: [visit, 'premises', async (app) => begun(app, ['YS'])],
  shiftEnd: [shiftEnd, 'observations', async (app) => (await app.store.create('shift', {})).id],
}

for (const [name, [screen, more, make]] of Object.entries(FORMS)) {
  test(`what is typed and stored while ${name} waits for more than its record is not put back`, async () => {
    const app = inspectors()
    const id = await make(app)
    const { model, load } = await open(screen, app, { id })
    const answer = app.store[more].bind(app.store)
    app.store[more] = async (...about) => {
      model.draft.type('note', WRITTEN)
      assert.ok(await model.draft.flush())
      return answer(...about)
    }
    await load()
    assert.equal(model.draft.fields.note, WRITTEN)
  })
}
