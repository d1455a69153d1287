"""Filters that a person has given a name, each their own."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """`query` is the list's address after its question mark."""

    id: str
    name: str
    query: str


def save(db: Connection, own: str, person: str, name: str, query: str) -> None:
    """A name that the person has used already gets the new filter."""
    db.execute(
        "INSERT INTO saved_filters (id, person, name, query) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (person, name) DO UPDATE SET query = excluded.query",
        (own, person, name, query),
    )


def remove(db: Connection, own: str, person: str) -> None:
    db.execute("DELETE FROM saved_filters WHERE id = ? AND person = ?", (own, person))


def of(db: Connection, person: str) -> list[SavedFilter]:
    """A person's own, by name."""
    rows = db.execute(
        "SELECT id, name, query FROM saved_filters WHERE person = ? ORDER BY name", (person,)
    )
    return [SavedFilter(*row) for row in rows]
