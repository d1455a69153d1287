"""The key that rescue files are sealed to: in the database, so that every backup has it too."""

from __future__ import annotations

import sqlite3

_SECRET, _PUBLIC = "rescue_secret", "rescue_public"


def secret(db: sqlite3.Connection) -> str | None:
    return _get(db, _SECRET)


def public(db: sqlite3.Connection) -> str | None:
    return _get(db, _PUBLIC)


def put(db: sqlite3.Connection, secret: str, public: str) -> None:
    """Once: a key is never replaced, for files sealed to it may come at any time."""
    db.executemany("INSERT INTO meta VALUES (?, ?)", [(_SECRET, secret), (_PUBLIC, public)])


def _get(db: sqlite3.Connection, key: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
