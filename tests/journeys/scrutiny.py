"""What is wrong with a page for those who see, tap or steer differently, each finding in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
NARROW = 320

RUN = """async (only) => {
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
    `${id}: ${html.slice(0, 160)} ${failureSummary.split('\\n')[1] ?? ''}`))
}"""
# Whatever is wider than a narrow screen, or cut off there.
WIDE = """async (width) => {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const page = document.documentElement
  const cut = [...document.querySelectorAll('body *')].filter((element) => {
    const passed = element.closest('.unseen, .hidden, .leaflet-container, svg')
    return !passed && element.innerText && /hidden|clip/.test(getComputedStyle(element).overflowX)
      && element.scrollWidth > element.clientWidth + 1
  })
  return [
    ...(page.scrollWidth > width ? [`the page is ${page.scrollWidth} px wide`] : []),
    ...cut.map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`),
  ]
}"""
INTERACTIVE = """() => {
  const asked = 'a[href], button, input:not([type=hidden]), select, textarea, summary,'
    + '[tabindex="0"]'
  const open = document.querySelector('dialog[open]') ?? document
  return [...open.querySelectorAll(asked)].filter((element) => !element.disabled
    && element.checkVisibility({ checkVisibilityCSS: true })
    && !element.closest('[hidden], [inert]'))
}"""
# A radio's or a file's target is its label; a link inside a sentence may be as low as a line.
SMALL = f"""(least) => ({INTERACTIVE})().flatMap((element) => {{
  const target = element.matches('input') ? element.closest('label') ?? element : element
  const box = target.getBoundingClientRect()
  const inline = getComputedStyle(element).display === 'inline'
  const needed = inline ? 24 : least
  const fits = box.height + 0.5 >= needed && (inline || box.width + 0.5 >= needed)
  const size = `${{Math.round(box.width)}} × ${{Math.round(box.height)}} px`
  return fits ? [] : [`${{size}}: ${{element.outerHTML.slice(0, 120)}}`]
}})"""
WATCH_FOCUS = f"""() => {{
  const wanted = ({INTERACTIVE})()
  const reached = new Set()
  const findings = []
  const ringed = (element) => element && (({{ outlineStyle, outlineWidth }}) =>
    outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)(getComputedStyle(element))
  const inSight = (element) => {{
    const {{ left, right, top, bottom }} = element.getBoundingClientRect()
    return [top + 3, (top + bottom) / 2, bottom - 3].some((y) => {{
      const met = document.elementFromPoint((left + right) / 2, y)
      return met && (element.contains(met) || met.contains(element)
        || met.closest('label')?.contains(element))
    }})
  }}
  const look = ({{ key }}) => {{
    const element = document.activeElement
    if (key !== 'Tab' || !element || element === document.body || reached.has(element)) return
    reached.add(element)
    const shown = [element, element.nextElementSibling, element.closest('label')].some(ringed)
    if (!shown) findings.push(`focus is not seen: ${{element.outerHTML.slice(0, 120)}}`)
    const target = element.matches('.unseen') ? element.closest('label') : element
    if (!inSight(target)) findings.push(`focus is hidden: ${{element.outerHTML.slice(0, 120)}}`)
  }}
  addEventListener('keyup', look, true)
  const start = document.querySelector('dialog[open]') ?? document.body
  const before = start.getAttribute('tabindex')
  start.tabIndex = -1
  start.focus()
  if (before === null) start.removeAttribute('tabindex')
  const group = (element) => element.type === 'radio' && element.name
  const met = (element) => reached.has(element)
    || (group(element) && [...reached].some((other) => group(other) === group(element)))
  window.focusWalk = {{
    left: () => wanted.filter((element) => element.isConnected && !met(element)).length,
    end: () => {{
      removeEventListener('keyup', look, true)
      return [...findings, ...wanted.filter((element) => element.isConnected && !met(element))
        .map((element) => `cannot be reached: ${{element.outerHTML.slice(0, 120)}}`)]
    }},
  }}
}}"""
MOVING = """() => [...document.querySelectorAll('body *')].filter((element) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
  const long = (times) => times.split(',').some((time) => parseFloat(time) > 0.01)
  return (animationName !== 'none' && long(animationDuration)) || long(transitionDuration)
}).map((element) => element.outerHTML.slice(0, 120))"""


def by_axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA and good practice."""
    return _axe(page, {"type": "tag", "values": TAGS})


def contrast(page: Page) -> list[str]:
    """What axe finds of too weak contrasts: all that another theme can change."""
    return _axe(page, {"type": "rule", "values": ["color-contrast"]})


def too_wide(page: Page, width: int = NARROW) -> list[str]:
    """What does not fit on a screen `width` px wide, as a page at 200 % on a small phone is."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": width, "height": 700})
    found: list[str] = page.evaluate(WIDE, width)
    page.set_viewport_size(before)
    return found


def too_wide_in_large_text(page: Page) -> list[str]:
    """What does not fit when the phone's text is twice as large (WCAG 2.1, 1.4.4)."""
    size = page.viewport_size
    assert size
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found: list[str] = page.evaluate(WIDE, size["width"])
    page.evaluate("document.documentElement.style.fontSize = ''")
    return [f"in large text {one}" for one in found]


def too_small(page: Page, least: int) -> list[str]:
    """Targets under `least` px; 24 px are enough for a link inside a sentence."""
    found: list[str] = page.evaluate(SMALL, least)
    return found


def beyond_the_keyboard(page: Page) -> list[str]:
    """What Tab does not reach, and focus that is not seen."""
    page.evaluate(WATCH_FOCUS)
    while left := page.evaluate("focusWalk.left()"):
        for _ in range(left):
            page.keyboard.press("Tab")
        if left == page.evaluate("focusWalk.left()"):
            break
    found: list[str] = page.evaluate("focusWalk.end()")
    return found


def moving(page: Page) -> list[str]:
    """What still moves for a person who has asked for less of it, as all others here have."""
    found: list[str] = page.evaluate(MOVING)
    return found


def _axe(page: Page, only: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, only)
    return found
