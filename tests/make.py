"""What tests are made of: people, phones with their clocks, changes, and a database."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fieldapp import catalog as catalog_files
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import Clock, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority, Person, Role, Sender
from fieldapp.storage import changes
from fieldapp.storage.changes import Result
from fieldapp.storage.database import Database
from tests import inspections

NOW = datetime(2026, 11, 20, 20, 7, 30, 123000, tzinfo=UTC)
Fields = dict[str, Any]


@cache
def catalog() -> Catalog:
    """The catalog that comes with the product."""
    return catalog_files.load()


def database(folder: Path) -> Database:
    """A real database in this folder; close it when done."""
    return Database(folder)


def new_id() -> str:
    return uuid7(NOW, secrets.token_bytes(ENTROPY_BYTES))


def person(role: Role = "walker", authority: Authority = "forening", label: str = "N3") -> Person:
    return Person(new_id(), label, role, authority)


def time(minutes: float = 0, *, offset: int | None = 0) -> Fields:
    """A time as a phone writes it, so many minutes from NOW; `offset` in ms."""
    at = (NOW + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
    return {"at": at, "offset": offset, "zone": "Europe/Stockholm"}


def position(lat: float = 55.793, lon: float = 13.112) -> Fields:
    """A position; unless told, in Kävlinge centrum."""
    return {"lat": lat, "lon": lon, "accuracy": 12, "source": "gps"}


def manifest(**other: Any) -> Fields:
    """A photo's manifest."""
    size = {"size": 412345, "width": 2048, "height": 1536}
    return {**size, "type": "image/jpeg", "taken_at": time(), "position": None, **other}


@dataclass
class Phone:
    """A person's phone: what it writes has its device, its actor and its clock."""

    person: Person = field(default_factory=person)
    device: str = field(default_factory=new_id)
    is_node: bool = False
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(node_of(self.device))

    @property
    def sender(self) -> Sender:
        return Sender(self.person, self.device, self.is_node)

    def change(
        self, kind: str, fields: Mapping[str, Any], record: str = "", seen: str = ""
    ) -> Change:
        """A change of a record, a new one unless told."""
        at = self.clock.tick(NOW)
        own = (self.device, self.person.id)
        return Change(new_id(), kind, record or new_id(), *own, at, seen, fields)

    def edit(self, before: Change, **fields: Any) -> Change:
        """A change of the same record by one who has seen it as it was."""
        return self.change(before.kind, fields, before.record, before.at)

    def observation(self, record: str = "", **other: Any) -> Change:
        """A submitted observation of a broken lamp."""
        return self.change("observation", {**self._report, **lamp(), **other}, record)

    def shift(self, **other: Any) -> Change:
        """A submitted pass."""
        walk = {"shift_kind": "nightWalk", "participants_count": 3, "started_at": time()}
        return self.change("shift", {**self._report, "area": "furulund-centrum", **walk, **other})

    def premises(self, **other: Any) -> Change:
        """A pub with a permit for serving."""
        return self.change(
            "premises", {"authority": self.person.authority, **inspections.PUB, **other}
        )

    def visit(self, premises: str = "", record: str = "", **other: Any) -> Change:
        """A submitted evening visit; `answers` are values by point, `YS01` to `YS23`."""
        place = {"premises": premises or new_id(), "premises_name": "Krog Exempel"}
        made = inspections.visit(self.person, other.pop("answers", {}))
        own = {**self._report, **place, "started_at": time(-60), "ended_at": time(-5)}
        return self.change("visit", {**own, **made, **other}, record)

    def purchase(self, premises: str = "", **other: Any) -> Change:
        """A submitted control purchase of folköl that was refused."""
        own = {"premises": premises or new_id(), "happened_at": time(), **inspections.PURCHASE}
        return self.change("control_purchase", {**self._report, **own, **other})

    def say(self, kind: str, report: Change, **other: Any) -> Change:
        """What a desk says of a report: a dispatch, a decision about a deficiency."""
        authority = report.fields["authority"]
        return self.change(kind, {"authority": authority, "report": report.record, **other})

    def review(self, report: Change, decision: str = "accept", **other: Any) -> Change:
        """A decision on a report."""
        about = {
            "authority": report.fields["authority"],
            "report": report.record,
            "report_kind": report.kind,
            "reporter": report.fields["reporter"],
            "version": report.fields["version"],
        }
        return self.change("review", {**about, "decision": decision, **other})

    @property
    def _report(self) -> Fields:
        own = {"authority": self.person.authority, "reporter": self.person.id}
        return {**own, "submitted_at": time(), "version": 1}


def lamp() -> Fields:
    """What an observation of a broken lamp says."""
    return {
        "category": "OB19",
        "happened_at": time(),
        "stood": position(),
        "note": "Tre lyktor släckta vid gångvägen.",
    }


def push(
    db: sqlite3.Connection, phone: Phone, *sent: Change | Fields, now: datetime = NOW
) -> list[Result]:
    """Pushes changes, or what pretends to be some, from this phone."""
    raw = [change.as_json() if isinstance(change, Change) else change for change in sent]
    return changes.push(db, raw, phone.sender, catalog(), now, 0)
