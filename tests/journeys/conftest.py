"""A municipality with a server that can be killed, a phone that can be killed, and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from fieldapp.domain.people import Person
from fieldapp.storage import people, signins
from fieldapp.storage.database import Database
from tests import make
from tests.journeys.browser import DESK, PHONE, Browser
from tests.journeys.coordinator import Coordinator
from tests.journeys.server import Server
from tests.journeys.walker import Walker

PASSWORD = "en-lång-mening-om-lyktor"


@dataclass
class Municipality:
    """One empty municipality with a coordinator and a walker, on a server of its own."""

    server: Server
    coordinator: Person
    walker: Person

    def database(self) -> Database:
        """Its database, opened beside the server; close it when done."""
        return Database(self.server.folder)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture
def municipality(tmp_path: Path) -> Iterator[Municipality]:
    folder = tmp_path / "data"
    coordinator = make.person("coordinator", "kommun", "Samordnaren")
    walker = make.person("walker", "forening", "Nattvandrare 3")
    database = make.database(folder)
    with database.write() as db:
        people.add(db, coordinator, "samordnare", make.NOW)
        people.add(db, walker, None, make.NOW)
        signins.set_password(db, coordinator.id, PASSWORD)
    database.close()
    server = Server(folder)
    server.start()
    yield Municipality(server, coordinator, walker)
    server.kill()


@pytest.fixture
def walker(municipality: Municipality, playwright: Playwright, tmp_path: Path) -> Iterator[Walker]:
    browser = Browser(playwright, tmp_path / "phone", **PHONE)
    yield Walker(browser, municipality.server.url)
    browser.close()
    assert not browser.faults


@pytest.fixture
def coordinator(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> Iterator[Coordinator]:
    browser = Browser(playwright, tmp_path / "desk", **DESK)
    yield Coordinator(browser, municipality.server.url, "samordnare", PASSWORD)
    browser.close()
    assert not browser.faults
