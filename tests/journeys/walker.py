"""A walker with a phone: what a person does there, in the words that stand on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import PHONE, Browser

HOLD_MS = 1_500
NO_PLACE_YET = re.compile("^(Söker position|Ingen plats)")


class Walker:
    """Opens the app, is enrolled, goes on a pass and records what there is."""

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
        self.browser.context.set_geolocation({**PHONE["geolocation"], **there})

    def enrol(self, code: str) -> None:
        """By the invitation's link; ends on *Redo för fältet* with the app stored."""
        self.open(f"/app/#/enrol/{code}")
        self.tap("Anslut telefonen")
        expect(self.heading("Redo för fältet")).to_be_visible()
        expect(self.page.get_by_text("Startar utan nät")).to_be_visible(timeout=30_000)
        expect(self.page.get_by_text("Sparade, version")).to_be_visible()

    def start_shift(self, area: str = "Kävlinge centrum") -> None:
        self.page.goto(f"{self.url}/app/#/shift")
        self.page.get_by_role("radio", name=re.compile(area)).check()
        self.tap("Starta passet")
        expect(self.page.get_by_role("link", name="Ny observation")).to_be_visible()

    def observe(self, category: str, note: str = "", photos: list[Path] | None = None) -> None:
        """Without note and photos these are the three taps: ＋, category, Spara."""
        self.begin(category)
        if note:
            self.write(note)
        if photos:
            self.attach(photos)
        self.save()

    def begin(self, category: str, **there: float) -> None:
        """Up to the form, or to the call prompt; where there is a place it is filled in."""
        self.stand(**there)
        self.page.get_by_role("link", name="Ny observation").click()
        self.page.get_by_title(category, exact=True).click()
        expect(self.page.locator(".cell")).to_have_count(0)
        expect(self.page.get_by_text(NO_PLACE_YET)).to_have_count(0)

    def write(self, note: str) -> None:
        """Types the note and waits until it is in the database."""
        field = self.page.locator("textarea[data-field=note]")
        field.fill(note)
        field.blur()
        expect(self.page.locator(".form-head .standing")).to_have_text(
            re.compile(r"Sparat \d\d:\d\d")
        )

    def attach(self, photos: list[Path]) -> None:
        held = self.page.locator(".thumbs li").count()
        for photo in photos:
            self.page.locator("input[type=file]").set_input_files(photo)
            held += 1
            expect(self.page.locator(".thumbs li")).to_have_count(held, timeout=15_000)
        self.page.get_by_role("checkbox", name=re.compile("Ingen person i bild")).check()

    def save(self) -> None:
        self.page.get_by_role("button", name=re.compile("^Spara")).click()
        expect(self.page.locator("textarea[data-field=note]")).to_have_count(0)
        expect(self.page.get_by_text(re.compile(r"^Sparat \d\d:\d\d\. Skickas"))).to_be_visible()

    def calm(self) -> None:
        self.tap("Inget att rapportera")
        expect(self.page.get_by_text(re.compile("lugnt här|: lugnt"))).to_be_visible()

    def end_shift(self, summary: str) -> None:
        self.page.get_by_role("link", name=re.compile("Avsluta passet")).click()
        # The radio itself is unseen; a thumb meets its label.
        self.page.get_by_role("radio", name="2", exact=True).locator("xpath=..").click()
        field = self.page.locator("textarea[data-field=summary]")
        field.fill(summary)
        field.blur()
        self.hold(self.page.get_by_role("button", name="Håll inne för att avsluta"))
        expect(self.heading("Passet är avslutat")).to_be_visible()

    def hold(self, button: Locator) -> None:
        """Presses until the button has had enough."""
        button.hover()
        self.page.mouse.down()
        expect(self.heading("Passet är avslutat")).to_be_visible(timeout=HOLD_MS * 4)
        self.page.mouse.up()

    def reports(self, group: str) -> Locator:
        """The rows of one group of *Mina rapporter*: needs_you, draft, waiting, received."""
        return self.page.locator(f"[data-group={group}] .row")

    def end_shift_by_keyboard(self) -> None:
        self.home()
        self.page.get_by_role("link", name=re.compile("Avsluta passet")).press("Enter")
        self.page.get_by_role("button", name="Håll inne för att avsluta").press("Enter")
        self.page.get_by_role("dialog").get_by_role("button", name="Avsluta").press("Enter")
        expect(self.heading("Passet är avslutat")).to_be_visible()

    def home(self) -> None:
        """The Pass tab, whatever was on the screen."""
        self.page.goto(f"{self.url}/app/#/shift")
        expect(
            self.page.get_by_text(re.compile("^(Starta passet|Ny observation)$"))
        ).to_be_visible()

    @property
    def status(self) -> Locator:
        """The line in words at the top of every screen."""
        return self.page.locator(".status-line")

    def send_now(self) -> None:
        self.page.goto(f"{self.url}/app/#/health")
        self.tap("Skicka nu")
        expect(self.page.locator(".toast")).to_be_visible()

    def shown(self, name: str) -> Locator:
        """The rows of the pass on the screen that have this name."""
        return self.page.locator("main .row").filter(has=self.page.get_by_text(name, exact=True))

    def show_reports(self) -> None:
        self.page.goto(f"{self.url}/app/#/reports")
        expect(self.heading("Mina rapporter")).to_be_visible()

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, level=1)
