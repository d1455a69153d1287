"""One visit to a page, and when the things one waits for were there, in ms from its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Error, Page

from fieldapp.bench import browser

Seen = dict[str, float]

_PATIENCE = 180_000
# Notes when an element of each is first there, and when the whole app is stored.
_WATCH = """
const seen = (window.__seen = {})
const wanted = { drawn: '#title[tabindex]', opened: '.code', list: '.rows .row', rows: '#rows li' }
const look = () => {
  for (const [name, selector] of Object.entries(wanted)) {
    if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now()
  }
}
new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true })
navigator.serviceWorker?.ready.then(() => (seen.stored = performance.now()))
new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) {
    if (name === 'first-contentful-paint') seen.painted = startTime
  }
}).observe({ type: 'paint', buffered: true })
"""

_ALL_SEEN = "(wanted) => wanted.every((name) => name in window.__seen)"
_LISTED = "(rows) => document.querySelectorAll('.rows .row').length >= rows"


class NotSeen(Exception):
    """Something that was waited for never came; the text says what did, and shows the page."""


def visit(page: Page, url: str, wanted: Sequence[str], slower: int = 1) -> Seen:
    """Goes there, on a processor so many times slower, and waits for all that is wanted."""
    page.add_init_script(_WATCH)
    if slower > 1:
        throttle = page.context.new_cdp_session(page)
        throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, timeout=_PATIENCE, wait_until="commit")
    try:
        page.wait_for_function(_ALL_SEEN, arg=[*wanted, "painted"], timeout=_PATIENCE)
    except Error as error:
        raise NotSeen(f"{_seen(page)} of {wanted}; {page.inner_text('body')[:500]}") from error
    return _seen(page)


def _seen(page: Page) -> Seen:
    seen: Seen = page.evaluate("window.__seen")
    return seen


def enrol(profile: Path, url: str, code: str, rows: int) -> None:
    """Lets the phone in and waits until the app is stored and so many reports have come."""
    with browser.opened(profile) as page:
        page.goto(f"{url}/app/#/enrol/{code}")
        page.locator("form button.primary").click()
        page.wait_for_url("**#/ready")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{url}/app/#/reports")
        page.wait_for_function(_LISTED, arg=rows)
