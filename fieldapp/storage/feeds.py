"""Feeds: standing addresses from which other programs read reports.

Only the hash of a token is kept.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.storage.devices import token_hash

_COLUMNS = "id, label, query, person, created_at, read_at, closed_at"


@dataclass(frozen=True, slots=True)
class Feed:
    """`query` are the filters of the list it was made from; `person` made it, and it shows what
    that person may hand out as long as that is so."""

    id: str
    label: str
    query: str
    person: str
    created_at: str
    read_at: str | None
    closed_at: str | None


def open_feed(db: Connection, own: str, label: str, query: str, person: str, now: datetime) -> str:
    """Makes a feed; its token, which is told this once."""
    token = secrets.token_urlsafe(24)
    db.execute(
        "INSERT INTO feeds (id, token_hash, label, query, person, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (own, token_hash(token), label, query, person, format_time(now)),
    )
    return token


def close_feed(db: Connection, own: str, now: datetime) -> None:
    db.execute(
        "UPDATE feeds SET closed_at = ? WHERE id = ? AND closed_at IS NULL",
        (format_time(now), own),
    )


def by_token(db: Connection, token: str) -> Feed:
    """Raises Problem feed-closed for a token of none, and of one that is closed."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM feeds WHERE token_hash = ? AND closed_at IS NULL",
        (token_hash(token),),
    ).fetchone()
    if row is None:
        raise Problem("feed-closed")
    return _read(row)


def read_now(db: Connection, own: str, now: datetime) -> None:
    """Notes when it was read last."""
    db.execute("UPDATE feeds SET read_at = ? WHERE id = ?", (format_time(now), own))


def everyone(db: Connection) -> list[Feed]:
    """All feeds, open ones first, the newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM feeds ORDER BY closed_at IS NOT NULL, created_at DESC"
    )
    return [_read(row) for row in rows]


def get(db: Connection, own: str) -> Feed | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM feeds WHERE id = ?", (own,)).fetchone()
    return _read(row) if row else None


def _read(row: Row) -> Feed:
    return Feed(*row)
