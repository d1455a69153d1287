"""The photos that are held, and those that are spoken of, as one node tells another.

A row's number may change when the file is compacted, which only a restore does; a restored node
has a new epoch, and whoever follows it starts over.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from fieldapp.domain.people import Authority

_SHARED = """EXISTS (SELECT 1 FROM report_photos rp JOIN records r ON r.id = rp.report
    WHERE rp.sha256 = p.sha256 AND r.seq > ?
    AND r.authority IN (SELECT value FROM json_each(?)))"""


class Original(NamedTuple):
    """A photo that is held: `seq` is its place in the order in which photos were kept."""

    seq: int
    sha256: str
    size: int
    type: str


def since(
    db: sqlite3.Connection, seq: int, limit: int, whose: Iterable[Authority]
) -> list[Original]:
    """The photos of these authorities' reports that were kept after this one, in that order."""
    rows = db.execute(
        "SELECT p.rowid, p.sha256, p.size, p.type FROM photos p"
        f" WHERE p.rowid > ? AND {_SHARED} ORDER BY p.rowid LIMIT ?",
        (seq, 0, _listed(whose), limit),
    )
    return [Original(*row) for row in rows]


def spoken_of(
    db: sqlite3.Connection, seq: int, told: int, whose: Iterable[Authority]
) -> list[Original]:
    """The photos kept up to this one of reports that the log speaks of after `told`."""
    rows = db.execute(
        "SELECT p.rowid, p.sha256, p.size, p.type FROM photos p"
        f" WHERE p.rowid <= ? AND {_SHARED} ORDER BY p.rowid",
        (seq, told, _listed(whose)),
    )
    return [Original(*row) for row in rows]


def waiting(db: sqlite3.Connection, seq: int, whose: Iterable[Authority]) -> int:
    """How many of these authorities' photos were kept after this one."""
    row = db.execute(
        f"SELECT count(*) FROM photos p WHERE p.rowid > ? AND {_SHARED}",
        (seq, 0, _listed(whose)),
    ).fetchone()
    return int(row[0])


def is_shared(db: sqlite3.Connection, sha256: str, whose: Iterable[Authority]) -> bool:
    """Whether the photo belongs to a report of these authorities'."""
    row = db.execute(
        f"SELECT 1 FROM photos p WHERE p.sha256 = ? AND {_SHARED}", (sha256, 0, _listed(whose))
    ).fetchone()
    return row is not None


def wanted(db: sqlite3.Connection) -> list[str]:
    """Digests in the manifests of reports whose photos are not held."""
    rows = db.execute(
        "SELECT DISTINCT sha256 FROM report_photos"
        " WHERE sha256 NOT IN (SELECT sha256 FROM photos) ORDER BY sha256"
    )
    return [row[0] for row in rows]


def _listed(whose: Iterable[Authority]) -> str:
    return json.dumps(sorted(whose))
