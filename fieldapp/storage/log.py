"""The log itself: rows that are only ever added, each chained to the one before by SHA-256."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fieldapp.domain.changes import Change
from fieldapp.domain.changes import receipt_code as receipt_code

BEGINNING = ""
_COLUMNS = """seq, id, kind, record, device, actor, at, seen, fields, received_at, clock_offset,
    digest, receipt, chain"""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `fields` are the change's as text.

    `clock_offset` is server time minus device time in ms when it was received.
    """

    seq: int
    change: Change
    fields: str
    received_at: str
    clock_offset: int | None
    digest: str
    receipt: str
    chain: str


class End(NamedTuple):
    """Where the log ends: its last seq and chain."""

    seq: int
    chain: str


def end(db: sqlite3.Connection) -> End:
    row = db.execute("SELECT seq, chain FROM changes ORDER BY seq DESC LIMIT 1").fetchone()
    return End(*row) if row else End(0, BEGINNING)


def link(before: str, seq: int, received_at: str, digest: str) -> str:
    """The chain's next link, over the one before and what a row says of its change."""
    return hashlib.sha256(f"{before}\n{seq}\n{received_at}\n{digest}".encode()).hexdigest()


class Writer:
    """Adds changes after the end of the log; `flush` writes them all at once."""

    def __init__(self, db: sqlite3.Connection, received_at: str, clock_offset: int | None) -> None:
        self._db = db
        self._end = end(db)
        self._received = (received_at, clock_offset)
        self._rows: list[tuple[object, ...]] = []

    def add(self, change: Change, fields: str, digest: str) -> tuple[int, str]:
        """Adds a change with its fields as text and its digest. Returns its seq and receipt."""
        seq, receipt = self._end.seq + 1, receipt_code(digest)
        chain = link(self._end.chain, seq, self._received[0], digest)
        self._rows.append(
            (
                seq,
                change.id,
                change.kind,
                change.record,
                change.device,
                change.actor,
                change.at,
                change.seen,
                fields,
                *self._received,
                digest,
                receipt,
                chain,
            )
        )
        self._end = End(seq, chain)
        return seq, receipt

    def flush(self) -> None:
        self._db.executemany(
            f"INSERT INTO changes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._rows,
        )


def known(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The digests of those of these changes that the log has."""
    found = db.execute(
        "SELECT id, digest FROM changes WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return dict(found.fetchall())


def read_log(db: sqlite3.Connection, after: int = 0, limit: int = -1) -> Iterator[Line]:
    """Rows after this seq, oldest first; -1 for no limit."""
    return map(line, rows(db, after, limit))


def rows(db: sqlite3.Connection, after: int = 0, limit: int = -1) -> Iterator[sqlite3.Row]:
    """The same as they are stored, which `line` may find unreadable."""
    return db.execute(
        f"SELECT {_COLUMNS} FROM changes WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
    )


def of_record(db: sqlite3.Connection, record: str) -> list[Line]:
    """A record's rows, oldest first."""
    found = db.execute(f"SELECT {_COLUMNS} FROM changes WHERE record = ? ORDER BY seq", (record,))
    return [line(row) for row in found]


def line(row: sqlite3.Row) -> Line:
    """A stored row, read. Raises ValueError for one that is damaged."""
    change = Change(
        row["id"],
        row["kind"],
        row["record"],
        row["device"],
        row["actor"],
        row["at"],
        row["seen"],
        json.loads(row["fields"]),
    )
    given = (row["seq"], change, row["fields"])
    told = (row["received_at"], row["clock_offset"], row["digest"], row["receipt"], row["chain"])
    return Line(*given, *told)
