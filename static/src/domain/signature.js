// A drawn signature as docs/protocol.md writes it, `acknowledgement`: whole units of the paper it was drawn on, without the points
// that tell nothing. It is an acknowledgement, not a likeness: a few hundred points are enough.

/** @typedef {{width: number, height: number, strokes: number[][]}} Signature each stroke is x, y, x, y, … */
/** @typedef {[number, number]} Point */

/** The paper that every signature is drawn on, whatever the screen. */
export const PAPER = { width: 800, height: 500 }
/** Less than this as JSON, bytes. */
export const CEILING = 8_000
const FINEST = 1.5

/** What is kept of these strokes; null when there are none. What has no room any more is left out, the newest first.
 * @param {number[][]} strokes @returns {Signature | null} */
export function signatureOf(strokes) {
  if (!strokes.length) return null
  let kept = drawn(strokes, FINEST)
  for (let tolerance = FINEST * 2; sizeOf(kept) >= CEILING && tolerance < PAPER.height; tolerance *= 2) kept = drawn(strokes, tolerance)
  while (sizeOf(kept) >= CEILING) kept = { ...kept, strokes: kept.strokes.slice(0, -1) }
  return kept
}

/** @param {number[][]} strokes @param {number} tolerance @returns {Signature} */
const drawn = (strokes, tolerance) => ({ ...PAPER, strokes: strokes.map((stroke) => simplified(pointsOf(stroke), tolerance).flatMap(onPaper)) })

/** @param {Signature} signature */
const sizeOf = (signature) => JSON.stringify(signature).length

/** @param {Point} point */
const onPaper = ([x, y]) => [clamped(x, PAPER.width), clamped(y, PAPER.height)]

/** @param {number} value @param {number} most */
const clamped = (value, most) => Math.max(0, Math.min(most, Math.round(value)))

/** The stroke without the points that lie within the tolerance of a straight line (Ramer, Douglas and Peucker).
 * @param {Point[]} points @param {number} tolerance units of the paper @returns {Point[]} */
function simplified(points, tolerance) {
  const kept = new Set([0, points.length - 1])
  const spans = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const [index, distance] = farthest(points, from, to)
    if (distance <= tolerance) continue
    kept.add(index)
    spans.push([from, index], [index, to])
  }
  return points.filter((_, index) => kept.has(index))
}

/** @param {Point[]} points @param {number} from @param {number} to @returns {[number, number]} index and distance */
function farthest(points, from, to) {
  let [index, most] = [from, 0]
  for (let at = from + 1; at < to; at++) {
    const distance = toLine(points[at], points[from], points[to])
    if (distance > most) [index, most] = [at, distance]
  }
  return [index, most]
}

/** How far a point is from the piece of a line between two others. @param {Point} point @param {Point} one @param {Point} other */
function toLine([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = dx || dy ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy)
}

/** The strokes as one SVG path, rounded where they turn. @param {number[][]} strokes */
export const pathOf = (strokes) => strokes.map((stroke) => curve(pointsOf(stroke))).join('')

/** Through the middle of each piece, with the points between as the handles of the turn. @param {Point[]} points */
function curve(points) {
  const [first, ...rest] = points
  const last = rest.at(-1) ?? first
  const turns = rest.slice(0, -1).map(([x, y], index) => `Q${x} ${y} ${middle(x, rest[index + 1][0])} ${middle(y, rest[index + 1][1])}`)
  return `M${first[0]} ${first[1]}${turns.join('')}L${last[0]} ${last[1]}`
}

/** @param {number} one @param {number} other */
const middle = (one, other) => (one + other) / 2

/** @param {number[]} stroke @returns {Point[]} */
const pointsOf = (stroke) => Array.from({ length: stroke.length / 2 }, (_, index) => [stroke[2 * index], stroke[2 * index + 1]])
