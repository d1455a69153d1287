"""Changes that were set aside with their reason: kept whole, and judged again when sent again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from fieldapp.domain.canonical import CanonicalizationError
from fieldapp.domain.changes import MEMBERS, digest_of
from fieldapp.domain.clock import format_time
from fieldapp.domain.ids import is_id
from fieldapp.domain.people import AUTHORITIES, Authority, Sender
from fieldapp.domain.problems import Problem

_SELECT = """
SELECT q.*, coalesce(p.label, a.label) AS label, coalesce(p.authority, a.authority) AS authority
FROM quarantine q LEFT JOIN people p ON p.id = q.actor LEFT JOIN authors a ON a.id = q.actor
"""
_TOLD = ("change", "problem", "detail", "field", "device", "actor", "received_at")
MOST_TOLD = 500
_COLUMNS = "id, digest, change, problem, detail, field, device, actor, received_at"


@dataclass(frozen=True, slots=True)
class Parked:
    """A change that was set aside, as it was sent.

    `device` and `actor` are the sender's; of what a node passed on, the author's. `label` is who
    that is, None when nobody knows; `authority` is whose desk has to see to it.
    """

    id: str
    digest: str
    change: Mapping[str, Any]
    problem: str
    detail: str
    field: str | None
    device: str
    actor: str
    received_at: str
    label: str | None
    authority: Authority

    def as_json(self) -> dict[str, Any]:
        """As another node is told of it."""
        return {name: getattr(self, name) for name in _TOLD}


def digest(raw: Mapping[str, Any]) -> str:
    """The change's digest; where it has none, that of its text, to tell it from others."""
    try:
        return digest_of({name: raw[name] for name in MEMBERS if name in raw})
    except CanonicalizationError:
        return hashlib.sha256(json.dumps(raw).encode()).hexdigest()


def park(
    db: sqlite3.Connection,
    refused: Iterable[tuple[Mapping[str, Any], str, Problem]],
    sender: Sender,
    now: datetime,
) -> None:
    """Sets aside changes as they were sent, each with its digest and why."""
    db.executemany(
        f"INSERT OR REPLACE INTO quarantine ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                raw["id"],
                digest,
                json.dumps(raw),
                problem.name,
                problem.detail,
                problem.field,
                *_whose(raw, sender),
                format_time(now),
            )
            for raw, digest, problem in refused
        ],
    )


def keep(db: sqlite3.Connection, told: Iterable[Mapping[str, Any]]) -> int:
    """Keeps what another node has set aside, with its reason; how many were new.

    What was set aside or received here already is judged here, and stays as it is.
    """
    before = count(db)
    rows = [{**one, "digest": digest(one["change"]), "id": one["change"]["id"]} for one in told]
    db.executemany(
        f"INSERT OR IGNORE INTO quarantine ({_COLUMNS}) SELECT :id, :digest, :change, :problem,"
        " :detail, :field, :device, :actor, :received_at WHERE NOT EXISTS"
        " (SELECT 1 FROM changes WHERE id = :id AND digest = :digest)",
        [{**row, "change": json.dumps(row["change"])} for row in rows],
    )
    return count(db) - before


def release(db: sqlite3.Connection, accepted: Iterable[tuple[str, str]]) -> None:
    """Forgets those of these (id, digest) that were set aside once: they are in the log now."""
    if count(db):
        db.executemany("DELETE FROM quarantine WHERE id = ? AND digest = ?", accepted)


def count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM quarantine").fetchone()[0])


def newest(db: sqlite3.Connection, limit: int) -> list[Parked]:
    """What was set aside, the newest first."""
    rows = db.execute(f"{_SELECT} ORDER BY q.received_at DESC, q.id LIMIT ?", (limit,))
    return [_parked(row) for row in rows]


def of(db: sqlite3.Connection, whose: Collection[Authority]) -> list[Parked]:
    """What was set aside of what these authorities' people sent; at most the newest MOST_TOLD."""
    rows = db.execute(f"{_SELECT} ORDER BY q.received_at DESC, q.id, q.digest")
    return list(islice((one for one in map(_parked, rows) if one.authority in whose), MOST_TOLD))


def get(db: sqlite3.Connection, change: str, digest: str) -> Parked | None:
    row = db.execute(f"{_SELECT} WHERE q.id = ? AND q.digest = ?", (change, digest)).fetchone()
    return _parked(row) if row else None


def mark(parked: Iterable[Parked]) -> str:
    """A name for just these: another when one is added or taken away."""
    named = sorted(f"{one.id} {one.digest}" for one in parked)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:16]


def _whose(raw: Mapping[str, Any], sender: Sender) -> tuple[str, str]:
    device, actor = str(raw.get("device")), str(raw.get("actor"))
    passed_on = sender.is_node and is_id(device) and is_id(actor)
    return (device, actor) if passed_on else (sender.device, sender.person.id)


def _parked(row: sqlite3.Row) -> Parked:
    change = json.loads(row["change"])
    fields = change.get("fields")
    claimed = fields.get("authority") if isinstance(fields, dict) else None
    named = [one for one in (row["authority"], claimed) if one in AUTHORITIES]
    # Somebody has to see what belongs to nobody.
    return Parked(**{**dict(row), "change": change, "authority": (*named, "kommun")[0]})
