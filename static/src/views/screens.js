// Every address of the app and its screen.
import { unknown } from './blocked.js'
import { call } from './call.js'
import { camera } from './camera.js'
import { enrol } from './enrol.js'
import { grid } from './grid.js'
import { health } from './health.js'
import { invite } from './invite.js'
import { join } from './join.js'
import { joinScan } from './join_scan.js'
import { map } from './map.js'
import { more } from './more.js'
import { observation } from './observation.js'
import { place } from './place.js'
import { premises } from './premises.js'
import { premisesList } from './premises_list.js'
import { premisesNew } from './premises_new.js'
import { protocol } from './protocol.js'
import { purchase } from './purchase.js'
import { purchaseNew } from './purchase_new.js'
import { ready } from './ready.js'
import { report } from './report.js'
import { reports } from './reports.js'
import { review } from './review.js'
import { shift } from './shift.js'
import { shiftDone } from './shift_done.js'
import { shiftEnd } from './shift_end.js'
import { sign } from './sign.js'
import { visit } from './visit.js'
import { visitItem } from './visit_item.js'
import { visitNew } from './visit_new.js'
import { visits } from './visits.js'

/** @type {[string, import('./screen').Screen][]} */
export const SCREENS = [
  ['/enrol', enrol],
  ['/enrol/:code', enrol],
  ['/ready', ready],
  ['/shift', shift],
  ['/shift/:id/end', shiftEnd],
  ['/shift/:id/end/:field', shiftEnd],
  ['/shift/:id/done', shiftDone],
  ['/new', grid],
  ['/observation/:id', observation],
  ['/observation/:id/field/:field', observation],
  ['/observation/:id/call', call],
  ['/observation/:id/category', grid],
  ['/observation/:id/place', place],
  ['/observation/:id/camera', camera],
  ['/visits', visits],
  ['/premises', premisesList],
  ['/premises/by/:order', premisesList],
  ['/premises/new', premisesNew],
  ['/premises/:id', premises],
  ['/visit/new/:premises', visitNew],
  ['/visit/:id', visit],
  ['/visit/:id/at/:item', visit],
  ['/visit/:id/item/:item', visitItem],
  ['/visit/:id/item/:item/camera', camera],
  ['/visit/:id/item/:item/:part', visitItem],
  ['/visit/:id/review', review],
  ['/visit/:id/sign', sign],
  ['/visit/:id/protocol', protocol],
  ['/visit/:id/invite', invite],
  ['/join', joinScan],
  ['/join/:payload', join],
  ['/purchase/new/:premises', purchaseNew],
  ['/purchase/:id', purchase],
  ['/purchase/:id/field/:field', purchase],
  ['/reports', reports],
  ['/reports/:id', report],
  ['/map', map],
  ['/health', health],
  ['/more', more],
]

export const FIRST = enrol
export const UNKNOWN = unknown
