// Tells of reports that came after the page was made: a line with a link, and the number in the tab's title. The link brings them
// into the list without loading the page anew: what is marked and typed stays.

const EVERY_MS = 5_000

/** Asks for news as long as the page is looked at. @param {HTMLElement} element with data-news, an address, and a link in it */
export function watch(element) {
  const title = document.title
  const link = /** @type {HTMLAnchorElement} */ (element.querySelector('a'))
  const ask = async () => {
    const news = document.visibilityState === 'visible' ? await newsFrom(element.dataset.news ?? '') : null
    if (news?.count) {
      link.textContent = news.text
      element.hidden = false
      document.title = `(${news.count}) ${title}`
    }
    setTimeout(ask, EVERY_MS)
  }
  link.addEventListener('click', (event) => {
    const list = document.querySelector('[data-live]')
    if (!list) return
    event.preventDefault()
    void bring(link.href, list, element).then(() => (document.title = title))
  })
  setTimeout(ask, EVERY_MS)
}

/** @param {string} address of the list as it is now @param {Element} list @param {HTMLElement} news */
async function bring(address, list, news) {
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const rows = fresh.querySelector('[data-live]')
  if (!response.ok || !rows) return location.assign(address)
  takeIn(list, rows)
  news.dataset.news = /** @type {HTMLElement} */ (fresh.querySelector('[data-news]')).dataset.news
  news.hidden = true
  list.querySelector('a')?.focus()
}

/** Rows that are here already stay as they are. @param {Element} list @param {Element} rows */
function takeIn(list, rows) {
  const here = new Map([...list.children].map((row) => [row.querySelector('a')?.href, row]))
  list.replaceChildren(...[...rows.children].map((row) => here.get(row.querySelector('a')?.href) ?? row))
}

/** What is new, or null when the server does not answer: the next question may do better.
 * @param {string} address @returns {Promise<{count: number, text: string} | null>} */
async function newsFrom(address) {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
