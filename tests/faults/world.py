"""Phones, field stations and a centre in one process: the real code, on a network in memory."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from fieldapp import create_app
from fieldapp.cli.ports import NodeLog, NodePhotos
from fieldapp.config import Settings
from fieldapp.domain.people import AUTHORITIES, Authority, Person, Role
from fieldapp.node import Node
from fieldapp.storage import changes, enrolments, people
from sync.bookmarks import FileBookmarks
from sync.client import Client
from sync.mirror import Mirror
from sync.outcome import SyncOutcome
from sync.phone import Phone
from tests import make
from tests.faults.wires import BASE, Killed, Weather, Wire, clock_of_node


@dataclass
class Place:
    """A node that can be stopped, copied and put back as it was. `skew` is its clock's."""

    name: str
    folder: Path
    weather: Weather
    skew: timedelta = timedelta()
    copies: int = 0

    def __post_init__(self) -> None:
        self.start()
        self.wire = Wire(lambda: (self.app, self.skew), self.weather)

    def start(self) -> None:
        self.app = create_app(Settings(data=self.folder))
        self.node: Node = self.app.extensions["fieldapp"]

    def stop(self) -> None:
        self.node.db.close()

    def client(self, token: str = "") -> Client:
        session = requests.Session()
        session.trust_env = False
        session.mount("http://", self.wire)
        return Client(f"http://{self.name}", token, session=session)

    def now(self) -> datetime:
        return BASE + self.skew

    def invite(self, person: Person, **node: Any) -> str:
        with self.node.db.write() as db:
            if people.get(db, person.id) is None:
                people.add(db, person, None, self.now())
            now = datetime.now(BASE.tzinfo)
            return enrolments.invite(db, person.id, person.id, now, 15, **node)

    def review(self, report: dict[str, Any], decision: str = "accept") -> str:
        """A decision on a report made at this node's desk; the change's id."""
        coordinator = make.person("coordinator", "kommun", f"Samordnaren på {self.name}")
        with self.node.db.write() as db:
            people.add(db, coordinator, None, self.now())
            made = changes.append_own(
                db, "review", make.new_id(), {**report, "decision": decision}, coordinator,
                self.node.catalog, self.now(),
            )  # fmt: skip
        return made.id

    def copy(self) -> None:
        """A backup of the database and of the photos."""
        self.copies += 1
        place = self.folder.with_name(f"{self.name}-copy-{self.copies}")
        shutil.copytree(self.node.db.photos, place / "photos")
        with self.node.db.read() as db, sqlite3.connect(place / "fieldapp.db") as copied:
            db.backup(copied)
        copied.close()

    def restore(self, number: int) -> None:
        """The node is as it was at this copy, and begins another life of its log."""
        place = self.folder.with_name(f"{self.name}-copy-{number}")
        self.stop()
        for old in (*self.folder.glob("fieldapp.db*"),):
            old.unlink()
        shutil.rmtree(self.folder / "photos")
        shutil.copytree(place / "photos", self.folder / "photos")
        shutil.copy(place / "fieldapp.db", self.folder / "fieldapp.db")
        self.start()
        self.node.db.renew_epoch()


@dataclass
class Link:
    """One node mirrors with another. What each may be given is what the other works for."""

    here: Place
    there: Place
    token: str = ""
    device: str = field(default_factory=make.new_id)
    here_works_for: tuple[Authority, ...] = AUTHORITIES
    there_works_for: tuple[Authority, ...] = AUTHORITIES

    def __post_init__(self) -> None:
        phone = Phone(self.there.client())
        station = make.person("administrator", "kommun", f"Station {self.here.name}")
        phone.enrol(self.there.invite(station, is_node=True, works_for=self.here_works_for))
        self.token = phone.memory.token

    def run(self) -> SyncOutcome | None:
        """One run; None when its process was killed in the middle of it."""
        node, bookmarks = self.here.node, self.here.folder / "mirrors" / self.there.name
        log = NodeLog(node.db, node.catalog, self.device, self.there_works_for)
        originals = NodePhotos(node.db, node.settings.max_photo_pixels, self.there_works_for)
        client = self.there.client(self.token)
        try:
            with clock_of_node(self.here.skew):
                return Mirror(client, log, originals, FileBookmarks(bookmarks)).run()
        except Killed:
            return None


@dataclass
class Walker:
    """A phone, its clock, and the node that it speaks to for the time being."""

    phone: Phone
    at: Place
    skew: timedelta = timedelta()

    @classmethod
    def enrolled(cls, places: list[Place], role: Role, authority: Authority) -> Walker:
        """Somebody who is known at all nodes, as one and the same."""
        person = make.person(role, authority, f"Vandrare från {authority}")
        walker = cls(Phone(places[0].client()), places[0])
        for place in reversed(places):
            walker.move(place)
            walker.phone.enrol(place.invite(person))
        return walker

    def now(self) -> datetime:
        return BASE + self.skew

    def move(self, place: Place) -> None:
        self.at = place
        self.wake(json.loads(json.dumps(self.phone.saved())))

    def wake(self, saved: dict[str, Any]) -> None:
        """As after a restart: what it remembers is what it had saved."""
        self.phone = Phone.restored(self.at.client(), saved, self.now)

    def twin(self) -> Walker:
        """Another phone that has been given a copy of all that this one holds."""
        copied = Walker(self.phone, self.at, self.skew)
        copied.move(self.at)
        return copied

    def sync(self) -> SyncOutcome | None:
        try:
            return self.phone.sync()
        except Killed:
            self.move(self.at)
            return None
