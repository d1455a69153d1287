"""A phone in a pocket: the real app in real Chromium, and a network that may be tricked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.faults.slow_wire import SlowWire
from tests.journeys.browser import PHONE, Browser
from tests.journeys.conftest import Municipality, founded
from tests.journeys.walker import Walker
from tests.sync.portal import Between, Portal, Trick

SPY = Path(__file__).with_name("spy.js").read_text()
DIGEST = """async (sha256) => {
  const blob = await store('photo', sha256, 'full')
  const digest = blob && await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  const bytes = digest && [...new Uint8Array(digest)]
  return bytes && bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}"""
LATER = re.compile("Nytt försök|Servern nås inte")
ANSWERED = re.compile(f"mottaget|{LATER.pattern}|framme|spärrad")
"""What *Skicka nu* answers in the end; LATER when a person would ask once more."""
CATEGORY = "Trasig eller bristande belysning"
PASSED_ON = ("Content-Security-Policy", "Cache-Control", "Service-Worker-Allowed")
Told = Callable[[dict[str, Any]], None]


class Pocket(Walker):
    """A walker whose store can be asked, and whose network can be tricked."""

    def __init__(
        self,
        browser: Browser,
        town: Municipality,
        portal: Portal,
        wire: SlowWire,
        scripts: Sequence[str] = (),
    ) -> None:
        super().__init__(browser, wire.url)
        self.town, self.portal, self.wire = town, portal, wire
        self.scripts = scripts
        self.honest = portal.always
        self.told: Told = lambda news: None
        browser.prepare = self._prepare

    def _prepare(self, context: BrowserContext) -> None:
        context.expose_function("told", lambda news: self.told(news))
        for script in (SPY, *self.scripts):
            context.add_init_script(script)

    def reopen(self) -> Page:
        """Ends the app without warning and opens it where it was."""
        self.browser.kill()
        return self.open()

    def store(self, method: str, *args: Any) -> Any:
        """Calls the store that the app itself uses."""
        return self.page.evaluate("(call) => store(...call)", [method, *args])

    def digest(self, sha256: str) -> str | None:
        """What the bytes of a stored photo are."""
        return self.page.evaluate(DIGEST, sha256)

    def on_api(self, trick: Trick) -> None:
        """Every call to the server, but none for the app's own files, meets this from now on."""
        self.portal.always = lambda between: (
            trick(between) if between.path.startswith("/api/") else self.honest(between)
        )

    def fair(self) -> None:
        self.portal.always = self.honest

    def report(self, photo: Path, note: str) -> str:
        """A report with a photo, written and not sent; its id."""
        self.page.goto(f"{self.url}/app/#/shift")
        self.begin(CATEGORY)
        self.write(note)
        self.attach([photo])
        expect(self.page.locator(".form-head .standing")).to_contain_text("Sparat")
        return self.page.url.rpartition("/")[2]

    def send_now(self) -> Locator:
        """Asks for it on *Telefonhälsa*; the answer in words."""
        self.page.goto(f"{self.url}/app/#/health")
        self.tap("Skicka nu")
        return self.page.locator(".toast")

    def send_through(self) -> None:
        """Asks for it until the answer is no failure, which the run under way may be."""
        toast = self.send_now()
        expect(toast).to_contain_text(ANSWERED, timeout=60_000)
        while LATER.search(toast.inner_text()):
            self.page.get_by_role("button", name="Stäng meddelandet").click()
            self.tap("Skicka nu")
            expect(toast).to_contain_text(ANSWERED, timeout=60_000)

    def all_arrives(self) -> None:
        """Waits until nothing waits any more; asks for it, as a person would."""
        self.send_through()
        expect(self.page.locator(".status-line")).to_contain_text("allt skickat", timeout=60_000)


def serve(between: Between) -> None:
    """As the node itself, with the headers that a browser minds."""
    got = between.forward()
    names = (*PASSED_ON, "Location", "Upload-Offset", "Content-Type", "ETag", "Retry-After")
    headers = {name: got.headers[name] for name in names if name in got.headers}
    between.answer(got.status_code, got.content, **headers)


@contextmanager
def pocketed(
    playwright: Playwright, folder: Path, scripts: Sequence[str] = (), fair: Trick | None = None
) -> Iterator[Pocket]:
    """An enrolled phone on a pass that goes on, in a municipality of its own.

    `scripts` run before the page's own; `fair` is what its network does when nothing is wrong.
    """
    with (
        founded(folder / "data") as town,
        Portal(town.server.url) as portal,
        SlowWire(portal.server_port) as wire,
    ):
        portal.always = fair or serve
        browser = Browser(playwright, folder / "phone", **PHONE)
        pocket = Pocket(browser, town, portal, wire, scripts)
        try:
            pocket.enrol(town.code_for(town.walker))
            pocket.start_shift()
            pocket.store("sync")
            yield pocket
        finally:
            browser.close()
        assert not browser.faults


def picture(path: Path, dice: Random, width: int = 320) -> Path:
    """A photo that is like no other; 320 wide is about 60 kB."""
    size = (width, width * 3 // 4)
    Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3)).save(path, quality=80)
    return path


def check_server(town: Municipality, digests: set[str], *, set_aside: int = 0) -> None:
    """The server has these photos byte for byte, every report once, and just this set aside."""
    database = town.database()
    with database.read() as db:
        kept = [row["sha256"] for row in db.execute("SELECT sha256 FROM photos")]
        aside = db.execute("SELECT count(*) FROM quarantine").fetchone()[0]
    for sha256 in kept:
        content = (database.photos / sha256[:2] / sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256
    database.close()
    assert set(kept) == digests
    assert aside == set_aside
