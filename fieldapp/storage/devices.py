"""Enrolled phones and nodes: whose they are, when they were heard from, and who may come in.

Only the hash of a token is kept.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from fieldapp.domain.clock import format_time
from fieldapp.domain.people import AUTHORITIES, Authority, Person, Sender
from fieldapp.domain.problems import Problem
from fieldapp.domain.swedish import folded
from fieldapp.storage.narrowing import Narrowing, mark_of

_SELECT = """
SELECT devices.*, people.label, people.role, people.authority, people.active
FROM devices JOIN people ON people.id = devices.person
"""
# Those of which the ids are given come first.
_IN_ORDER = f"""
SELECT *, id IN (SELECT value FROM json_each(?)) AS ahead, coalesce(last_seen, created_at) AS heard
FROM ({_SELECT})
"""
_ORDER = ("ahead", "heard", "id")
_NOTED_ANEW = timedelta(minutes=1)
QUIET = timedelta(hours=12)
"""A phone that has something left is expected to be heard from within this time."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a phone has that is not yet received, and since when (a time or None)."""

    changes: int = 0
    photos: int = 0
    oldest: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled phone or node. Times are UTC; `clock_offset` is server minus device in ms.

    `works_for` are the authorities that a node works for.
    """

    id: str
    person: Person
    name: str
    is_node: bool
    created_at: str
    last_seen: str | None
    revoked_at: str | None
    app: str | None
    clock_offset: int | None
    holding: Holding
    works_for: frozenset[Authority]

    @property
    def holds(self) -> bool:
        """Whether the phone has said that it has something that has not come."""
        return bool(self.holding.changes or self.holding.photos)

    def is_gap(self, now: datetime) -> bool:
        """Whether what it holds is being waited for in vain, as far as one can tell from here."""
        quiet = self.last_seen is None or self.last_seen < format_time(now - QUIET)
        return self.holds and (quiet or self.revoked_at is not None)

    @property
    def sender(self) -> Sender:
        return Sender(self.person, self.id, self.is_node)


class Page(NamedTuple):
    """Devices, and what to give as `after` for the next page; None when this was the last."""

    devices: list[Device]
    after: str | None


def token_hash(token: str) -> str:
    """SHA-256 in hex. Enough for a token: it is 32 random bytes, not a password."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(db: sqlite3.Connection, token: str) -> Device:
    """The device that carries this token. Raises Problem token-unknown or device-revoked."""
    row = db.execute(f"{_SELECT} WHERE token_hash = ?", (token_hash(token),)).fetchone()
    if row is None:
        raise Problem("token-unknown")
    if row["revoked_at"] or not row["active"]:
        raise Problem("device-revoked")
    return _device(row)


def get(db: sqlite3.Connection, device: str) -> Device | None:
    row = db.execute(f"{_SELECT} WHERE devices.id = ?", (device,)).fetchone()
    return _device(row) if row else None


def page(
    db: sqlite3.Connection,
    authorities: Collection[Authority],
    ahead: Collection[str] = (),
    text: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Devices of these authorities' people, whose label has this in it: those with the ids `ahead`
    first, then the one heard from most recently."""
    chosen = Narrowing()
    chosen.to_any_of("authority", authorities)
    if text:
        chosen.to("instr(folded(label), ?)", folded(text))
    chosen.beyond(_ORDER, after, descending=True)
    rows = db.execute(
        f"SELECT * FROM ({_IN_ORDER}) WHERE {chosen.where}"
        f" ORDER BY {', '.join(f'{key} DESC' for key in _ORDER)} LIMIT ?",
        (json.dumps([*ahead]), *chosen.arguments, limit + 1),
    ).fetchall()
    last = [rows[limit - 1][key] for key in _ORDER] if len(rows) > limit else None
    return Page([_device(row) for row in rows[:limit]], mark_of(last) if last else None)


def of_person(db: sqlite3.Connection, person: str) -> list[Device]:
    """A person's devices, the one heard from most recently first."""
    rows = db.execute(
        f"{_SELECT} WHERE devices.person = ?"
        " ORDER BY coalesce(last_seen, devices.created_at) DESC",
        (person,),
    )
    return [_device(row) for row in rows]


def holding(db: sqlite3.Connection) -> list[Device]:
    """Those that have said that they hold something that has not come."""
    rows = db.execute(f"{_SELECT} WHERE holding_changes > 0 OR holding_photos > 0")
    return [_device(row) for row in rows]


def revoke(db: sqlite3.Connection, device: str, now: datetime) -> None:
    """Shuts the device out from its next call on. Raises Problem not-found."""
    found = db.execute(
        "UPDATE devices SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
        (format_time(now), device),
    )
    if not found.rowcount:
        raise Problem("not-found")


def is_due(device: Device, now: datetime) -> bool:
    """Whether it is time to note again that the device was heard from."""
    return device.last_seen is None or device.last_seen < format_time(now - _NOTED_ANEW)


def heard_from(db: sqlite3.Connection, device: str, now: datetime) -> None:
    db.execute("UPDATE devices SET last_seen = ? WHERE id = ?", (format_time(now), device))


def reported(
    db: sqlite3.Connection,
    device: str,
    now: datetime,
    app: str | None,
    clock_offset: int | None,
    holding: Holding,
) -> None:
    """Notes what a push told of its device."""
    db.execute(
        "UPDATE devices SET last_seen = ?, app = coalesce(?, app), "
        "clock_offset = coalesce(?, clock_offset), "
        "holding_changes = ?, holding_photos = ?, holding_oldest = ? WHERE id = ?",
        (
            format_time(now),
            app,
            clock_offset,
            holding.changes,
            holding.photos,
            holding.oldest,
            device,
        ),
    )


def photo_received(db: sqlite3.Connection, device: str, now: datetime) -> None:
    """Notes that the device has one photo fewer to send."""
    db.execute(
        "UPDATE devices SET last_seen = ?, "
        "holding_photos = max(0, coalesce(holding_photos, 0) - 1) WHERE id = ?",
        (format_time(now), device),
    )


def relieved(db: sqlite3.Connection, device: str, *, changes: int = 0, photos: int = 0) -> None:
    """Notes that so much of what the device holds has come another way."""
    db.execute(
        "UPDATE devices SET holding_changes = max(0, coalesce(holding_changes, 0) - ?2),"
        " holding_photos = max(0, coalesce(holding_photos, 0) - ?3) WHERE id = ?1",
        (device, changes, photos),
    )


def token_hash_of(db: sqlite3.Connection, device: str) -> str:
    """What is kept of the token of a device that is known."""
    row = db.execute("SELECT token_hash FROM devices WHERE id = ?", (device,)).fetchone()
    return str(row[0])


def _device(row: sqlite3.Row) -> Device:
    told = (row["works_for"] or row["authority"]).split()
    return Device(
        id=row["id"],
        person=Person(
            row["person"], row["label"], row["role"], row["authority"], bool(row["active"])
        ),
        name=row["name"],
        is_node=bool(row["is_node"]),
        created_at=row["created_at"],
        last_seen=row["last_seen"],
        revoked_at=row["revoked_at"],
        app=row["app"],
        clock_offset=row["clock_offset"],
        holding=Holding(
            row["holding_changes"] or 0, row["holding_photos"] or 0, row["holding_oldest"]
        ),
        works_for=frozenset(one for one in AUTHORITIES if one in told),
    )
