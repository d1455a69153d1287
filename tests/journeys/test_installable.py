"""The app can be put on the home screen, in the browser's own judgement, and starts from there."""

from __future__ import annotations

import json
from urllib.parse import urljoin

import pytest
import requests
from playwright.sync_api import CDPSession, expect

from tests.journeys.conftest import Municipality
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

STORED = "() => navigator.serviceWorker.ready.then(() => true)"
ASKED = ("name", "short_name", "lang", "start_url", "scope", "display", "theme_color", "id")


@pytest.fixture
def devtools(walker: Walker) -> CDPSession:
    page = walker.open("/app/")
    page.evaluate(STORED)
    page.reload()
    return page.context.new_cdp_session(page)


def test_the_browser_finds_nothing_that_hinders_installing(devtools: CDPSession) -> None:
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_the_manifest_is_whole_and_its_pictures_are_there(
    devtools: CDPSession, municipality: Municipality
) -> None:
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert not [name for name in ASKED if not manifest.get(name)]
    purposes = set()
    for icon in manifest["icons"]:
        answer = requests.get(urljoin(found["url"], icon["src"]), timeout=10)
        answer.raise_for_status()
        assert answer.headers["Content-Type"].partition(";")[0] == icon["type"]
        purposes |= set(icon.get("purpose", "any").split())
    assert purposes >= {"any", "maskable"}
    assert urljoin(found["url"], manifest["start_url"]).startswith(municipality.server.url)


def test_the_installed_app_starts_with_the_server_dead(
    devtools: CDPSession, municipality: Municipality, walker: Walker
) -> None:
    manifest = json.loads(devtools.send("Page.getAppManifest")["data"])
    municipality.server.kill()
    walker.battery_dies()
    walker.open(manifest["start_url"])
    expect(walker.heading("Välkommen")).to_be_visible()
    expect(walker.page.get_by_role("link", name="112")).to_be_visible()
