"""Takes in a rescue file as if its phone had sent it: the same judgement, each author's own name.

A phone is believed by the proof that its file carries, also one that is shut out or whose person
has left: whoever hands the file in vouches for it. What nobody can be believed to have written is
set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any, BinaryIO

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import Person, Sender
from fieldapp.domain.problems import Problem
from fieldapp.rescue import keys, photos
from fieldapp.storage import audit, changes, devices
from fieldapp.storage.database import Connection, Database
from fieldapp.storage.devices import Device
from sync.rescue import Rescue, open_file

Raw = Mapping[str, Any]


@dataclass
class Taken:
    """What came of a file. `photos_lost` are told of and were not in it, or damaged."""

    new: int = 0
    known: int = 0
    aside: int = 0
    drafts_left: int = 0
    photos_new: int = 0
    photos_known: int = 0
    photos_lost: int = 0
    photos_refused: list[Problem] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Voucher:
    """Who hands the file in, None at the command line; `check` raises Problem not-allowed when
    it is not theirs to take in what this person wrote."""

    person: Person | None
    check: Callable[[Person], None]


@dataclass(frozen=True)
class Intake:
    """A node that takes in files."""

    database: Database
    catalog: Catalog
    max_pixels: int

    def take(self, file: BinaryIO, voucher: Voucher, now: datetime, *, drafts: bool) -> Taken:
        """Safe to do again: what is here already is known by its id.

        Raises Problem rescue-unreadable, rescue-of-another, not-allowed, disk-full.
        """
        with self.database.read() as db:
            rescue = open_file(file, keys.own_key(db))
        taken, told = Taken(), rescue.contents
        sent = [*told["changes"], *(told["drafts"] if drafts else [])]
        taken.drafts_left = 0 if drafts else len(told["drafts"])
        with self.database.write() as db:
            authors = _authors(db, rescue, voucher)
            taken.people = sorted({device.person.label for device in authors.values()})
            self._push(db, sent, authors, taken, now)
            for device in authors:
                audit.append(db, voucher.person, "rescue-taken", device, now)
        self._keep(rescue, authors, drafts, taken, now)
        return taken

    def _push(
        self,
        db: Connection,
        sent: Iterable[Raw],
        authors: Mapping[str, Device],
        taken: Taken,
        now: datetime,
    ) -> None:
        nobody = Sender(
            Person(self.database.node_id, "Okänd", "reader", "kommun"), self.database.node_id
        )
        for name, theirs in groupby(sent, lambda change: str(change.get("device"))):
            author = authors.get(name)
            sender = _as_it_was(author) if author else nobody
            results = changes.push(db, list(theirs), sender, self.catalog, now, None)
            statuses = [result.status for result in results]
            taken.new += statuses.count("stored")
            taken.known += statuses.count("known")
            taken.aside += statuses.count("quarantined")
            if author:
                devices.relieved(db, author.id, changes=statuses.count("stored"))

    def _keep(
        self,
        rescue: Rescue,
        authors: Mapping[str, Device],
        drafts: bool,
        taken: Taken,
        now: datetime,
    ) -> None:
        seen = 0
        try:
            for entry, content in rescue.photos():
                seen += 1
                if drafts or not entry["draft"]:
                    self._keep_one(entry, content, authors, taken, now)
        except Problem as problem:
            if problem.name != "rescue-unreadable":
                raise
        taken.photos_lost += len(rescue.contents["photos"]) - seen

    def _keep_one(
        self,
        entry: Raw,
        content: bytes,
        authors: Mapping[str, Device],
        taken: Taken,
        now: datetime,
    ) -> None:
        device = entry["device"]
        try:
            if device not in authors:
                raise Problem("not-yours")
            about = (entry["sha256"], entry["type"], device)
            is_new = photos.keep(self.database, content, *about, self.max_pixels, now)
        except Problem as problem:
            if problem.name in ("disk-full", "disk-unwritable", "busy"):
                raise
            taken.photos_refused.append(problem)
            return
        taken.photos_new += is_new
        taken.photos_known += not is_new
        if is_new:
            with self.database.write() as db:
                devices.relieved(db, device, photos=1)


def _authors(db: Connection, rescue: Rescue, voucher: Voucher) -> dict[str, Device]:
    """The devices whose word the file is."""
    named = [phone["device"] for phone in rescue.contents["phones"]]
    known = [device for device in (devices.get(db, name) for name in named) if device]
    proved = [
        device
        for device in known
        if rescue.is_from(device.id, devices.token_hash_of(db, device.id))
    ]
    for device in proved:
        voucher.check(device.person)
    return {device.id: device for device in proved}


def _as_it_was(device: Device) -> Sender:
    """Whoever has left wrote this before."""
    return Sender(replace(device.person, active=True), device.id)
