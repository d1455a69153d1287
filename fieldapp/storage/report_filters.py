"""How a list of reports is asked for, so that each page is read from an index in its own order."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from fieldapp.storage.report_words import match, query


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is left out does not narrow.

    `authorities` are those whose reports the reader may see, `kinds` those kinds that they may: an
    empty one finds nothing, None is everything. `since` and `until` are UTC text, for when it
    happened; `week_hours` are hours of the week of it, 0 when Monday begins, by Swedish time.
    `box` is south, west, north, east in degrees. `oldest_first` turns the order around.
    """

    authorities: Collection[str] | None = None
    kinds: Collection[str] | None = None
    states: Collection[str] = ()
    kind: str = ""
    category: str = ""
    categories: Collection[str] = ()
    area: str = ""
    reporter: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    box: tuple[float, float, float, float] | None = None
    week_hours: Collection[int] = ()
    flagged: bool = False
    in_conflict: bool = False
    lacking_photos: bool = False
    oldest_first: bool = False


@dataclass(slots=True)
class Plan:
    """The parts of a query. `keys` are the columns that the order stands on."""

    source: str
    keys: tuple[str, ...]
    clauses: list[str] = field(default_factory=list)
    arguments: list[Any] = field(default_factory=list)
    ascending: bool = False

    @property
    def where(self) -> str:
        return " AND ".join(self.clauses) or "TRUE"

    @property
    def order(self) -> str:
        way = "ASC" if self.ascending else "DESC"
        return ", ".join(f"{key} {way}" for key in self.keys)

    def narrow(self, clause: str, *arguments: Any) -> None:
        self.clauses.append(clause)
        self.arguments += arguments


def plan(db: sqlite3.Connection, filters: Filters, before: str | None) -> Plan:
    """How to read the page that ends before this mark, when one index leads to it."""
    chosen = _source(filters)
    chosen.ascending = filters.oldest_first
    if match(filters.text):
        chosen.narrow("reports_fts MATCH ?", query(db, filters.text))
    _narrow_to_columns(chosen, filters)
    values = (before or "").split("~")
    if before and len(values) == len(chosen.keys):
        marks = ", ".join("?" * len(values))
        past = ">" if chosen.ascending else "<"
        chosen.narrow(f"({', '.join(chosen.keys)}) {past} ({marks})", *map(_number, values))
    return chosen


def keys(filters: Filters) -> tuple[str, ...]:
    """What of a listed report a page's order stands on, the first first."""
    if match(filters.text):
        return ("number",)
    return ("happened_at", "number") if filters.since or filters.until else ("seq",)


def mark(filters: Filters, last: object) -> str:
    """Where a page ended, of its last report."""
    return "~".join(str(getattr(last, key)) for key in keys(filters))


def _source(filters: Filters) -> Plan:
    """The index to walk: the one that is in the order asked for."""
    if match(filters.text):
        return Plan("reports_fts f CROSS JOIN reports r ON r.rowid = f.rowid", ("f.rowid",))
    if filters.since or filters.until:
        order = ("r.happened_at", "r.rowid")
        return Plan("reports r INDEXED BY reports_by_happened", order)
    indexes = (
        ("reports_by_reporter", filters.reporter),
        ("reports_flagged", filters.flagged),
        ("reports_in_conflict", filters.in_conflict),
        ("reports_lacking_photos", filters.lacking_photos),
        ("reports_by_category", filters.category),
        ("reports_by_area", filters.area),
        ("reports_by_state", len(filters.states) == 1),
    )
    index = next((name for name, asked in indexes if asked), "reports_by_seq")
    return Plan(f"reports r INDEXED BY {index}", ("r.seq",))


def _narrow_to_columns(chosen: Plan, filters: Filters) -> None:
    for name in ("kind", "category", "area", "reporter"):
        value = getattr(filters, name)
        if value:
            chosen.narrow(f"r.{name} = ?", value)
    if filters.authorities is not None:
        chosen.narrow(f"r.authority IN ({_marks(filters.authorities)})", *filters.authorities)
    if filters.kinds is not None:
        chosen.narrow(f"r.kind IN ({_marks(filters.kinds)})", *sorted(filters.kinds))
    if filters.states:
        chosen.narrow(f"r.state IN ({_marks(filters.states)})", *filters.states)
    for clause, asked in (
        ("r.flags > 0", filters.flagged),
        ("r.conflicts > 0", filters.in_conflict),
        ("r.photos_arrived < r.photos_expected", filters.lacking_photos),
    ):
        if asked:
            chosen.narrow(clause)
    if filters.since:
        chosen.narrow("r.happened_at >= ?", filters.since)
    if filters.until:
        chosen.narrow("r.happened_at <= ?", filters.until)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() and len(text) < 19 else text
