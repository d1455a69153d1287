"""Every screen of the phone app, in every state it can be in, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Route, expect

from fieldapp.storage import changes, devices
from tests import make
from tests.journeys.browser import PHONE, Browser
from tests.journeys.conftest import Municipality
from tests.journeys.walker import Walker

LAMP = "Trasig eller bristande belysning"
QUIET = "Samling ungdomar (lugn)"
FIRE = "Brand, rök eller pyroteknik"
NOISE = "Störande eller stökigt beteende, folksamling"
WEAPON = "Vapen eller vapenliknande föremål"
HARMED = "Person som far illa/försvunnen/suicidrisk"
NUMBER = "Han sa 811218-9876."
NO_CAMERA = "() => { MediaDevices.prototype.getUserMedia = () => Promise.reject(new Error('no')) }"
NO_STORAGE = "delete StorageManager.prototype.getDirectory;"
SHOWS = """(video) => new Promise((resolve) =>
  video.videoWidth ? resolve() : video.addEventListener('loadedmetadata', () => resolve()))"""


class PhoneTour:
    """Goes through the app; at each stop it gives the name of what is on the screen."""

    def __init__(self, municipality: Municipality, walker: Walker, folder: Path) -> None:
        self.municipality, self.walker, self.folder = municipality, walker, folder

    @property
    def page(self) -> Page:
        return self.walker.page

    def stops(self) -> Iterator[str]:
        yield from self._welcome()
        yield from self._start()
        yield from self._pass()
        yield from self._observation()
        yield from self._place_and_camera()
        yield from self._calls()
        yield from self._reports()
        yield from self._end()
        yield from self._around()
        yield from self._blocked()

    def _welcome(self) -> Iterator[str]:
        self.walker.open("/app/")
        expect(self.walker.heading("Välkommen")).to_be_visible()
        yield "enrol"
        self.page.get_by_label("Kod från inbjudan").fill("K7QM 42XP")
        self.walker.tap("Anslut telefonen")
        expect(self.page.get_by_role("alert")).to_be_visible()
        yield "enrol-refused"
        self.page.get_by_label("Kod från inbjudan").fill(
            self.municipality.code_for(self.municipality.walker)
        )
        self.walker.tap("Anslut telefonen")
        expect(self.page.get_by_text("Startar utan nät")).to_be_visible(timeout=30_000)
        yield "ready"
        self._go("enrol", "Välkommen")
        yield "enrol-already"

    def _start(self) -> Iterator[str]:
        self._go("shift", "Pass")
        expect(self.page.get_by_role("radio", checked=True).first).to_be_visible()
        yield "pass-start"
        fewer = self.page.get_by_role("button", name="färre")
        fewer.click()
        yield "pass-start-two"
        fewer.click()
        self.walker.tap("Starta passet")
        yield "pass-start-alone"
        self.page.get_by_role("button", name="fler").click()
        self.page.get_by_role("button", name="fler").click()
        self.walker.tap("Starta passet")
        expect(self.walker.heading("Pågående pass")).to_be_visible()
        yield "pass-empty"

    def _pass(self) -> Iterator[str]:
        self.walker.calm()
        yield "pass-calm-toast"
        self.page.get_by_role("link", name="Ny observation").click()
        expect(self.page.locator(".cell")).to_have_count(25)
        yield "grid"
        self.page.get_by_title(QUIET, exact=True).click()
        self.walker.write("Ett femtontal ungdomar vid fotbollsplanen, god stämning.")
        yield "form-without-camera"
        self.walker.save()
        yield "pass-saved"

    def _observation(self) -> Iterator[str]:
        self.walker.begin(LAMP)
        yield "form-with-camera"
        self.page.locator("details.fold summary").click()
        yield "form-time"
        self.page.locator("details.fold summary").click()
        self.walker.attach([self._photo()])
        self.page.get_by_role("checkbox", name="Ingen person i bild").uncheck()
        yield "form-photo"
        self.walker.tap("Spara")
        yield "form-photo-not-confirmed"
        self.page.get_by_role("checkbox", name="Ingen person i bild").check()
        self.walker.write(f"Tre lyktor släckta. {NUMBER}")
        expect(self.page.locator("mark")).to_be_visible()
        yield "form-privacy"
        self.walker.tap("Spara")
        expect(self.page.get_by_text("peka ut en person")).to_be_visible()
        yield "form-privacy-stopped"
        self.walker.write("Tre lyktor släckta på gångstigen.")
        self.page.get_by_role("link", name="Byt").click()
        expect(self.walker.heading("Byt kategori")).to_be_visible()
        yield "grid-change"
        self.page.get_by_role("link", name="Tillbaka").click()
        expect(self.page.locator("textarea[data-field=note]")).to_be_visible()

    def _place_and_camera(self) -> Iterator[str]:
        self.page.get_by_role("link", name="Flytta").click()
        expect(self.page.locator(".map-pin")).to_be_visible()
        yield "place"
        self.page.get_by_label("Eller skriv platsen").fill("Gångtunneln vid stationen")
        self.walker.tap("Använd det skrivna")
        self.page.get_by_role("link", name="Ta bild").click()
        self.page.locator("video").evaluate(SHOWS)
        yield "camera"
        self.page.get_by_role("link", name="Klar").click()
        self.page.evaluate(NO_CAMERA)
        self.page.get_by_role("link", name="Ta bild").click()
        expect(self.page.get_by_text("Kameran går inte att öppna här")).to_be_visible()
        yield "camera-refused"
        self.page.get_by_role("link", name="Klar").click()
        self.walker.tap("Ta bort utkastet")
        expect(self.page.get_by_role("dialog")).to_be_visible()
        yield "form-discard"
        self.walker.tap("Tillbaka")
        self.walker.save()

    def _calls(self) -> Iterator[str]:
        for category, name, answer in [
            (NOISE, "11414", "Jag har ringt"), (WEAPON, "without-text", "Jag har ringt"),
            (HARMED, "minimal", "Inte nu"), (FIRE, "112", "Inte nu"),
        ]:  # fmt: skip
            self.walker.begin(category)
            expect(self.page.get_by_role("button", name=answer)).to_be_visible()
            yield f"call-{name}"
            self.walker.tap(answer)
            expect(self.page.get_by_role("button", name="Spara")).to_be_visible()
            yield f"form-{name}"
            if category != FIRE:
                self.walker.save()
        self.page.get_by_role("link", name="Tillbaka").click()

    def _reports(self) -> Iterator[str]:
        self.walker.show_reports()
        expect(self.walker.reports("waiting")).to_have_count(0, timeout=30_000)
        self._return_the_lamp()
        self.walker.leaves_coverage()
        self._go("shift", "Pågående pass")
        self.walker.observe(QUIET)
        self._go("health", "Telefonhälsa")
        self.walker.tap("Skicka nu")
        expect(self.page.locator(".toast")).to_be_visible()
        yield "health-offline"
        self.walker.regains_coverage()
        self.walker.tap("Skicka nu")
        self.walker.show_reports()
        expect(self.walker.reports("needs_you")).to_have_count(1, timeout=30_000)
        self.walker.leaves_coverage()
        self._go("shift", "Pågående pass")
        self.walker.observe(QUIET)
        self.walker.show_reports()
        expect(self.walker.reports("waiting")).to_have_count(1)
        expect(self.walker.reports("draft").filter(has_text="Brand")).to_be_visible()
        yield "reports"
        self.page.get_by_label("Sök på kvitto").fill("0000")
        expect(self.page.get_by_text("Inget kvitto på den här telefonen")).to_be_visible()
        yield "reports-not-found"
        self.page.get_by_label("Sök på kvitto").fill("")
        yield from self._items()

    def _items(self) -> Iterator[str]:
        for group in ("waiting", "received"):
            self.walker.reports(group).first.click()
            expect(self.walker.heading("Rapport")).to_be_visible()
            yield f"report-{group}"
            self.page.get_by_role("link", name="Tillbaka").click()
        self.walker.reports("needs_you").first.click()
        expect(self.page.locator("textarea[data-field=note]")).to_be_focused()
        yield "form-returned"
        self.page.get_by_role("link", name="Tillbaka").click()
        expect(self.walker.heading("Rapport")).to_be_visible()
        yield "report-returned"

    def _end(self) -> Iterator[str]:
        self._go("shift", "Pågående pass")
        self.page.get_by_role("link", name="Avsluta passet").click()
        expect(self.page.locator("textarea[data-field=summary]")).to_be_visible()
        yield "pass-end"
        self.page.get_by_role("button", name="Håll inne").focus()
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog")).to_be_visible()
        yield "pass-end-question"
        self.page.get_by_role("dialog").get_by_role("button", name="Avsluta").click()
        expect(self.walker.heading("Passet är avslutat")).to_be_visible()
        yield "pass-done-waiting"
        self.walker.regains_coverage()
        expect(self.page.get_by_text("Allt är mottaget")).to_be_visible(timeout=60_000)
        yield "pass-done"

    def _around(self) -> Iterator[str]:
        self._go("map", "Karta")
        expect(self.page.locator(".map-point").first).to_be_visible()
        yield "map"
        self.walker.tap("Visa som lista")
        yield "map-list"
        self._go("health", "Telefonhälsa")
        yield "health"
        self._go("more", "Mer om appen")
        yield "more"
        self._go("nowhere", "Sidan finns inte")
        yield "unknown"
        self._go("observation/gone", "Observation")
        yield "observation-gone"
        self._revoke()
        self._go("health", "Telefonhälsa")
        self.walker.tap("Skicka nu")
        expect(self.page.locator(".status-line")).to_contain_text("Kan inte skicka")
        yield "health-revoked"

    def _blocked(self) -> Iterator[str]:
        first = self.page
        assert self.walker.browser.context
        self.walker.page = self.walker.browser.context.new_page()
        self.page.goto(f"{self.walker.url}/app/")
        expect(self.page.get_by_text("redan öppen i en annan flik")).to_be_visible()
        yield "second-tab"
        first.close()
        self.walker.browser.close()
        yield from self._storage_missing()

    def _storage_missing(self) -> Iterator[str]:
        """On another phone: this one's service worker would give the store that it has."""
        look = {**PHONE, "service_workers": "block"}
        other = Browser(self.walker.browser.playwright, self.folder / "other", **look)
        self.walker.page = other.open(f"{self.walker.url}/-/health")
        self.page.route("**/store-*.js", self._without_storage)
        self._go("", "Går inte att öppna")
        yield "storage-missing"
        other.close()

    def _without_storage(self, route: Route) -> None:
        script = route.fetch()
        route.fulfill(response=script, body=NO_STORAGE + script.text())

    def _go(self, route: str, heading: str) -> None:
        self.page.goto(f"{self.walker.url}/app/#/{route}")
        expect(self.walker.heading(heading)).to_be_visible()

    def _photo(self) -> Path:
        path = self.folder / "lamp.jpg"
        Image.effect_noise((800, 600), 40).convert("RGB").save(path)
        return path

    def _return_the_lamp(self) -> None:
        self._decide("OB19", "return", field="note", reason="Vilka lyktor är det?")
        self._decide("OB16", "accept")

    def _decide(self, category: str, decision: str, **more: str) -> None:
        for row in self.municipality.rows(
            "SELECT id, authority, reporter FROM reports WHERE category = ?", category
        ):
            about = {"report": row["id"], "report_kind": "observation", "version": 1}
            fields = {**about, "authority": row["authority"], "reporter": row["reporter"]}
            database = self.municipality.database()
            with database.write() as db:
                changes.append_own(
                    db, "review", make.new_id(), {**fields, "decision": decision, **more},
                    self.municipality.coordinator, make.catalog(), datetime.now(UTC),
                )  # fmt: skip
            database.close()

    def _revoke(self) -> None:
        database = self.municipality.database()
        with database.write() as db:
            for row in db.execute("SELECT id FROM devices").fetchall():
                devices.revoke(db, row["id"], datetime.now(UTC))
        database.close()
