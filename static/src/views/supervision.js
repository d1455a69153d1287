// The addresses of supervision and their screens: visits, the register, control purchases. Loaded when one of them is first looked at.
import { camera } from './camera.js'
import { invite } from './invite.js'
import { join } from './join.js'
import { joinScan } from './join_scan.js'
import { premises } from './premises.js'
import { premisesList } from './premises_list.js'
import { premisesNew } from './premises_new.js'
import { protocol } from './protocol.js'
import { purchase } from './purchase.js'
import { purchaseNew } from './purchase_new.js'
import { review } from './review.js'
import { sign } from './sign.js'
import { visit } from './visit.js'
import { visitAbout } from './visit_about.js'
import { visitItem } from './visit_item.js'
import { visitNew } from './visit_new.js'
import { visits } from './visits.js'

/** @type {[string, import('./screen').Screen][]} */
export const SUPERVISION = [
  ['/visits', visits],
  ['/premises', premisesList],
  ['/premises/by/:order', premisesList],
  ['/premises/new', premisesNew],
  ['/premises/:id', premises],
  ['/visit/new/:premises', visitNew],
  ['/visit/:id', visit],
  ['/visit/:id/at/:item', visit],
  ['/visit/:id/about', visitAbout],
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
]
