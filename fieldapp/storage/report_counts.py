"""How many reports there are in each state. Never counts past what a person would read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fieldapp.storage.report_filters import Filters, Plan, plan

MOST = 500
SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Counts:
    """Reports by state. One with `more` is a count that stopped there."""

    by_state: Mapping[str, int]
    more: frozenset[str] = frozenset()


def by_state(db: sqlite3.Connection, filters: Filters, states: Iterable[str]) -> Counts:
    """Counts what the filters find, whatever state they name themselves.

    Without other filters each state has an index and is counted on its own. With them the newest
    are looked through once, for a rare state could lie anywhere among a million others.
    """
    wanted = tuple(states)
    anywhere = replace(filters, states=wanted)
    bare = Filters(authorities=filters.authorities, kinds=filters.kinds, states=wanted)
    if anywhere == bare:
        found = {state: _count(db, replace(anywhere, states=(state,))) for state in wanted}
        return Counts(found, frozenset(state for state in wanted if found[state] == MOST))
    chosen = plan(db, anywhere, None)
    rows = db.execute(
        f"SELECT state, count(*) FROM ({_newest(chosen, 'r.state')}) GROUP BY state",
        (*chosen.arguments, SAMPLE),
    )
    found = dict.fromkeys(wanted, 0) | dict(rows.fetchall())
    is_cut = sum(found.values()) == SAMPLE
    return Counts(found, frozenset(wanted) if is_cut else frozenset())


def oldest(db: sqlite3.Connection, filters: Filters) -> str | None:
    """When the one that has waited longest of these was submitted, as UTC text."""
    chosen = plan(db, replace(filters, oldest_first=True), None)
    row = db.execute(
        f"SELECT r.submitted_at FROM {chosen.source} WHERE {chosen.where}"
        f" ORDER BY {chosen.order} LIMIT 1",
        chosen.arguments,
    ).fetchone()
    return row[0] if row else None


def newer(db: sqlite3.Connection, filters: Filters, seq: int, most: int) -> int:
    """How many of the newest that fit were submitted after this seq; counts to `most`."""
    chosen = plan(db, filters, None)
    chosen.narrow("r.seq > ?", seq)
    row = db.execute(
        f"SELECT count(*) FROM ({_newest(chosen, '1')})", (*chosen.arguments, most)
    ).fetchone()
    return int(row[0])


def _count(db: sqlite3.Connection, filters: Filters) -> int:
    chosen = plan(db, filters, None)
    row = db.execute(
        f"SELECT count(*) FROM ({_newest(chosen, '1')})", (*chosen.arguments, MOST)
    ).fetchone()
    return int(row[0])


def _newest(chosen: Plan, columns: str) -> str:
    return (
        f"SELECT {columns} FROM {chosen.source} WHERE {chosen.where}"
        f" ORDER BY {chosen.order} LIMIT ?"
    )
