// Reads a template without a page: its words as a person meets them, and what its controls do.

const EVENT = /@(\w+)=$/

/** @param {unknown} template @returns {{markup: string, handlers: Function[]}} */
export function draw(template) {
  /** @type {Function[]} */
  const handlers = []
  const written = (/** @type {any} */ value) => {
    if (Array.isArray(value)) return value.map(written).join('')
    if (value?.strings) return whole(value)
    if (value?._$litDirective$) return value.values.map(written).join('')
    return typeof value === 'symbol' || value === null || value === undefined ? '' : String(value)
  }
  const whole = (/** @type {{strings: string[], values: unknown[]}} */ { strings, values }) => strings.map((text, index) => {
    if (index >= values.length) return text
    if (!EVENT.test(text)) return text + written(values[index])
    handlers.push(/** @type {Function} */ (values[index]))
    return `${text}"#${handlers.length - 1}"`
  }).join('')
  return { markup: written(template), handlers }
}

/** The words that it shows. @param {unknown} template */
export const wordsOf = (template) => draw(template).markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim()

/** Where its links lead. @param {unknown} template */
export const linksOf = (template) => [...draw(template).markup.matchAll(/href="?#([^"\s>]*)/g)].map(([, route]) => route)

/** Taps the button with these words. @param {unknown} template @param {string} words */
export function tap(template, words) {
  const { markup, handlers } = draw(template)
  const found = [...markup.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].find(([, , inside]) => inside.replaceAll(/<[^>]*>/g, '').trim() === words)
  const handler = found && /@click="#(\d+)"/.exec(found[1])?.[1]
  if (handler === undefined) throw new Error(`no button says ${words}: ${wordsOf(template)}`)
  return handlers[Number(handler)]({})
}

/** Changes the control that has this in its markup, as `name=address` or `data-field=answers/YS01/note`. @param {unknown} template @param {string} mark @param {object} target */
export function change(template, mark, target) {
  const { markup, handlers } = draw(template)
  const found = [...markup.matchAll(/<(?:input|textarea)[^>]*>/gs)].find(([control]) => control.includes(mark))
  const handler = found && /@(?:change|input)="#(\d+)"/.exec(found[0])?.[1]
  if (handler === undefined) throw new Error(`no control has ${mark}`)
  return handlers[Number(handler)]({ target })
}
