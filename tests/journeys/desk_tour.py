"""Every page of the desk with what a busy municipality has on it, for each who may see it."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from fieldapp.demo import cast
from tests.journeys.conftest import Municipality
from tests.journeys.coordinator import Coordinator

KINDS = {
    "conflict": "conflicts > 0",
    "flag": "flags > 0",
    "photos": "photos_arrived > 0 AND photos_arrived = photos_expected",
    "waiting": "photos_arrived < photos_expected",
    "shift": "kind = 'shift' AND state = 'submitted'",
    "closed": "state = 'closed'",
}

VISITS = {
    "conflict": "id IN (SELECT id FROM reports WHERE conflicts > 0)",
    "reviewed": "state = 'reviewed'",
    "issued": "state = 'issued' AND deficiencies > 0",
}


class DeskTour:
    """Goes through the desk; at each stop it gives the name of the page."""

    def __init__(self, municipality: Municipality, coordinator: Coordinator) -> None:
        self.municipality, self.coordinator = municipality, coordinator

    @property
    def page(self) -> Page:
        return self.coordinator.page

    def stops(self) -> Iterator[str]:
        yield from self._outside()
        self._sign_in("samordnare")
        yield from self._reports()
        yield from self._report()
        yield from self._register()
        yield from self._visits()
        yield from self._people()
        self._sign_in("admin")
        yield from self._administration()
        self._sign_in("lasare")
        self._go("reports", "Rapporter")
        yield "reader-inbox"

    def _outside(self) -> Iterator[str]:
        self.coordinator.arrive()
        yield "sign-in"
        self._sign_in("samordnare", "fel lösenord")
        yield "sign-in-refused"
        for name, path in {
            "privacy": "about/privacy",
            "accessibility": "about/accessibility",
            "problem": "problems/disk-full",
            "not-found": "nothing-here",
        }.items():
            self._go(path)
            yield name

    def _reports(self) -> Iterator[str]:
        self._go("reports", "Rapporter")
        yield "inbox"
        self._go("reports?state=submitted&category=OB19", "Rapporter")
        yield "inbox-filtered"
        self._go("reports?q=finnsinte", "Rapporter")
        yield "inbox-nothing"
        self._go("reports?only=photos", "Rapporter")
        for closed in ("Granska flera", "Spara urvalet", "Lämna ut"):
            self.page.get_by_text(closed, exact=True).click()
        yield "inbox-open"
        self._go("feeds", "Flöden")
        yield "feeds"
        self._go("referrals", "Vidareskickat")
        yield "referrals"
        self._go("reports/map", "Rapporter på karta")
        expect(self.page.locator(".map-square, .map-cluster, .map-point").first).to_be_visible()
        yield "map"
        for name, heading in {
            "places": "Platser i ord",
            "hours": "Veckans timmar",
            "trend": "Trend",
        }.items():
            self._go(f"reports/{name}", heading)
            yield name

    def _report(self) -> Iterator[str]:
        for name, which in KINDS.items():
            [found] = self.municipality.rows(
                f"SELECT id FROM reports WHERE {which} AND kind IN ('observation', 'shift')"
                " AND authority != 'polis' LIMIT 1"
            )
            self._go(f"reports/{found['id']}")
            yield f"report-{name}"
            if name == "photos":
                self.page.locator(".photos a").first.click()
                expect(self.page.locator("img.photo")).to_be_visible()
                yield "photo"
        self._go(f"reports/{found['id']}/referrals", "Skicka vidare")
        yield "report-referrals"
        self._go("quarantine", "Ställt åt sidan")
        yield "quarantine"

    def _register(self) -> Iterator[str]:
        self._go("premises", "Objekt")
        yield "premises"
        self._go("premises?overdue=1&order=due", "Objekt")
        yield "premises-overdue"
        self._go("premises/map", "Objekt på karta")
        expect(self.page.locator(".map-point").first).to_be_visible()
        yield "premises-map"
        pub = self._one("SELECT id FROM premises WHERE name = 'Krog Exempel'")
        found = self._one("SELECT id FROM premises WHERE found_in_field AND root = id")
        for name, path, heading in (
            ("premises-one", pub, "Krog Exempel"),
            ("premises-found", found, ""),
            ("premises-edit", f"{pub}/edit", "Ändra Krog Exempel"),
            ("premises-merge", f"{found}/merge", ""),
            ("premises-compared", f"{found}/merge?with={pub}", ""),
        ):
            self._go(f"premises/{path}", heading)
            yield name
        self._go("premises/new", "Nytt objekt")
        self.page.get_by_label("Namn").first.fill("Ny krog")
        self.page.get_by_label("Organisationsnummer").fill("12")
        self.page.get_by_role("button", name="Spara").click()
        expect(self.page.get_by_text("Numret kan inte stämma")).to_be_visible()
        yield "premises-refused"

    def _visits(self) -> Iterator[str]:
        self._go("visits", "Besök")
        self.page.get_by_text("Lämna ut", exact=True).click()
        yield "visits"
        for name, which in VISITS.items():
            own = self._one(f"SELECT id FROM visits WHERE {which} AND authority = 'kommun'")
            self._go(f"reports/{own}")
            yield f"visit-{name}"
        self._go(f"visits/{own}/protocol", "Tillsynsprotokoll")
        yield "protocol"
        for name, path, heading in (
            ("deficiencies", "deficiencies", "Brister"),
            ("deficiencies-by-premises", "deficiencies/by-premises", "Brister per objekt"),
            ("deficiencies-by-item", "deficiencies/by-item", "Brister per kontrollpunkt"),
            ("plan", "supervision", "Tillsynsplan"),
            ("control-purchases", "control-purchases", "Kontrollköp"),
        ):
            self._go(path, heading)
            yield name
        for state in ("communicated", "case"):
            which = f"state = '{state}' AND authority = 'kommun'"
            own = self._one(f"SELECT visit || '/' || item AS id FROM deficiencies WHERE {which}")
            self._go(f"deficiencies/{own}")
            yield f"deficiency-{state}"

    def _one(self, sql: str) -> str:
        return str(self.municipality.rows(f"{sql} LIMIT 1")[0]["id"])

    def _people(self) -> Iterator[str]:
        self._go("people", "Personer")
        yield "people"
        self._go("people/new", "Ny person")
        yield "person-new"
        self._go("people")
        self.page.get_by_role("link", name="Nattvandrare 1", exact=True).click()
        yield "person"
        self.page.get_by_role("button", name="Bjud in en telefon").click()
        yield "invitation"
        self._go("devices", "Telefoner")
        yield "devices"
        self._go("-/patterns", "Mönster")
        yield "patterns"

    def _administration(self) -> Iterator[str]:
        self._go("people")
        self.page.get_by_role("link", name="Läsare i rådet").click()
        yield "person-at-desk"
        self.page.get_by_role("button", name="Gör en inloggningslänk").click()
        yield "sign-in-link"
        link = self.page.locator(".secret code").inner_text()
        self._go("audit", "Logg")
        yield "audit"
        self._go("reports")
        yield "not-allowed"
        self.page.goto(link)
        yield "password"

    def _sign_in(self, username: str, password: str = "") -> None:
        passwords = {one.username: one.password for one in cast.DESK}
        self.coordinator.leave()
        self.coordinator.enter(username, password or passwords[username])

    def _go(self, path: str, heading: str = "") -> None:
        self.page.goto(f"{self.coordinator.url}/{path}")
        if heading:
            expect(self.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
