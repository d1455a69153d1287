"""A municipality with a server that can be killed, a phone that can be killed, and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from fieldapp import demo
from fieldapp.domain import changes as domain
from fieldapp.domain.changes import Change
from fieldapp.domain.people import Authority, Person
from fieldapp.storage import enrolments, people, records, signins
from fieldapp.storage.database import Database
from tests import make
from tests.journeys.browser import DESK, PHONE, SIZES, Browser
from tests.journeys.coordinator import Coordinator
from tests.journeys.inspector import Inspector
from tests.journeys.server import Server
from tests.journeys.walker import Walker

PASSWORD = "en-lång-mening-om-lyktor"
BUSY = 120


@dataclass
class Municipality:
    """One empty municipality with a coordinator and a walker, on a server of its own."""

    server: Server
    coordinator: Person
    walker: Person

    def database(self) -> Database:
        """Its database, opened beside the server; close it when done."""
        return Database(self.server.folder)

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """What the server has."""
        database = self.database()
        with database.read() as db:
            found = [dict(row) for row in db.execute(sql, values)]
        database.close()
        return found

    def values(self, record: str, kind: str = "observation") -> dict[str, Any]:
        """What the server takes this record to say."""
        database = self.database()
        with database.read() as db:
            found = records.get(db, kind, record)
        database.close()
        assert found
        return domain.values(found.parts)

    def conflicts(self, record: str, kind: str) -> set[str]:
        """The fields at which authors differ who had not seen each other."""
        database = self.database()
        with database.read() as db:
            found = records.get(db, kind, record)
        database.close()
        assert found
        return set(domain.conflicts(found.parts))

    def hire_inspector(
        self, label: str = "Inspektör 1", authority: Authority = "kommun"
    ) -> Person:
        """An inspector, of the municipality unless told, whose phone can be enrolled."""
        inspector = make.person("inspector", authority, label)
        database = self.database()
        with database.write() as db:
            people.add(db, inspector, None, make.NOW)
        database.close()
        return inspector

    def register(self, **fields: Any) -> str:
        """A premises of the register, as the desk wrote it: a pub, unless told."""
        return self._push(make.Phone(self.coordinator), "premises", **fields)

    def send_visit(self, premises: str, **fields: Any) -> str:
        """A visit that a colleague sent from another phone."""
        return self._push(make.Phone(self.hire_inspector("Kollegan")), "visit", premises, **fields)

    def _push(self, phone: make.Phone, kind: str, *about: str, **fields: Any) -> str:
        made: Change = getattr(phone, kind)(*about, **fields)
        database = self.database()
        with database.write() as db:
            [result] = make.push(db, phone, made)
        database.close()
        assert result.status == "stored", result.problem
        return made.record

    def code_for(self, person: Person) -> str:
        """The code of an invitation for this person's phone."""
        database = self.database()
        with database.write() as db:
            code = enrolments.invite(db, person.id, self.coordinator.id, datetime.now(UTC), 15)
        database.close()
        return code


@pytest.fixture
def municipality(tmp_path: Path) -> Iterator[Municipality]:
    with founded(tmp_path / "data") as municipality:
        yield municipality


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    """A municipality that all tests of a module share."""
    with founded(tmp_path_factory.mktemp("town") / "data") as municipality:
        yield municipality


@contextmanager
def founded(folder: Path) -> Iterator[Municipality]:
    """A municipality in this folder, with a server that is up."""
    coordinator = make.person("coordinator", "kommun", "Samordnaren")
    walker = make.person("walker", "forening", "Nattvandrare 3")
    database = make.database(folder)
    with database.write() as db:
        people.add(db, coordinator, "samordnare", make.NOW)
        people.add(db, walker, None, make.NOW)
        signins.set_password(db, coordinator.id, PASSWORD)
    database.close()
    with serving(folder, coordinator, walker) as municipality:
        yield municipality


@pytest.fixture(scope="module")
def busy_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    """A demo municipality with months of reports, shared by the tests of a module."""
    folder = tmp_path_factory.mktemp("busy") / "data"
    database = make.database(folder)
    filled = demo.fill(database, make.catalog(), now=make.NOW, reports=BUSY)
    database.close()
    coordinator, walker = filled.desk[1].person, filled.phones["nightWalk"][0].person
    with serving(folder, coordinator, walker) as municipality:
        yield municipality


@contextmanager
def serving(folder: Path, coordinator: Person, walker: Person) -> Iterator[Municipality]:
    server = Server(folder)
    server.start()
    try:
        yield Municipality(server, coordinator, walker)
    finally:
        server.kill()


@pytest.fixture
def walker(municipality: Municipality, playwright: Playwright, tmp_path: Path) -> Iterator[Walker]:
    with walking(municipality, playwright, tmp_path / "phone") as walker:
        yield walker


@pytest.fixture(scope="module")
def phone(
    town: Municipality, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walker]:
    """An enrolled phone that all tests of a module share."""
    with walking(town, playwright, tmp_path_factory.mktemp("phone")) as walker:
        walker.enrol(town.code_for(town.walker))
        yield walker


@contextmanager
def inspecting(
    municipality: Municipality, playwright: Playwright, profile: Path, inspector: Person
) -> Iterator[Inspector]:
    """An inspector whose phone is enrolled, and meets no fault of its own."""
    browser = Browser(playwright, profile, **PHONE)
    person = Inspector(browser, municipality.server.url)
    person.enrol(municipality.code_for(inspector))
    yield person
    browser.close()
    assert not browser.faults


@contextmanager
def walking(municipality: Municipality, playwright: Playwright, profile: Path) -> Iterator[Walker]:
    """A walker whose phone meets no fault of its own."""
    browser = Browser(playwright, profile, **PHONE)
    yield Walker(browser, municipality.server.url)
    browser.close()
    assert not browser.faults


@pytest.fixture
def coordinator(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> Iterator[Coordinator]:
    with at_desk(municipality, playwright, tmp_path / "desk") as coordinator:
        yield coordinator


@pytest.fixture(scope="module")
def desk(
    town: Municipality, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coordinator]:
    """The desk of the municipality that a module's tests share, signed in."""
    with at_desk(town, playwright, tmp_path_factory.mktemp("desk")) as coordinator:
        coordinator.sign_in()
        yield coordinator


@pytest.fixture(scope="module", params=SIZES)
def busy_desk(
    request: pytest.FixtureRequest,
    busy_town: Municipality,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Coordinator]:
    """The desk of the demo municipality at each size, where its coordinator is signed in."""
    folder = tmp_path_factory.mktemp("busy-desk")
    with at_desk(busy_town, playwright, folder, "nattuggla-samordnare") as coordinator:
        coordinator.sign_in()
        coordinator.page.set_viewport_size(SIZES[request.param])
        yield coordinator


@contextmanager
def at_desk(
    municipality: Municipality, playwright: Playwright, profile: Path, password: str = PASSWORD
) -> Iterator[Coordinator]:
    """A coordinator whose browser meets no fault of its own."""
    browser = Browser(playwright, profile, **DESK)
    yield Coordinator(browser, municipality.server.url, "samordnare", password)
    browser.close()
    assert not browser.faults
