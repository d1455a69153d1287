"""Every screen of an inspector's phone, in every state it can be in, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from tests import inspections
from tests.journeys.conftest import Municipality
from tests.journeys.inspector import Inspector
from tests.journeys.phone_tour import NO_CAMERA, NUMBER, SHOWS

PUB, SHOP = "Krog Exempel", "Livs & Låtsas"
SEEN = "23:48 serverades en starköl till en gäst som sluddrade. Två inspektörer såg det."
EVERY_HOUR = dict.fromkeys(("mo", "tu", "we", "th", "fr", "sa", "su"), "00:00-24:00")
SOON = 30_000


def furnish(municipality: Municipality) -> None:
    """A pub with a history where the phone stands, and a shop that nobody has visited."""
    outdoors = {"season": {"from": "04-01", "to": "04-02"}, "hours": EVERY_HOUR}
    contacts = {"contacts/manager": {"phone": "000-000 00 12", "email": "drift@exempel.invalid"}}
    pub = municipality.register(
        **{
            "permits/serving_indoors": {"hours": EVERY_HOUR, "conditions": "Högst 150 personer."},
            "permits/serving_outdoors": outdoors,
            **contacts,
        }
    )
    missing = inspections.deficiency(deadline="2026-01-31")
    municipality.send_visit(pub, answers={"YS07": missing, "YS17": inspections.deficiency()})
    shop: dict[str, Any] = {
        "permits/folkol": {},
        "permits/tobacco": {},
        "permits/serving_indoors": None,
    }
    municipality.register(name=SHOP, **shop)


class InspectorTour:
    """Goes through the app; at each stop it gives the name of what is on the screen."""

    def __init__(self, inspector: Inspector, folder: Path) -> None:
        self.inspector, self.folder = inspector, folder

    @property
    def page(self) -> Page:
        return self.inspector.page

    def stops(self) -> Iterator[str]:
        yield "ready"
        yield from self._register()
        yield from self._begin()
        yield from self._points()
        yield from self._deficiency()
        yield from self._end()
        yield from self._company()
        yield from self._purchase()
        yield from self._around()

    def _register(self) -> Iterator[str]:
        self.inspector.home()
        expect(self.page.locator("[data-group=late]")).to_be_visible(timeout=SOON)
        yield "visits"
        self._go("premises", "Objekt")
        expect(self.page.locator("main .row").first).to_be_visible()
        yield "register"
        self.page.get_by_label("Sök objekt").fill("finns inte")
        expect(self.page.get_by_text("Inget objekt på telefonen heter så")).to_be_visible()
        yield "register-nothing"
        self.inspector.find(PUB)
        yield "premises"
        self.inspector.tap("Visa på karta")
        expect(self.page.locator(".map-point").first).to_be_visible()
        yield "premises-map"
        self._go("premises/new", "Nytt objekt")
        yield "premises-new"
        self.page.get_by_role("button", name="Spara", exact=True).click()
        expect(self.page.locator(".toast")).to_be_visible()
        yield "premises-new-unnamed"
        self._go("premises/gone", "Objekt")
        yield "premises-gone"

    def _begin(self) -> Iterator[str]:
        self.inspector.find(PUB)
        self.page.get_by_role("link", name="Starta besök").click()
        expect(self.inspector.heading("Nytt besök")).to_be_visible()
        self.page.get_by_role("radio", name="Alla punkter").check(force=True)
        yield "visit-new"
        self.page.get_by_role("checkbox", name=re.compile("Tobak")).check()
        self.inspector.begin()
        yield "points"
        self.page.get_by_role("link", name="Ändra om besöket").click()
        expect(self.inspector.heading("Om besöket")).to_be_visible()
        yield "visit-about"
        self.page.get_by_role("link", name="Klar").click()
        self.inspector.tap("Ta bort utkastet")
        expect(self.page.get_by_role("dialog")).to_be_visible()
        yield "visit-discard"
        self.inspector.tap("Tillbaka")

    def _points(self) -> Iterator[str]:
        self.inspector.follow_up("YS17", "Inte åtgärdad", "Fortfarande bara läsk.")
        self.page.get_by_role("button", name=re.compile("utan anmärkning$")).first.click()
        expect(self.page.locator(".toast")).to_be_visible()
        yield "points-rest"
        self.inspector.answer("TN01", "Snus")
        self.inspector.point("YS24").get_by_role("button", name="fler").click()
        self.inspector.tap("Nästa obesvarade")
        yield "points-next"

    def _deficiency(self) -> Iterator[str]:
        self.inspector.answer("YS03", "Brist")
        expect(self.page.get_by_role("alert")).to_be_visible()
        yield "point-critical"
        self.page.locator("textarea").first.fill(NUMBER)
        expect(self.page.locator("mark")).to_be_visible()
        yield "point-privacy"
        self.inspector.describe("YS03", SEEN, said="Ansvarig avbröt serveringen.")
        for summary in self.page.locator("details.fold summary").all():
            summary.click()
        yield "point-folds"
        self.inspector.attach(self._photo())
        yield "point-photo"
        self.page.get_by_role("link", name="Ta bild").click()
        self.page.locator("video").evaluate(SHOWS)
        yield "point-camera"
        self.page.get_by_role("link", name="Klar").click()
        self.page.evaluate(NO_CAMERA)
        self.page.get_by_role("link", name="Ta bild").click()
        expect(self.page.get_by_text("Kameran går inte att öppna här")).to_be_visible()
        yield "point-camera-refused"
        self.page.get_by_role("link", name="Klar").click()
        self.inspector.leave_point()
        self.inspector.answer("YS17", "Brist")
        yield "point-minor"
        self.inspector.leave_point()
        yield "points-unsaid"

    def _end(self) -> Iterator[str]:
        self.inspector.review()
        yield "review-hindered"
        self.inspector.acknowledge(manner="Underskrift")
        yield "review-signature"
        self.page.get_by_role("link", name="Skriv under").click()
        expect(self.inspector.heading("Underskrift")).to_be_visible()
        yield "sign"
        self.page.get_by_role("link", name="Klar").click()
        self.inspector.acknowledge()
        self._go("visits", "Besök")
        expect(self.page.locator("[data-group=going]")).to_be_visible()
        yield "visits-going"
        self.page.locator("[data-group=going] .row").click()
        expect(self.inspector.points.first).to_be_visible()
        self.page.get_by_role("link", name=re.compile("alternativ")).last.click()
        self.inspector.describe("YS17", "Endast starköl fanns framme.")
        self.inspector.leave_point()
        self.inspector.review()
        self.inspector.send()
        expect(self.page.get_by_role("button", name="Hämta PDF")).to_be_visible(timeout=SOON)
        yield "protocol"
        self.inspector.show_reports()
        yield "reports"
        self.inspector.reports("received").first.click()
        expect(self.inspector.heading("Rapport")).to_be_visible()
        yield "report-visit"

    def _company(self) -> Iterator[str]:
        self.inspector.home()
        self.inspector.start_visit(PUB)
        self.page.get_by_role("link", name="Bjud in").click()
        expect(self.page.locator(".qr")).to_be_visible()
        yield "invite"
        self._go("join", "Gå med i ett besök")
        yield "join-scan"
        self._go("join/e30", "Gå med i besöket")
        yield "join-unreadable"

    def _purchase(self) -> Iterator[str]:
        self.inspector.find(SHOP)
        self.page.get_by_role("link", name="Kontrollköp").click()
        expect(self.inspector.heading("Nytt kontrollköp")).to_be_visible()
        yield "purchase-new"
        self.page.get_by_role("button", name="Tobak").click()
        expect(self.page.get_by_role("button", name="Spara och skicka")).to_be_visible()
        yield "purchase"
        self.inspector.tap("Spara och skicka")
        expect(self.page.locator(".toast")).to_be_visible()
        yield "purchase-hindered"

    def _around(self) -> Iterator[str]:
        self._go("more", "Mer om appen")
        expect(self.page.get_by_role("region", name="Larma")).to_be_visible()
        yield "more"
        self._go("visit/gone", "Besök")
        yield "visit-gone"
        self._go("visit/gone/item/YS01", "Punkt")
        yield "point-gone"

    def _go(self, route: str, title: str) -> None:
        self.inspector.go(f"/{route}")
        expect(self.inspector.heading(title)).to_be_visible()

    def _photo(self) -> Path:
        path = self.folder / "glass.jpg"
        Image.effect_noise((1600, 1200), 60).convert("RGB").save(path, "JPEG")
        return path
