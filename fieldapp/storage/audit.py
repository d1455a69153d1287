"""The audit log: who did or read what, and when. Only ever added to; never holds what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Literal, get_args

from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person

Action = Literal[
    "sign-in",
    "sign-in-refused",
    "sign-out",
    "password-set",
    "report-read",
    "reports-listed",
    "reports-exported",
    "feed-opened",
    "feed-closed",
    "photo-original-read",
    "photo-shared",
    "review-made",
    "review-taken-back",
    "note-made",
    "premises-listed",
    "premises-read",
    "premises-written",
    "premises-merged",
    "visits-listed",
    "visit-issued",
    "visit-settled",
    "report-settled",
    "deficiencies-listed",
    "deficiency-read",
    "deficiency-decided",
    "plan-read",
    "control-purchases-counted",
    "inspections-exported",
    "report-referred",
    "reports-joined",
    "reports-parted",
    "report-assigned",
    "referral-answered",
    "protocol-read",
    "premises-imported",
    "quarantine-read",
    "person-added",
    "person-assigned",
    "person-deactivated",
    "person-activated",
    "sign-in-link-made",
    "device-invited",
    "device-enrolled",
    "device-revoked",
    "rescue-taken",
]
ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `subject` is the id of what it was done to; `actor` is None before sign-in."""

    seq: int
    at: str
    actor: str | None
    role: str | None
    device: str | None
    action: str
    subject: str | None
    detail: str | None


def append(
    db: Connection,
    actor: Person | None,
    action: Action,
    subject: str | None,
    now: datetime,
    *,
    device: str | None = None,
    detail: str | None = None,
) -> None:
    """Adds a line. `detail` says which part or how, never the content of a report."""
    db.execute(
        "INSERT INTO audit (at, actor, role, device, action, subject, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            format_time(now),
            actor.id if actor else None,
            actor.role if actor else None,
            device,
            action,
            subject,
            detail,
        ),
    )


def newest(
    db: Connection,
    *,
    before: int | None = None,
    action: str = "",
    actor: str = "",
    subject: str = "",
    limit: int = 100,
) -> list[Entry]:
    """The newest lines that fit, newest first; `before` a seq pages backwards."""
    wanted = {"action = ?": action, "actor = ?": actor, "subject = ?": subject, "seq < ?": before}
    given = {clause: value for clause, value in wanted.items() if value}
    where = " AND ".join(given) or "TRUE"
    rows = db.execute(
        "SELECT seq, at, actor, role, device, action, subject, detail FROM audit"
        f" WHERE {where} ORDER BY seq DESC LIMIT ?",
        (*given.values(), limit),
    )
    return [Entry(**dict(row)) for row in rows]
