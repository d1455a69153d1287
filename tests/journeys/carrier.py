"""Somebody with the app on a phone: what everyone does there, in the words on the screen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import PHONE, Browser

# Taps as a thumb makes them: a label's click that its input repeats is one.
COUNT_TAPS = """() => {
  window.taps = 0
  window.onpointerdown = ({ isTrusted }) => isTrusted && window.taps++
}"""


class Carrier:
    """Opens the app, is enrolled, loses and regains coverage, and looks at what is sent."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.page: Page

    def open(self, path: str = "/app/") -> Page:
        self.page = self.browser.open(f"{self.url}{path}")
        return self.page

    def battery_dies(self) -> None:
        self.browser.kill()

    def leaves_coverage(self) -> None:
        self.browser.set_offline(True)

    def regains_coverage(self) -> None:
        self.browser.set_offline(False)

    def stand(self, **there: float) -> None:
        """Stands here, or there. A fix that is not given anew is too old after a minute."""
        assert self.browser.context
        here: Any = {**PHONE["geolocation"], **there}
        self.browser.context.set_geolocation(here)

    def enrol(self, code: str) -> None:
        """By the invitation's link; ends on *Redo för fältet* with the app stored."""
        self.open(f"/app/#/enrol/{code}")
        self.tap("Anslut telefonen")
        expect(self.heading("Redo för fältet")).to_be_visible()
        expect(self.page.get_by_text("Startar utan nät")).to_be_visible(timeout=30_000)
        expect(self.page.get_by_text("Sparade, version")).to_be_visible()

    def go(self, route: str) -> None:
        """To a screen by its address."""
        self.page.goto(f"{self.url}/app/#{route}")

    def count_taps(self) -> None:
        """From now on."""
        self.page.evaluate(COUNT_TAPS)

    @property
    def taps(self) -> int:
        count: int = self.page.evaluate("window.taps")
        return count

    @property
    def status(self) -> Locator:
        """The line in words at the top of every screen."""
        return self.page.locator(".status-line")

    def send_now(self) -> None:
        self.go("/health")
        self.tap("Skicka nu")
        expect(self.page.locator(".toast")).to_be_visible()

    def show_reports(self) -> None:
        self.go("/reports")
        expect(self.heading("Mina rapporter")).to_be_visible()

    def reports(self, group: str) -> Locator:
        """The rows of one group of *Mina rapporter*: needs_you, draft, waiting, received."""
        return self.page.locator(f"[data-group={group}] .row")

    def shown(self, name: str) -> Locator:
        """The rows on the screen that have this name."""
        return self.page.locator("main .row").filter(has=self.page.get_by_text(name, exact=True))

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, level=1)
