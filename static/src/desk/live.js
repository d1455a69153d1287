// Tells of reports that came after the page was made: a line with a link, and the number in the tab's title.

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
  setTimeout(ask, EVERY_MS)
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
