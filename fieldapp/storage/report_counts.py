"""How many reports there are in each state. Never counts past what a person would read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fieldapp.storage import tallies
from fieldapp.storage.report_filters import Filters, Plan, plan

MOST = 500
_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Counts:
    """Reports by state. One with `more` is a count that stopped there."""

    by_state: Mapping[str, int]
    more: frozenset[str] = frozenset()


def by_state(db: sqlite3.Connection, filters: Filters, states: Iterable[str]) -> Counts:
    """Counts what the filters find, whatever state they name themselves.

    Without other filters each state has an index and is counted on its own as far as one reads.
    """
    wanted = tuple(states)
    anywhere = replace(filters, states=wanted)
    bare = Filters(authorities=filters.authorities, kinds=filters.kinds, states=wanted)
    if anywhere == bare:
        found = {state: _count(db, replace(anywhere, states=(state,))) for state in wanted}
        return Counts(found, frozenset(state for state in wanted if found[state] == MOST))
    counts = tallies.by_state(tallies.find(db, anywhere))
    return Counts({state: counts[state] for state in wanted})


def oldest(db: sqlite3.Connection, filters: Filters) -> str | None:
    """When the one that has waited longest of these was submitted, as UTC text."""
    chosen = plan(replace(filters, oldest_first=True), None)
    row = db.execute(
        f"SELECT r.submitted_at FROM {chosen.source} WHERE {chosen.where}"
        f" ORDER BY {chosen.order} LIMIT 1",
        chosen.arguments,
    ).fetchone()
    return row[0] if row else None


def newer(db: sqlite3.Connection, filters: Filters, seq: int, most: int) -> int:
    """How many of the newest that fit were submitted after this seq; counts to `most`."""
    rows = db.execute(
        "SELECT rowid FROM reports WHERE seq > ? ORDER BY seq DESC LIMIT ?", (seq, _LOOKED_AT)
    )
    fresh = [row[0] for row in rows]
    return min(tallies.find(db, filters, fresh).total(), most) if fresh else 0


def _count(db: sqlite3.Connection, filters: Filters) -> int:
    chosen = plan(filters, None)
    row = db.execute(
        f"SELECT count(*) FROM ({_newest(chosen, '1')})", (*chosen.arguments, MOST)
    ).fetchone()
    return int(row[0])


def _newest(chosen: Plan, columns: str) -> str:
    return (
        f"SELECT {columns} FROM {chosen.source} WHERE {chosen.where}"
        f" ORDER BY {chosen.order} LIMIT ?"
    )
