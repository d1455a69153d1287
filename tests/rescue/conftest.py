"""A node with an enrolled phone, and the files that the phone would write."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldapp.domain.changes import Change
from fieldapp.domain.people import Person
from fieldapp.rescue.intake import Intake, Taken, Voucher
from fieldapp.rescue.keys import public_key
from fieldapp.storage import enrolments, people
from fieldapp.storage.database import Database
from tests import make, rescue_file

PIXELS = 50_000_000


@dataclass
class Scene:
    """A node, and what is done with it."""

    database: Database
    coordinator: Person

    def enrol(self, person: Person, token: str = "") -> tuple[make.Phone, str]:
        """This person's phone, let in; and its token."""
        phone, token = make.Phone(person), token or secrets.token_urlsafe(32)
        with self.database.write() as db:
            if people.get(db, person.id) is None:
                people.add(db, person, None, make.NOW)
            code = enrolments.invite(db, person.id, person.id, make.NOW, 15)
            wanted = enrolments.Request(code, phone.device, token, "Prov")
            enrolments.redeem(db, wanted, make.NOW)
        return phone, token

    def file(
        self,
        tokens: Mapping[str, str],
        changes: Sequence[Change] = (),
        drafts: Sequence[Change] = (),
        photos: Sequence[tuple[dict[str, Any], bytes]] = (),
    ) -> bytes:
        with self.database.write() as db:
            server = public_key(db)
        first = rescue_file.contents(
            tokens,
            [change.as_json() for change in changes],
            [change.as_json() for change in drafts],
            [entry for entry, _ in photos],
        )
        return rescue_file.seal([first, *(content for _, content in photos)], server)

    def take(
        self,
        file: bytes,
        *,
        drafts: bool = False,
        check: Callable[[Person], None] = lambda person: None,
    ) -> Taken:
        intake = Intake(self.database, make.catalog(), PIXELS)
        voucher = Voucher(self.coordinator, check)
        return intake.take(io.BytesIO(file), voucher, make.NOW, drafts=drafts)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.database.read() as db:
            return [tuple(row) for row in db.execute(sql, values)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    database, coordinator = make.database(tmp_path), make.person("coordinator", "kommun")
    with database.write() as db:
        people.add(db, coordinator, None, make.NOW)
    yield Scene(database, coordinator)
    database.close()
