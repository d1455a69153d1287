"""The service worker in a real browser: the whole app or nothing, one version, and a way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, Playwright, expect

from fieldapp.resources import STATIC
from tests.journeys.browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.journey

VERSION = re.compile(r'"[0-9a-f]{12}"')
TYPES = {"js": "text/javascript", "css": "text/css", "webmanifest": "application/manifest+json"}
# Registers the worker, or looks for a new one, and waits until it is what it should become.
BECOMES = """async (state) => {
  const registration = await navigator.serviceWorker.register('/app/sw.js', { scope: '/app/' })
  if (!registration.installing) await registration.update()
  const worker = registration.installing ?? registration.waiting ?? registration.active
  while (worker.state !== state) await new Promise((resolve) => (worker.onstatechange = resolve))
}"""
LET_IN = """async () => {
  const { waiting } = await navigator.serviceWorker.getRegistration('/app/')
  const arrived = new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve))
  waiting.postMessage('takeover')
  await arrived
  while (waiting.state !== 'activated') {
    await new Promise((resolve) => (waiting.onstatechange = resolve))
  }
}"""
CACHES = "() => caches.keys()"
STORED = """async () => {
  const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
  const files = await Promise.all(opened.map((cache) => cache.keys()))
  return files.flat().length
}"""


@dataclass
class Origin:
    """A server of the built app whose version changes, and from which files can be missing."""

    version: str = "000000000001"
    missing: str = ""
    worker: str = "sw.js"
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> bytes | None:
        self.asked.append(path)
        if path == self.missing:
            return None
        if path == "/app/sw.js":
            script = (STATIC / "dist" / self.worker).read_text()
            return VERSION.sub(f'"{self.version}"', script).encode()
        if path.startswith("/static/"):
            return (STATIC.parent / path[1:]).read_bytes()
        return f"<!doctype html><title>{self.version}</title><h1>{self.version}</h1>".encode()


@pytest.fixture
def origin() -> Origin:
    return Origin()


@pytest.fixture
def address(origin: Origin) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = origin.answer(self.path.partition("?")[0])
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", TYPES.get(self.path.rpartition(".")[2], "text/html"))
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Nothing: pytest shows what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/app/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(playwright: Playwright, address: str) -> Iterator[Page]:
    with playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser:
        page = browser.new_page()
        page.goto(address)
        yield page


def store(page: Page) -> None:
    """Stores the app and starts anew from what is stored."""
    page.evaluate(BECOMES, "activated")
    page.reload()
    assert page.evaluate("() => navigator.serviceWorker.controller !== null")


def test_a_stored_app_is_answered_without_the_server_and_the_rest_is_left_alone(
    origin: Origin, page: Page
) -> None:
    store(page)
    origin.asked.clear()
    page.goto(page.url + "?from=homescreen")
    page.evaluate("() => fetch('/api/catalog').then(() => 0)")
    assert "/app/" not in origin.asked
    assert "/api/catalog" in origin.asked


@pytest.mark.parametrize("missing", ["/app/manifest.webmanifest", "/app/", "app.js", "store.js"])
def test_an_app_of_which_one_file_is_missing_is_not_stored_at_all(
    origin: Origin, page: Page, missing: str
) -> None:
    whole = re.findall(r"/(?:static|app)/dist/[^\"]+", (STATIC / "dist/sw.js").read_text())
    stem = missing.removesuffix(".js")
    origin.missing = next((path for path in whole if f"/{stem}-" in path), missing)
    page.evaluate(BECOMES, "redundant")
    assert page.evaluate(STORED) == 0


def test_a_new_version_waits_until_it_is_let_in_and_then_the_old_one_is_gone(
    origin: Origin, page: Page
) -> None:
    store(page)
    origin.version = "000000000002"
    page.evaluate(BECOMES, "installed")
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("000000000001")
    page.evaluate(LET_IN)
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("000000000002")
    assert page.evaluate(CACHES) == ["fieldapp-000000000002"]


def test_a_new_version_that_cannot_be_stored_leaves_the_old_one(
    origin: Origin, page: Page
) -> None:
    store(page)
    origin.version, origin.missing = "000000000002", "/app/manifest.webmanifest"
    page.evaluate(BECOMES, "redundant")
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("000000000001")


def test_the_kill_switch_takes_the_stored_app_away(origin: Origin, page: Page) -> None:
    store(page)
    origin.worker, origin.version = "sw-off.js", "000000000003"
    page.evaluate(BECOMES, "activated")
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("000000000003")
    assert page.evaluate(CACHES) == []
