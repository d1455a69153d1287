"""One-time codes that let a phone in. The server keeps hashes of code and token only."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Authority, Sender
from fieldapp.domain.problems import Problem
from fieldapp.storage import devices

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011", " -")
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Request:
    """What a phone sends to be let in: it has made its own identity and token."""

    code: str
    device: str
    token: str
    name: str


def invite(
    db: sqlite3.Connection,
    person: str,
    created_by: str,
    now: datetime,
    minutes: int,
    *,
    is_node: bool = False,
    works_for: Iterable[Authority] = (),
) -> str:
    """A new code for the person's phone, shown once: eight characters of Crockford's base 32.

    `works_for`: the authorities that a node works for; none for those of its person.
    """
    code = "".join(secrets.choice(_CROCKFORD) for _ in range(_LENGTH))
    db.execute(
        "INSERT INTO enrolments"
        " (code_hash, person, is_node, works_for, created_by, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            code_hash(code),
            person,
            is_node,
            " ".join(sorted(works_for)) or None,
            created_by,
            format_time(now),
            format_time(now + timedelta(minutes=minutes)),
        ),
    )
    return code


def redeem(db: sqlite3.Connection, request: Request, now: datetime) -> tuple[Sender, bool]:
    """The sender that the code lets in, and whether this was the first time.

    The same request again gives the same answer, however late: the first may have been lost.
    Raises Problem enrolment-code-unknown, -expired, -used, device-belongs-to-another,
    device-revoked.
    """
    row = db.execute(
        "SELECT * FROM enrolments WHERE code_hash = ?", (code_hash(request.code),)
    ).fetchone()
    if row is None:
        raise Problem("enrolment-code-unknown")
    first = row["used_at"] is None
    if first:
        _let_in(db, request, row, now)
    elif (row["device"], row["token_hash"]) != (request.device, devices.token_hash(request.token)):
        raise Problem("enrolment-code-used")
    return devices.by_token(db, request.token).sender, first


def code_hash(code: str) -> str:
    """SHA-256 of the code as it was meant: case, spaces, hyphens and look-alikes do not matter."""
    meant = code.upper().translate(_LOOKALIKES)
    return hashlib.sha256(meant.encode()).hexdigest()


def _let_in(db: sqlite3.Connection, request: Request, row: sqlite3.Row, now: datetime) -> None:
    if row["expires_at"] < format_time(now):
        raise Problem("enrolment-code-expired")
    hashed = devices.token_hash(request.token)
    owner = db.execute(
        "SELECT person FROM devices WHERE id = ? AND person != ? OR token_hash = ? AND id != ?",
        (request.device, row["person"], hashed, request.device),
    ).fetchone()
    if owner:
        raise Problem("device-belongs-to-another")
    db.execute(
        "INSERT INTO devices"
        " (id, person, token_hash, name, is_node, works_for, created_at, last_seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " token_hash = excluded.token_hash, name = excluded.name, is_node = excluded.is_node,"
        " works_for = excluded.works_for, revoked_at = NULL, last_seen = excluded.last_seen",
        (
            request.device,
            row["person"],
            hashed,
            request.name,
            row["is_node"],
            row["works_for"],
            format_time(now),
            format_time(now),
        ),
    )
    db.execute(
        "UPDATE enrolments SET used_at = ?, device = ?, token_hash = ? WHERE code_hash = ?",
        (format_time(now), request.device, hashed, row["code_hash"]),
    )
