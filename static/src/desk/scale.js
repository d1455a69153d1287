// The legend in words under the map: what each colour stands for.

/** @typedef {{legend?: {number: number, words: string}[], few?: string, points?: unknown[]}} Content */

const TONES = /** @type {const} */ ([['', 'att granska'], ['is-warn', 'återsänd'], ['is-calm', 'granskad, hänvisad eller åtgärdad'], ['is-soft', 'avslutad eller avskriven']])

/** @param {HTMLElement} element @param {Content} content @param {string} layer */
export function showScale(element, { legend = [], few, points = [] }, layer) {
  element.replaceChildren()
  if (layer === 'clusters') {
    if (points.length) element.append(list('legend', TONES.map(([tone, words]) => item(words, null, tone))))
    return
  }
  const bands = legend.map(({ number, words }) => item(words, `swatch is-heat-${number}`))
  if (few) bands.push(item(`${few}, sägs inte`, 'swatch is-few'))
  if (bands.length) element.append(list('scale', bands))
}

/** @param {string} className @param {HTMLElement[]} items */
function list(className, items) {
  const element = Object.assign(document.createElement('ul'), { className })
  element.setAttribute('aria-label', 'Vad färgerna betyder')
  element.append(...items)
  return element
}

/** @param {string} words @param {string | null} swatch @param {string} [className] */
function item(words, swatch, className = '') {
  const element = Object.assign(document.createElement('li'), { className })
  if (swatch) element.append(Object.assign(document.createElement('span'), { className: swatch }))
  element.append(words)
  return element
}
