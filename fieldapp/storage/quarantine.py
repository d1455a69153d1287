"""Changes that were set aside with their reason: kept whole, and judged again when sent again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Sender
from fieldapp.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Parked:
    """A change that was set aside, as it was sent; `device` and `actor` are the sender's."""

    id: str
    digest: str
    change: Mapping[str, Any]
    problem: str
    detail: str
    field: str | None
    device: str
    actor: str
    received_at: str


def park(
    db: sqlite3.Connection,
    refused: Iterable[tuple[Mapping[str, Any], str, Problem]],
    sender: Sender,
    now: datetime,
) -> None:
    """Sets aside changes as they were sent, each with its digest and why."""
    db.executemany(
        "INSERT OR REPLACE INTO quarantine"
        " (id, digest, change, problem, detail, field, device, actor, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                raw["id"],
                digest,
                json.dumps(raw),
                problem.name,
                problem.detail,
                problem.field,
                sender.device,
                sender.person.id,
                format_time(now),
            )
            for raw, digest, problem in refused
        ],
    )


def release(db: sqlite3.Connection, accepted: Iterable[tuple[str, str]]) -> None:
    """Forgets those of these (id, digest) that were set aside once: they are in the log now."""
    if db.execute("SELECT EXISTS (SELECT 1 FROM quarantine)").fetchone()[0]:
        db.executemany("DELETE FROM quarantine WHERE id = ? AND digest = ?", accepted)


def count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM quarantine").fetchone()[0])


def newest(db: sqlite3.Connection, limit: int) -> list[Parked]:
    """What was set aside, the newest first."""
    rows = db.execute("SELECT * FROM quarantine ORDER BY received_at DESC, id LIMIT ?", (limit,))
    return [_parked(row) for row in rows]


def get(db: sqlite3.Connection, change: str, digest: str) -> Parked | None:
    row = db.execute(
        "SELECT * FROM quarantine WHERE id = ? AND digest = ?", (change, digest)
    ).fetchone()
    return _parked(row) if row else None


def _parked(row: sqlite3.Row) -> Parked:
    return Parked(**{**dict(row), "change": json.loads(row["change"])})
