// Paper to sign on, with a finger, a pen or a mouse. What is drawn is given on each time the pen is lifted.
import { svg, html } from 'lit-html'
import { PAPER, pathOf } from '../domain/signature.js'

/** The stroke that each paper is in the middle of; a drawing meanwhile must not lose it. @type {WeakMap<Element, {pointer: number, stroke: number[]}>} */
const under = new WeakMap()

/** @param {{strokes: number[][], label: string, done: (strokes: number[][]) => void}} what */
export const signaturePad = ({ strokes, label, done }) => html`<svg class="pad" viewBox="0 0 ${PAPER.width} ${PAPER.height}" role="img" aria-label=${label}
  @pointerdown=${begin} @pointermove=${go} @pointerup=${(/** @type {PointerEvent} */ event) => end(event, strokes, done)} @pointercancel=${(/** @type {PointerEvent} */ event) => end(event, strokes, done)}>
  ${svg`<path class="pad-line" d="M60 ${PAPER.height - 110}H${PAPER.width - 60}"></path>`}
  ${ink(strokes)}
  <path class="pad-ink pad-wet"></path>
</svg>`

/** @param {number[][]} strokes */
export const ink = (strokes) => svg`<path class="pad-ink" d=${pathOf(strokes)}></path>`

/** A hand that rests on the paper is another pointer, and draws nothing. @param {PointerEvent} event */
function begin(event) {
  const paper = paperOf(event)
  if (under.has(paper) || event.button) return
  paper.setPointerCapture(event.pointerId)
  under.set(paper, { pointer: event.pointerId, stroke: pointOf(event, paper) })
  show(paper)
}

/** @param {PointerEvent} event */
function go(event) {
  const paper = paperOf(event)
  const held = under.get(paper)
  if (held?.pointer !== event.pointerId) return
  const passed = event.getCoalescedEvents?.() ?? []
  for (const one of passed.length ? passed : [event]) held.stroke.push(...pointOf(one, paper))
  show(paper)
}

/** @param {PointerEvent} event @param {number[][]} strokes @param {(strokes: number[][]) => void} done */
function end(event, strokes, done) {
  const paper = paperOf(event)
  const held = under.get(paper)
  if (held?.pointer !== event.pointerId) return
  under.delete(paper)
  done([...strokes, held.stroke])
  show(paper)
}

/** What is being drawn goes straight to the page: it has to keep up with the hand. @param {SVGSVGElement} paper */
const show = (paper) => paper.querySelector('.pad-wet')?.setAttribute('d', pathOf([under.get(paper)?.stroke ?? []].filter(({ length }) => length)))

/** Where on the paper, in its own units. @param {PointerEvent} event @param {SVGSVGElement} paper @returns {number[]} */
function pointOf({ clientX, clientY }, paper) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(paper.getScreenCTM()?.inverse())
  return [x, y]
}

/** @param {Event} event */
const paperOf = (event) => /** @type {SVGSVGElement} */ (event.currentTarget)
