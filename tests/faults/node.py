"""A node under fault: a real server on a folder of its own, its phones, and what is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from fieldapp.domain.changes import Change
from fieldapp.domain.people import Authority, Person, Role
from fieldapp.storage import doctor, enrolments, log, people, photos, records, signins
from fieldapp.storage.database import Database
from sync.client import Client
from sync.phone import Phone
from tests import make
from tests.api.live import wait_for_answer
from tests.faults.history import History, check_register, check_set
from tests.faults.nursery import Nursery, children
from tests.journeys.server import free_port

INVITED_MINUTES = 60


class Node:
    """`fieldapp serve` on this folder, started and killed at will."""

    def __init__(self, folder: Path, nursery: Nursery, **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.nursery = folder, nursery
        self.log = folder.with_suffix(".log")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"DATA": str(folder), "PORT": str(self.port), "WORKERS": "2", "THREADS": "8"}
        self.environment = {f"FIELDAPP_{name}": value for name, value in (own | settings).items()}
        self.pid = 0

    def start(self) -> None:
        """Returns when the server answers."""
        self.pid = self.run("serve")
        wait_for_answer(self.url)

    def kill(self) -> None:
        """SIGKILL to the server and its workers: no farewell, no flush."""
        if self.pid:
            self.nursery.kill(self.pid)
            self.pid = 0

    def run(self, *words: str) -> int:
        """Starts another `fieldapp` command on the same folder; its process id."""
        return self.nursery.start(list(words), self.environment, self.log)

    def finish(self, *words: str) -> int:
        """Runs a command to its end; its exit status."""
        return self.nursery.wait(self.run(*words))

    def told(self, *words: str) -> tuple[int, str]:
        """Runs a command to its end; its exit status and what it said."""
        said = self.folder.with_suffix(".said")
        said.unlink(missing_ok=True)
        status = self.nursery.wait(self.nursery.start(list(words), self.environment, said))
        return status, said.read_text()

    @property
    def workers(self) -> list[int]:
        return children(self.pid)

    # Who may come in

    def invite(self, role: Role = "walker", authority: Authority = "forening") -> str:
        """A code for a new person's phone, or for another node when it is an administrator."""
        person = Person(make.new_id(), f"Nattvandrare {make.new_id()[-4:]}", role, authority)
        with self.opened() as node, node.write() as db:
            people.add(db, person, None, datetime.now(UTC))
            return _code(db, person.id, is_node=role == "administrator")

    def invite_again(self, person: str) -> str:
        with self.opened() as node, node.write() as db:
            return _code(db, person)

    def phone(
        self,
        role: Role = "walker",
        authority: Authority = "forening",
        *,
        timeout: float = 20,
    ) -> Phone:
        """A new person's phone, let in."""
        phone = Phone(Client(self.url, timeout=(timeout, timeout)))
        phone.enrol(self.invite(role, authority))
        return phone

    def sign_in_link(self) -> str:
        """The path that lets a new coordinator choose a password."""
        person = Person(make.new_id(), "Samordnare", "coordinator", "kommun")
        now = datetime.now(UTC)
        with self.opened() as node, node.write() as db:
            people.add(db, person, f"samordnare{person.id[-6:]}", now)
            return f"/sign-in/{signins.add_link(db, person.id, now.replace(year=2099))}"

    # What is in it

    @contextmanager
    def opened(self) -> Iterator[Database]:
        database = Database(self.folder)
        try:
            yield database
        finally:
            database.close()

    def stored(self) -> list[Change]:
        """Every change in the log."""
        with self.opened() as node, node.read() as db:
            return [line.change for line in log.read_log(db)]

    def digests(self) -> list[tuple[str, str]]:
        """Every change and its digest, by id."""
        with self.opened() as node, node.read() as db:
            return [tuple(row) for row in db.execute("SELECT id, digest FROM changes ORDER BY id")]

    def photos(self) -> dict[str, int]:
        """Size by digest of every photo that is kept."""
        with self.opened() as node, node.read() as db:
            return dict(db.execute("SELECT sha256, size FROM photos").fetchall())

    def findings(self) -> list[str]:
        """What the doctor, reading every photo through, finds wrong."""
        with self.opened() as node:
            return [finding.what for finding in doctor.examine(node, make.catalog(), full=True)]


def _code(db: sqlite3.Connection, person: str, *, is_node: bool = False) -> str:
    now = datetime.now(UTC)
    return enrolments.invite(db, person, person, now, INVITED_MINUTES, is_node=is_node)


def history_of(phones: list[Phone]) -> History:
    """What these phones have sent, and what they have receipts for."""
    history = History()
    for phone in phones:
        history.attempt(Change(**raw) for raw in phone.memory.written.values())
        history.acknowledge(phone.memory.receipts)
    return history


def check_changes(node: Node, phones: list[Phone]) -> None:
    """Set and register: what has a receipt is there once, and each field is its last writer's."""
    stored = node.stored()
    with node.opened() as opened, opened.read() as db:
        own = opened.node_id
        rows = db.execute("SELECT id FROM records").fetchall()
        states = records.load(db, [row["id"] for row in rows])
    check_set(history_of(phones), [change for change in stored if change.device != own])
    check_register(stored, {name: state.values for name, state in states.items()})


def check_photos(node: Node, phones: list[Phone]) -> None:
    """Every photo that a phone was told has arrived is there, byte for byte, and nothing half."""
    kept = node.photos()
    folder = node.folder / "photos"
    for phone in phones:
        for sha256, photo in phone.memory.photos.items():
            assert not photo["sent"] or sha256 in kept, f"acknowledged and lost: {sha256}"
    originals = partial(photos.original, folder)
    for sha256, size in kept.items():
        assert originals(sha256).stat().st_size == size


def check_whole(node: Node, phones: list[Phone]) -> None:
    """Nothing waits any more, and all that these phones ever wrote is there once."""
    for phone in phones:
        assert not phone.memory.outbox
        assert all(photo["sent"] for photo in phone.memory.photos.values())
        assert phone.memory.receipts.keys() == phone.memory.written.keys()
    check_changes(node, phones)
    check_photos(node, phones)
    assert node.photos().keys() == {sha256 for one in phones for sha256 in one.memory.photos}
    assert node.findings() == []
