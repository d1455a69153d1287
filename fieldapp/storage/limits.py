"""Rate limits: how many failed attempts one bucket has had of late."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from fieldapp.domain.clock import format_time, parse_time
from fieldapp.domain.problems import Problem

_KEPT = timedelta(days=1)


def check(
    db: sqlite3.Connection, bucket: str, now: datetime, *, most: int, within: timedelta
) -> None:
    """Raises Problem too-many-attempts, with the seconds to wait, when the bucket is full."""
    since = format_time(now - within)
    times = db.execute(
        "SELECT at FROM attempts WHERE bucket = ? AND at > ? ORDER BY at DESC LIMIT ?",
        (bucket, since, most),
    ).fetchall()
    if len(times) < most:
        return
    free_again = parse_time(times[-1][0]) + within
    raise Problem("too-many-attempts", seconds=max(1, int((free_again - now).total_seconds()) + 1))


def record(db: sqlite3.Connection, bucket: str, now: datetime) -> None:
    """Notes an attempt that failed. Success is not counted: a team enrols behind one address."""
    db.execute("DELETE FROM attempts WHERE at < ?", (format_time(now - _KEPT),))
    db.execute("INSERT INTO attempts (bucket, at) VALUES (?, ?)", (bucket, format_time(now)))


def forget(db: sqlite3.Connection, bucket: str) -> None:
    """Empties the bucket, as after the right password."""
    db.execute("DELETE FROM attempts WHERE bucket = ?", (bucket,))
