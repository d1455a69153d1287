"""An inspector with a phone: a visit from the register to its protocol, in the screen's words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, expect

from tests.journeys.carrier import Carrier

Assessment = Literal["OK", "Brist", "Ej tillämpligt"]
SAVED = re.compile(r"Sparat \d\d:\d\d")
IN_ORDER = re.compile("utan anmärkning$")


class Inspector(Carrier):
    """Finds a premises, goes through its points and lets the person responsible acknowledge."""

    def home(self) -> None:
        """The Besök tab, with where one stands."""
        self.go("/visits")
        expect(self.heading("Besök")).to_be_visible()

    def find(self, name: str) -> None:
        """Opens a premises of the register by its name."""
        self.go("/premises")
        self.page.get_by_label("Sök objekt").fill(name)
        self.shown(name).click()
        expect(self.page.locator("main h2").first).to_have_text(name)

    def start_visit(self, name: str) -> None:
        """At the premises where one stands: two taps from the Besök tab."""
        self.page.get_by_role("link", name=f"Starta besök hos {name}").last.click()
        self.begin()

    def start_evening_visit(self, name: str, *others: str) -> None:
        """The evening's few points whatever the hour, and all of these other checklists."""
        self.page.get_by_role("link", name=f"Starta besök hos {name}").last.click()
        self.page.get_by_text("Kort kväll", exact=True).click()
        for title in others:
            self.page.get_by_role("checkbox", name=title).check()
        self.begin()

    def begin(self) -> None:
        """With what is chosen on *Nytt besök*."""
        self.tap("Börja besöket")
        expect(self.points.first).to_be_visible()

    @property
    def points(self) -> Locator:
        return self.page.locator("[data-point]")

    def point(self, item: str) -> Locator:
        """A point by its id, or a deficiency of an earlier visit by the point it was found at."""
        return self.page.locator(
            f"[data-point='{item}'], [data-point^='earlier/'][data-point$='/{item}']"
        )

    @property
    def progress(self) -> Locator:
        """How far the visit has come, in words."""
        return self.page.locator(".bar-words")

    def rest_in_order(self) -> None:
        """All that nobody has answered, one tap for each group."""
        button = self.page.get_by_role("button", name=IN_ORDER)
        for left in range(button.count(), 0, -1):
            button.first.click()
            expect(button).to_have_count(left - 1)

    def answer(self, item: str, words: str) -> None:
        """Taps one of a point's buttons: an assessment, an option."""
        self.point(item).get_by_role("button", name=words, exact=True).click()

    def follow_up(
        self, item: str, words: Literal["Åtgärdad", "Inte åtgärdad"], note: str = ""
    ) -> None:
        """Of a deficiency of an earlier visit."""
        earlier = self.page.locator(f"[data-point^='earlier/'][data-point$='/{item}']")
        earlier.get_by_role("button", name=words, exact=True).click()
        if note:
            earlier.get_by_role("textbox").fill(note)
            earlier.get_by_role("textbox").blur()
        expect(self.saved).to_have_text(SAVED)

    def find_deficiency(
        self,
        item: str,
        note: str,
        *,
        said: str = "",
        corrected: bool = False,
        photo: Path | None = None,
    ) -> None:
        """Marks, describes and leaves one; ends among the points."""
        self.answer(item, "Brist")
        self.describe(item, note, said=said, corrected=corrected)
        if photo:
            self.attach(photo)
        self.leave_point()

    def describe(self, item: str, note: str, *, said: str = "", corrected: bool = False) -> None:
        """What was seen or heard, said and put right; waits until it is in the database."""
        expect(self.heading(f"Punkt {item}")).to_be_visible()
        self._write(f"answers/{item}/note", note)
        if said:
            self._write(f"answers/{item}/said", said)
        if corrected:
            self.page.get_by_role("checkbox", name=re.compile("Rättat på plats")).check()
        expect(self.saved).to_have_text(SAVED)

    def attach(self, photo: Path) -> None:
        """A file to the point that is open; as evidence where it is a deficiency."""
        held = self.page.locator(".thumbs li").count()
        self.page.locator("input[type=file]").set_input_files(photo)
        expect(self.page.locator(".thumbs li")).to_have_count(held + 1, timeout=15_000)
        self.page.get_by_role("checkbox", name=re.compile("Ingen person i bild")).check()
        expect(self.saved).to_have_text(SAVED)

    def leave_point(self) -> None:
        self.page.get_by_role("link", name="Klar").click()
        expect(self.points.first).to_be_visible()

    @property
    def saved(self) -> Locator:
        """What the form says of its last edit."""
        return self.page.locator("main .standing").filter(has_text=re.compile("^Spara")).first

    def review(self) -> None:
        """On to the summary that is shown to the person responsible."""
        self.page.get_by_role("link", name="Gå igenom").click()
        expect(self.heading("Genomgång")).to_be_visible()

    def acknowledge(
        self, role: str = "Serveringsansvarig", manner: str = "Uppläst och muntligt bekräftat"
    ) -> None:
        self.page.get_by_role("radio", name=role, exact=True).check()
        self.page.get_by_role("radio", name=manner, exact=True).check()

    def sign(self) -> None:
        """Draws on the paper, in two strokes, and goes back to the review."""
        self.page.get_by_role("link", name=re.compile("^Skriv under")).click()
        paper = self.page.get_by_role("img", name=re.compile("^(Papper|Underskriften)"))
        box = paper.bounding_box()
        assert box
        for height in (0.4, 0.7):
            self._stroke(
                [
                    (
                        box["x"] + box["width"] * (0.2 + step / 20),
                        box["y"] + box["height"] * (height + (-1) ** step / 12),
                    )
                    for step in range(12)
                ]
            )
        expect(self.saved).to_have_text(SAVED)
        self.page.get_by_role("link", name="Klar").click()
        expect(self.page.get_by_role("img", name="Underskriften")).to_be_visible()

    def _stroke(self, points: list[tuple[float, float]]) -> None:
        mouse = self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for x, y in points[1:]:
            mouse.move(x, y)
        mouse.up()

    def comment(self, words: str) -> None:
        """What the person responsible says of it."""
        field = self.page.get_by_label("Den ansvarigas kommentar")
        field.fill(words)
        field.blur()
        expect(self.saved).to_have_text(SAVED)

    def send(self) -> None:
        """Saves the visit; ends on its protocol."""
        self.tap("Spara och skicka")
        expect(self.heading("Protokoll")).to_be_visible()

    def share(self, file: Path) -> str:
        """The protocol as a file, as it is given away; ends where it began. Its content."""
        with self.page.expect_download() as given:
            self.page.get_by_role("button", name="Dela", exact=True).click()
        given.value.save_as(file)
        return file.read_text()

    def fetch_pdf(self, file: Path) -> bytes:
        """The municipality's PDF of the visit whose protocol is open."""
        with self.page.expect_download(timeout=60_000) as given:
            self.tap("Hämta PDF")
        given.value.save_as(file)
        return file.read_bytes()

    def invite(self) -> str:
        """The link that the visit's QR code holds."""
        assert self.browser.context
        self.browser.context.grant_permissions(
            ["clipboard-read", "clipboard-write", "geolocation"]
        )
        self.page.get_by_role("link", name="Bjud in någon till besöket").click()
        expect(self.page.get_by_role("img", name=re.compile("^QR-kod"))).to_be_visible()
        self.tap("Kopiera länken")
        expect(self.page.get_by_text("Länken är kopierad.")).to_be_visible()
        link: str = self.page.evaluate("navigator.clipboard.readText()")
        self.page.get_by_role("link", name="Klar").click()
        expect(self.points.first).to_be_visible()
        return link

    def join(self, link: str) -> None:
        """By the link that a colleague's code holds."""
        self.page.goto(link)
        self.tap("Gå med")
        expect(self.points.first).to_be_visible()

    def hand_over(self) -> None:
        """From the review; the one who leads has the rest."""
        self.page.get_by_role("button", name=re.compile("^Lämna över till")).click()
        expect(self.heading("Protokoll")).to_be_visible()

    def choose(self, question: str, answer: str) -> None:
        """Of a question of a control purchase."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_text(answer, exact=True).click()
        expect(group.get_by_role("radio", name=answer, exact=True)).to_be_checked()

    def _write(self, field: str, text: str) -> None:
        area = self.page.locator(f"textarea[data-field='{field}']")
        area.fill(text)
        area.blur()
