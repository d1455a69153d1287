"""Referrals: what was passed on to whom, and what came of it. `write` is only for projections."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.changes import is_deleted
from fieldapp.domain.clock import format_time
from fieldapp.storage.records import Record

TABLES = ("referrals",)
_SELECT = """
SELECT f.id, f.report, f.receiver, f.authority, f.state, f.text, f.feedback, f.received_at,
    f.seq, m.address, m.sent_at, m.problem
FROM referrals f LEFT JOIN mails m ON m.referral = f.id
"""


@dataclass(frozen=True, slots=True)
class Referral:
    """One report passed on to one receiver. `address`, `mailed_at` and `problem` tell of the
    letter about it: None where none was tried."""

    id: str
    report: str
    receiver: str
    authority: str
    state: str
    text: str
    feedback: str | None
    received_at: str
    seq: int
    address: str | None
    mailed_at: str | None
    problem: str | None


def write(db: sqlite3.Connection, referrals: Sequence[Record]) -> None:
    """Writes these as they stand."""
    db.executemany("DELETE FROM referrals WHERE id = ?", [(one.id,) for one in referrals])
    db.executemany(
        "INSERT INTO referrals"
        " (id, report, receiver, authority, state, text, feedback, received_at, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(one) for one in referrals if not is_deleted(one.parts)],
    )


def _row(record: Record) -> tuple[object, ...]:
    told = [record.values.get(name) for name in ("report", "receiver", "authority")]
    state, text = record.values.get("state") or "sent", record.values.get("text") or ""
    feedback = record.values.get("feedback")
    return (record.id, *told, state, text, feedback, record.received_at, record.first_seq)


def get(db: sqlite3.Connection, own: str) -> Referral | None:
    row = db.execute(f"{_SELECT} WHERE f.id = ?", (own,)).fetchone()
    return Referral(*row) if row else None


def of_report(db: sqlite3.Connection, report: str) -> list[Referral]:
    """The oldest first."""
    rows = db.execute(f"{_SELECT} WHERE f.report = ? ORDER BY f.seq", (report,))
    return [Referral(*row) for row in rows]


def of_receiver(
    db: sqlite3.Connection,
    receiver: str,
    state: str,
    authorities: Collection[str],
    before: int | None = None,
    limit: int = 50,
) -> list[Referral]:
    """Those to one receiver in one state that come to these authorities' desk, the newest first;
    `before` a seq pages backwards."""
    marks = ", ".join("?" * len(authorities))
    rows = db.execute(
        f"{_SELECT} WHERE f.receiver = ? AND f.state = ? AND f.authority IN ({marks})"
        " AND f.seq < ? ORDER BY f.seq DESC LIMIT ?",
        (receiver, state, *authorities, before or 2**62, limit),
    )
    return [Referral(*row) for row in rows]


def mailed(
    db: sqlite3.Connection, referral: str, address: str, now: datetime, problem: str | None
) -> None:
    """Notes that a letter about it was handed over, or why not."""
    db.execute(
        "INSERT INTO mails (referral, address, sent_at, problem) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (referral) DO UPDATE SET address = excluded.address,"
        " sent_at = excluded.sent_at, problem = excluded.problem",
        (referral, address, None if problem else format_time(now), problem),
    )
