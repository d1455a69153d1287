"""A phone whose store is slow to answer while somebody writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from tests.faults.pocket import CATEGORY, Pocket, pocketed

pytestmark = [pytest.mark.journey, pytest.mark.slow]

HOLD = """{
  const send = Worker.prototype.postMessage
  const held = []
  window.hold = null
  Worker.prototype.postMessage = function (message) {
    if (message.method === hold) held.push(() => send.call(this, message))
    else send.call(this, message)
  }
  window.release = () => { hold = null; return held.splice(0).map((go) => go()).length }
}"""
"""Keeps back what the page asks of the store by the method named in `hold`."""
NOTE = "textarea[data-field=note]"
WRITTEN = "Tre lyktor är släckta vid stationen."
HALF = len(WRITTEN) // 2


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path_factory.mktemp("slow"), (HOLD,)) as pocket:
        yield pocket


def test_whoever_has_begun_to_write_keeps_the_focus(pocket: Pocket) -> None:
    """The form is on the screen before all around it has come. What is typed from then on lands
    in it, whenever the rest comes."""
    _open_form(pocket, then="hold = 'items'")
    pocket.page.locator(NOTE).focus()
    pocket.page.keyboard.type(WRITTEN[:HALF])
    assert pocket.page.evaluate("release()")
    _remembered(pocket)
    pocket.page.keyboard.type(WRITTEN[HALF:])
    expect(pocket.page.locator(NOTE)).to_have_value(WRITTEN)


def test_whoever_waits_is_taken_to_the_heading(pocket: Pocket) -> None:
    """Where nobody has begun the heading is what a screen reader reads first, and the screen
    begins at its top."""
    _open_form(pocket, then="hold = null")
    _remembered(pocket)
    expect(pocket.page.locator("#title")).to_be_focused()


def _open_form(pocket: Pocket, then: str) -> None:
    pocket.page.goto(f"{pocket.url}/app/#/shift")
    pocket.page.get_by_role("link", name="Ny observation").click()
    cell = pocket.page.get_by_title(CATEGORY, exact=True)
    expect(cell).to_be_visible()
    expect(pocket.page.locator("#title")).to_be_focused()
    pocket.page.evaluate(then)
    cell.click()
    expect(pocket.page.locator(NOTE)).to_be_visible()


def _remembered(pocket: Pocket) -> None:
    """Waits until the phone would come back to this screen, which is the last of opening it."""
    pocket.page.wait_for_function(
        "async (here) => (await store('screen')) === here", arg=pocket.page.url.partition("#")[2]
    )
