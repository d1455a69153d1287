"""A node with people, phones and reports in it, and desks where somebody is signed in."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import Clock, format_time, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority, Person, Role, Sender
from fieldapp.node import Node
from fieldapp.storage import audit, changes, devices, enrolments, people, photos, signins
from fieldapp.storage.changes import Result
from fieldapp.web import times
from tests import inspections

PASSWORD = "tre lyktor i gångtunneln"
HTTPS = "https://localhost"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def new_id() -> str:
    return uuid7(datetime.now(UTC), secrets.token_bytes(ENTROPY_BYTES))


def time(text: str = "2026-11-20T21:07:30.000+01:00", offset: int | None = 0) -> dict[str, Any]:
    return {"at": text, "offset": offset, "zone": "Europe/Stockholm"}


@pytest.fixture(autouse=True)
def same_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The year of the reports here is this year, whenever they are run."""
    monkeypatch.setattr(times, "this_year", lambda: 2026)


@dataclass
class Phone:
    """A phone as the storage knows it: reports are pushed as they would be over HTTP."""

    node: Node
    person: Person
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        self.clock = Clock(node_of(self.id))
        self.token = secrets.token_urlsafe(32)
        moment = datetime.now(UTC)
        with self.node.db.write() as db:
            code = enrolments.invite(db, self.person.id, self.person.id, moment, 15)
            request = enrolments.Request(code, self.id, self.token, "Chrome på Android")
            enrolments.redeem(db, request, moment)

    def push(self, kind: str, record: str, offset: int = 0, **fields: Any) -> Result:
        at = self.clock.tick(datetime.now(UTC))
        change = Change(new_id(), kind, record, self.id, self.person.id, at, "", fields)
        sender = Sender(self.person, self.id)
        with self.node.db.write() as db:
            (result,) = changes.push(
                db, [change.as_json()], sender, self.node.catalog, datetime.now(UTC), offset
            )
        return result

    def observe(self, **fields: Any) -> str:
        """Sends an observation and gives its id."""
        usual = {
            "authority": self.person.authority,
            "reporter": self.person.id,
            "version": 1,
            "submitted_at": time(),
            "happened_at": time(),
            "category": "OB19",
            "place": {"lat": 55.793, "lon": 13.112, "accuracy": 12, "source": "gps"},
            "note": "Tre lyktor släckta.",
        }
        record = new_id()
        assert self.push("observation", record, **{**usual, **fields}).status == "stored"
        return record

    def send_photo(self, content: bytes) -> str:
        """Brings a photo that a report waits for. Gives its SHA-256."""
        sha256, folder = hashlib.sha256(content).hexdigest(), self.node.db.photos
        photos.write(photos.original(folder, sha256), content)
        photos.write(photos.copy(folder, sha256, "thumb"), content)
        kept = photos.Photo(
            sha256, len(content), "image/jpeg", 8, 6, format_time(datetime.now(UTC)), self.id
        )
        with self.node.db.write() as db:
            photos.add(db, kept)
        return sha256


class Inspector(Phone):
    """A phone of an inspector of the kommun."""

    def premises(self, **fields: Any) -> str:
        """Sends a premises, a pub unless told otherwise, and gives its id."""
        own = new_id()
        told = {"authority": "kommun", **inspections.PUB, **fields}
        assert self.push("premises", own, **told).status == "stored"
        return own

    def visit(self, given: Mapping[str, Any], premises: str = "", **fields: Any) -> str:
        """Sends a visit with these answers, and gives its id."""
        own = new_id()
        told = {
            "authority": "kommun",
            "reporter": self.person.id,
            "version": 1,
            "submitted_at": time(),
            "started_at": time(),
            "premises_name": "Krog Exempel",
            **({"premises": premises} if premises else {}),
            **inspections.visit(self.person, given),
            **fields,
        }
        result = self.push("visit", own, **told)
        assert result.status == "stored", result
        return own

    def purchase(self, premises: str, day: str = "2026-03-02", **fields: Any) -> str:
        """Sends a control purchase at this shop, and gives its id."""
        own, at = new_id(), time(f"{day}T15:00:00.000+01:00")
        told = {
            "authority": "kommun",
            "reporter": self.person.id,
            "version": 1,
            "submitted_at": at,
            "happened_at": at,
            "premises": premises,
            **inspections.PURCHASE,
            **fields,
        }
        assert self.push("control_purchase", own, **told).status == "stored"
        return own


@dataclass
class Desk:
    """A browser at the desk. Posts carry the form's token, unless `token` says otherwise."""

    client: FlaskClient
    person: Person | None = None

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, base_url=HTTPS, buffered=True, **options)

    def post(
        self, path: str, data: dict[str, Any] | None = None, token: str | None = None
    ) -> TestResponse:
        sent = {"csrf_token": self.token() if token is None else token, **(data or {})}
        headers = {"Referer": f"{HTTPS}/"}
        return self.client.post(path, data=sent, base_url=HTTPS, headers=headers)

    def token(self) -> str:
        found = TOKEN.search(self.get("/about/privacy").text + self.get("/sign-in").text)
        assert found
        return found[1]

    def sign_in(self, username: str, password: str) -> TestResponse:
        return self.post("/sign-in", {"username": username, "password": password})


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings(data=tmp_path))
    yield app
    app.extensions["fieldapp"].db.close()


@pytest.fixture
def node(app: Flask) -> Node:
    found: Node = app.extensions["fieldapp"]
    return found


@pytest.fixture
def add_person(node: Node) -> Callable[..., Person]:
    """Adds a person; one with a username gets the password of these tests."""

    def add(
        role: Role = "walker",
        authority: Authority = "forening",
        username: str | None = None,
        label: str = "",
    ) -> Person:
        person = Person(new_id(), label or f"{role} {authority}", role, authority)
        with node.db.write() as db:
            people.add(db, person, username, datetime.now(UTC))
            if username:
                signins.set_password(db, person.id, PASSWORD)
        return person

    return add


@pytest.fixture
def desk_of(app: Flask, node: Node, add_person: Callable[..., Person]) -> Callable[..., Desk]:
    """A desk with somebody of this role signed in, without the cost of a password."""

    def make(role: Role, authority: Authority = "kommun") -> Desk:
        person = add_person(role, authority)
        client = app.test_client()
        with client.session_transaction(base_url=HTTPS) as session:
            session["person"], session["epoch"] = person.id, 0
        return Desk(client, person)

    return make


@pytest.fixture
def visitor(app: Flask) -> Desk:
    return Desk(app.test_client())


@pytest.fixture
def coordinator(desk_of: Callable[..., Desk]) -> Desk:
    return desk_of("coordinator")


@pytest.fixture
def administrator(desk_of: Callable[..., Desk]) -> Desk:
    return desk_of("administrator")


@pytest.fixture
def phone(node: Node, add_person: Callable[..., Person]) -> Phone:
    return Phone(node, add_person())


@pytest.fixture
def inspector(node: Node, add_person: Callable[..., Person]) -> Inspector:
    return Inspector(node, add_person("inspector", "kommun"))


@pytest.fixture(scope="session")
def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(written, "JPEG")
    return written.getvalue()


def audited(node: Node) -> list[tuple[str, str | None]]:
    """What the audit log tells, oldest first: action and subject."""
    with node.db.read() as db:
        return [(entry.action, entry.subject) for entry in reversed(audit.newest(db))]


def handed_out(node: Node) -> list[str | None]:
    """What the audit log tells of each export, oldest first."""
    with node.db.read() as db:
        found = audit.newest(db, action="reports-exported")
    return [entry.detail for entry in reversed(found)]


def device(node: Node, id_: str) -> devices.Device:
    with node.db.read() as db:
        found = devices.get(db, id_)
    assert found
    return found
