// QR codes, drawn on the phone: loaded only when one is to be shown.
import { correction, generate } from 'lean-qr'

/** The quiet zone that a reader needs around it, in squares (ISO/IEC 18004, 5.3.8). */
const MARGIN = 4

/** A text as a QR code: an SVG path of unit squares in a square of this size. @param {string} text @returns {{size: number, path: string}} */
export function qr(text) {
  const code = generate(text, { minCorrectionLevel: correction.L })
  const rows = Array.from({ length: code.size }, (_, y) => runs(code, y))
  return { size: code.size + 2 * MARGIN, path: rows.flat().join('') }
}

/** @param {ReturnType<typeof generate>} code @param {number} y */
function runs(code, y) {
  const found = []
  for (let x = 0; x < code.size; x++) {
    const from = x
    while (code.get(x, y)) x++
    if (x > from) found.push(`M${from + MARGIN} ${y + MARGIN}h${x - from}v1h${from - x}z`)
  }
  return found
}
