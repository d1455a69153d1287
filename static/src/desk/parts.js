// Parts of a page that are renewed from the server's own page of another address, and pages that are shown inside another.

/** Takes in the parts (data-part) of the page at this address. @param {string} address */
export async function showPage(address) {
  const page = await pageAt(address)
  for (const part of document.querySelectorAll('[data-part]')) {
    const fresh = page.querySelector(`[data-part="${/** @type {HTMLElement} */ (part).dataset.part}"]`)
    if (fresh) part.replaceWith(document.adoptNode(fresh))
  }
}

/** Shows sections (data-section) of other pages (data-include), their details closed, where so far only a link leads to them. @param {ParentNode} root */
export async function include(root) {
  const places = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-include]'))
  await Promise.all([...places].map(async (place) => {
    const section = (await pageAt(place.dataset.include ?? '')).getElementById(place.dataset.section ?? '')
    if (!section) return
    for (const details of section.querySelectorAll('details[open]')) details.removeAttribute('open')
    place.replaceChildren(document.adoptNode(section))
  }))
}

/** @param {string} address */
async function pageAt(address) {
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}
