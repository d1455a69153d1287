// Every address of the app and its screen, but those of supervision: they are a module of their own, which a walker never loads.
import { unknown } from './blocked.js'
import { call } from './call.js'
import { camera } from './camera.js'
import { enrol } from './enrol.js'
import { grid } from './grid.js'
import { health } from './health.js'
import { map } from './map.js'
import { more } from './more.js'
import { observation } from './observation.js'
import { place } from './place.js'
import { ready } from './ready.js'
import { report } from './report.js'
import { reports } from './reports.js'
import { shift } from './shift.js'
import { shiftDone } from './shift_done.js'
import { shiftEnd } from './shift_end.js'

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
  ['/reports', reports],
  ['/reports/:id', report],
  ['/map', map],
  ['/health', health],
  ['/more', more],
]

export const FIRST = enrol
export const UNKNOWN = unknown
