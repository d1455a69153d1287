"""How many reports there are in each state, and how many are new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldapp.storage import report_words, tallies
from fieldapp.storage.report_filters import Filters, plan
from fieldapp.storage.report_pages import is_walked

SAMPLE = 500
_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Counts:
    """Reports by state. Of one with `more` there are at least so many."""

    by_state: Mapping[str, int]
    more: frozenset[str] = frozenset()


def by_state(db: sqlite3.Connection, filters: Filters, states: Iterable[str]) -> Counts:
    """Counts what the filters find, whatever state they name themselves.

    Of a search by words alone only the newest SAMPLE are looked at.
    """
    wanted = tuple(states)
    anywhere = replace(filters, states=wanted)
    found = tallies.find(db, anywhere)
    if report_words.match(filters.text) and is_walked(filters):
        return found.once("states of the newest", lambda: _of_newest(db, anywhere, wanted))
    return Counts(_only(wanted, tallies.by_state(found)))


def _of_newest(db: sqlite3.Connection, filters: Filters, wanted: Sequence[str]) -> Counts:
    among = report_words.newest(db, filters.text, SAMPLE)
    counts = tallies.by_state(tallies.find(db, replace(filters, text=""), among))
    return Counts(_only(wanted, counts), frozenset(wanted if len(among) == SAMPLE else ()))


def _only(wanted: Sequence[str], counts: Mapping[str, int]) -> dict[str, int]:
    return {one: counts[one] for one in wanted}


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
    rows = db.execute(
        "SELECT rowid FROM reports WHERE seq > ? ORDER BY seq DESC LIMIT ?", (seq, _LOOKED_AT)
    )
    fresh = [row[0] for row in rows]
    return min(tallies.find(db, filters, fresh).total(), most) if fresh else 0
