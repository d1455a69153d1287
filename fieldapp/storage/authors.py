"""Who wrote what other nodes have passed on: no accounts, only what the desk shows of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Any

_MEMBERS = ("id", "label", "role", "authority")


def told(db: Connection, people: Iterable[str]) -> list[dict[str, str]]:
    """What another node is told of those of these ids that are known here: id, label, role and
    authority."""
    members = ", ".join(_MEMBERS)
    rows = db.execute(
        f"SELECT {members} FROM people WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL"
        f" SELECT {members} FROM authors WHERE id IN (SELECT value FROM json_each(?1))"
        " AND id NOT IN (SELECT id FROM people) ORDER BY id",
        (json.dumps(list(people)),),
    )
    return [dict(zip(_MEMBERS, row, strict=True)) for row in rows]


def note(db: Connection, people: Iterable[Mapping[str, Any]]) -> None:
    """Takes down what another node told of its people. Whoever has an account here keeps it."""
    db.executemany(
        "INSERT OR REPLACE INTO authors (id, label, role, authority)"
        " VALUES (:id, :label, :role, :authority)",
        [{name: str(person[name]) for name in _MEMBERS} for person in people],
    )
