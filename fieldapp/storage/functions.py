"""What SQL is taught of Swedish: how it is searched, and in what order it stands."""

from __future__ import annotations

import sqlite3

from fieldapp.domain.swedish import folded, label_key


def teach(db: sqlite3.Connection) -> None:
    """Gives a connection the functions that queries, and the index of words, call."""
    db.create_function("folded", 1, folded, deterministic=True)
    db.create_function("label_key", 1, label_key, deterministic=True)
