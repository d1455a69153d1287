// Whether a list by nearness has to be asked for again.
import { distance } from '../domain/places.js'

/** Metres under which the order of what is near stays as it is, and the list with it. */
const STEP = 40

/** @param {{lat: number, lon: number} | null} from @param {{lat: number, lon: number} | null} to */
export const hasMoved = (from, to) => to !== null && (from === null || distance(from, to) > STEP)
