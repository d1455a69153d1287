// The weeks of the period, one after the other: by the slider, by buttons, or played when that is asked for.

/** @typedef {[first: string, last: string, words: string, reports: number | null]} Week */
/** @typedef {{since: string, until: string}} Span */
/**
 * @typedef {object} Told
 * @property {string | null} chosen The first day of the chosen period.
 * @property {(week: Span) => Promise<void>} look Shows a week on the map.
 * @property {(span: Span | null) => Promise<void>} choose Narrows the page to a week, or to what it was before.
 */

const A_STEP_MS = 900
const SVG = 'http://www.w3.org/2000/svg'

/** Fills the element with a slider over the weeks; with fewer than two there is nothing to slide over.
 * @param {HTMLElement} element @param {Week[]} weeks @param {Told} told */
export function offerWeeks(element, weeks, { chosen, look, choose }) {
  element.hidden = weeks.length < 2
  if (element.hidden) return
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const before = wholePeriod(weeks, chosen)
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: '0', max: String(weeks.length - 1), step: '1', id: 'week' })
  const label = Object.assign(document.createElement('label'), { htmlFor: 'week', textContent: 'Vecka för vecka' })
  const said = document.createElement('output')
  const [back, play, on, whole] = ['Föregående', 'Spela upp', 'Nästa', 'Hela perioden'].map(button)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing
  let place = Math.max(0, weeks.findIndex(([first]) => first === chosen))
  const span = () => ({ since: weeks[place][0], until: weeks[place][1] })

  const tell = () => {
    const [, , words, reports] = weeks[place]
    said.textContent = `${words}: ${reports === null ? 'för få för att sägas' : `${reports} med plats`}`
    slider.value = String(place)
    slider.setAttribute('aria-valuetext', said.textContent)
    back.disabled = place === 0
    on.disabled = place === weeks.length - 1
  }
  const tellWhole = () => {
    said.textContent = 'Hela perioden visas. Dra för att se en vecka i taget.'
    slider.setAttribute('aria-valuetext', 'hela perioden')
  }
  const stop = () => {
    clearTimeout(playing)
    playing = undefined
    play.textContent = 'Spela upp'
  }
  const step = async () => {
    place += 1
    tell()
    await look(span())
    if (playing === undefined) return
    if (place === weeks.length - 1) return end()
    playing = setTimeout(step, A_STEP_MS)
  }
  const end = () => {
    stop()
    return choose(span())
  }
  /** @param {number} to */
  const goTo = (to) => {
    stop()
    place = to
    tell()
    return choose(span())
  }

  slider.addEventListener('input', () => {
    stop()
    place = Number(slider.value)
    tell()
    void look(span())
  })
  slider.addEventListener('change', () => void choose(span()))
  back.addEventListener('click', () => void goTo(place - 1))
  on.addEventListener('click', () => void goTo(place + 1))
  whole.addEventListener('click', () => {
    stop()
    tellWhole()
    void choose(before)
  })
  play.addEventListener('click', () => {
    if (playing !== undefined) return void end()
    play.textContent = 'Stanna'
    if (place === weeks.length - 1) place = -1
    playing = setTimeout(step, 0)
  })
  element.replaceChildren(label, bars(weeks), slider, said, group([back, ...(still ? [] : [play]), on, whole]))
  if (weeks[place][0] === chosen) tell()
  else tellWhole()
}

/** The period to go back to: none when a single week is all that was chosen. @param {Week[]} weeks @param {string | null} chosen */
function wholePeriod(weeks, chosen) {
  const query = new URLSearchParams(location.search)
  const [since, until] = [query.get('since') ?? '', query.get('until') ?? '']
  const isWeek = weeks.some(([first, last]) => first === chosen && last === until)
  return isWeek || !(since || until) ? null : { since, until }
}

/** How many there are in each week, as low bars above the slider. @param {Week[]} weeks */
function bars(weeks) {
  const most = Math.max(1, ...weeks.map(([, , , reports]) => reports ?? 0))
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${weeks.length} 100`)
  svg.setAttribute('preserveAspectRatio', 'none')
  svg.setAttribute('aria-hidden', 'true')
  weeks.forEach(([, , , reports], place) => {
    const bar = document.createElementNS(SVG, 'rect')
    const height = ((reports ?? 0) / most) * 100
    for (const [name, value] of Object.entries({ x: place + 0.1, y: 100 - height, width: 0.8, height })) bar.setAttribute(name, String(value))
    svg.append(bar)
  })
  return svg
}

/** @param {string} textContent */
const button = (textContent) => Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent })

/** @param {HTMLElement[]} buttons */
function group(buttons) {
  const element = Object.assign(document.createElement('p'), { className: 'actions' })
  element.append(...buttons)
  return element
}
