"""A node of its own for every test, and phones that are enrolled in it the way phones are."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import Clock, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority, Person, Role
from fieldapp.node import Node
from fieldapp.storage import enrolments, people, photos
from tests import make
from tests.api import pictures

BYTES = "application/offset+octet-stream"


def new_id() -> str:
    return uuid7(datetime.now(UTC), secrets.token_bytes(ENTROPY_BYTES))


@dataclass
class Phone:
    """A phone as the protocol sees it: its identity, its token and its clock."""

    client: FlaskClient
    code: str
    person: Person
    id: str = field(default_factory=new_id)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(node_of(self.id))

    def enrol(self, **other: Any) -> TestResponse:
        sent = {"code": self.code, "device": self.id, "token": self.token, "name": "Provtelefon"}
        return self.client.post("/api/devices", json={**sent, **other})

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, headers=self.headers, **options)

    def push(self, *changes: dict[str, Any], **members: Any) -> TestResponse:
        envelope = {"protocol": 1, "app": "0.1.0", "changes": list(changes), **members}
        return self.client.post("/api/changes", json=envelope, headers=self.headers)

    def create(
        self, content: bytes, body: bytes = b"", filetype: str = "image/jpeg"
    ) -> TestResponse:
        """Begins an upload of the content; with a body, its first bytes come along."""
        about = {
            "Upload-Length": str(len(content)),
            "Upload-Metadata": pictures.metadata(content, filetype),
        }
        typed = {"Content-Type": BYTES} if body else {}
        return self.tus("POST", "/api/photos", body, **about, **typed)

    def append(self, path: str, offset: int, body: bytes, **headers: str) -> TestResponse:
        about = {"Upload-Offset": str(offset), "Content-Type": BYTES, **headers}
        return self.tus("PATCH", path, body, **about)

    def tus(self, method: str, path: str, body: bytes = b"", **headers: str) -> TestResponse:
        always = {"Tus-Resumable": "1.0.0", **self.headers}
        return self.client.open(path, method=method, data=body, headers={**always, **headers})

    def shift(self, **fields: Any) -> dict[str, Any]:
        """A pass that was started just now, as a change to be pushed."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        started = {"at": now, "offset": 0, "zone": "Europe/Stockholm"}
        usual = {
            "authority": self.person.authority,
            "reporter": self.person.id,
            "version": 1,
            "submitted_at": started,
            "started_at": started,
            "shift_kind": "nightWalk",
            "participants_count": 3,
        }
        return self.change("shift", new_id(), {**usual, **fields})

    def made(self, change: Change) -> dict[str, Any]:
        """What tests make of a change, as this phone would send it."""
        return self.change(change.kind, change.record, dict(change.fields))

    def report_with(self, content: bytes) -> dict[str, Any]:
        """An observation whose manifest holds this picture."""
        manifest = {"size": len(content), "type": "image/jpeg", "width": 1, "height": 1}
        fields = {
            "authority": self.person.authority,
            "reporter": self.person.id,
            "category": "OB19",
            "submitted_at": make.time(),
            f"photos/{pictures.digest(content)}": {**manifest, "taken_at": None},
        }
        return self.change("observation", new_id(), fields)

    def change(self, kind: str, record: str, fields: dict[str, Any]) -> dict[str, Any]:
        at = self.clock.tick(datetime.now(UTC))
        return Change(new_id(), kind, record, self.id, self.person.id, at, "", fields).as_json()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, max_body_bytes=100_000, max_photo_bytes=2_000_000)


def opened(settings: Settings) -> Iterator[Flask]:
    """An application, closed after use."""
    app = create_app(settings)
    yield app
    app.extensions["fieldapp"].db.close()


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    yield from opened(settings)


@pytest.fixture
def node(app: Flask) -> Node:
    found: Node = app.extensions["fieldapp"]
    return found


Invite = Callable[..., Phone]


def invited(
    app: Flask, role: Role = "walker", authority: Authority = "forening", *, is_node: bool = False
) -> Phone:
    """A phone that has an invitation and has not used it."""
    node: Node = app.extensions["fieldapp"]
    now = datetime.now(UTC)
    person = Person(new_id(), "Nattvandrare 3", role, authority)
    with node.db.write() as db:
        people.add(db, person, None, now)
        code = enrolments.invite(db, person.id, person.id, now, 15, is_node=is_node)
    return Phone(app.test_client(), code, person)


@pytest.fixture
def invite(app: Flask) -> Invite:
    """Makes such phones."""
    return partial(invited, app)


@pytest.fixture
def phone(invite: Invite) -> Phone:
    """An enrolled walker's phone."""
    found = invite()
    assert found.enrol().status_code == 201
    return found


@pytest.fixture
def station(invite: Invite) -> Phone:
    """An enrolled node."""
    found = invite("administrator", "kommun", is_node=True)
    assert found.enrol().status_code == 201
    return found


@pytest.fixture(scope="session")
def picture() -> bytes:
    return pictures.jpeg(1600, 1200)


def files(node: Node) -> list[Path]:
    return [path for path in node.db.photos.rglob("*") if path.is_file()]


def begin(phone: Phone, content: bytes, filetype: str = "image/jpeg") -> str:
    answer = phone.create(content, filetype=filetype)
    assert answer.status_code == 201
    return answer.headers["Location"]


def assert_kept(node: Node, content: bytes) -> None:
    sha256 = pictures.digest(content)
    with node.db.read() as db:
        photo = photos.get(db, sha256)
    assert photo
    assert photo.size == len(content)
    assert photos.original(node.db.photos, sha256).read_bytes() == content
    assert photos.copy(node.db.photos, sha256, "thumb").read_bytes()[:3] == b"\xff\xd8\xff"
    assert len(files(node)) == 2
