"""The photos that are held, and those that are spoken of, as one node tells another.

A row's number may change when the file is compacted, which only a restore does; a restored node
has a new epoch, and whoever follows it starts over.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Original(NamedTuple):
    """A photo that is held: `seq` is its place in the order in which photos were kept."""

    seq: int
    sha256: str
    size: int
    type: str


def since(db: sqlite3.Connection, seq: int, limit: int) -> list[Original]:
    """The photos kept after this one, in the order in which they were kept."""
    rows = db.execute(
        "SELECT rowid, sha256, size, type FROM photos WHERE rowid > ? ORDER BY rowid LIMIT ?",
        (seq, limit),
    )
    return [Original(*row) for row in rows]


def wanted(db: sqlite3.Connection) -> list[str]:
    """Digests in the manifests of reports whose photos are not held."""
    rows = db.execute(
        "SELECT DISTINCT sha256 FROM report_photos"
        " WHERE sha256 NOT IN (SELECT sha256 FROM photos) ORDER BY sha256"
    )
    return [row[0] for row in rows]
