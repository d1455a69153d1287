"""A walker with a phone: what a person does there, in the words that stand on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.carrier import Carrier

HOLD_MS = 1_500
NO_PLACE_YET = re.compile("^(Söker position|Ingen plats)")


class Walker(Carrier):
    """Goes on a pass and records what there is."""

    def start_shift(self, area: str = "Kävlinge centrum") -> None:
        self.go("/shift")
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

    def end_shift_by_keyboard(self) -> None:
        self.home()
        self.page.get_by_role("link", name=re.compile("Avsluta passet")).press("Enter")
        self.page.get_by_role("button", name="Håll inne för att avsluta").press("Enter")
        self.page.get_by_role("dialog").get_by_role("button", name="Avsluta").press("Enter")
        expect(self.heading("Passet är avslutat")).to_be_visible()

    def home(self) -> None:
        """The Pass tab, whatever was on the screen."""
        self.go("/shift")
        expect(
            self.page.get_by_text(re.compile("^(Starta passet|Ny observation)$"))
        ).to_be_visible()
