"""Premises as the desk lists, finds and opens them. What was merged is found as what it became."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

from fieldapp.storage.narrowing import Narrowing, mark_of
from fieldapp.storage.report_words import match

Order = Literal["name", "due", "risk"]
COLUMNS = """p.rowid, p.id, p.authority, p.root, p.name, p.sort, p.holder, p.org_number, p.own_id,
    p.address, p.locality, p.area, p.lat, p.lon, p.risk, p.visits_per_year, p.permits,
    p.found_in_field, p.closed_on, p.conflicts, p.last_visit, p.last_visit_at, p.due_on,
    p.due_key, p.open, p.deadline, p.seq"""
# The last of the keys of every order makes it whole; risk goes from the greatest.
_ORDERS: dict[Order, tuple[str, ...]] = {
    "name": ("p.sort", "p.rowid"),
    "due": ("p.due_key", "p.rowid"),
    "risk": ("-coalesce(p.risk, 0)", "p.sort", "p.rowid"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is left out does not narrow.

    `authorities` as for reports. `overdue_on` is a day: those that were due before it. `due_by` is
    a day: those that are due by then or were never visited though they are to be. `box` is south,
    west, north, east in degrees. Premises that have ended are listed only with `closed`.
    """

    authorities: Collection[str] | None = None
    text: str = ""
    area: str = ""
    permit: str = ""
    risk: int | None = None
    overdue_on: str = ""
    due_by: str = ""
    never_visited: bool = False
    found_in_field: bool = False
    with_open: bool = False
    in_conflict: bool = False
    closed: bool = False
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A premises as it is listed; see fieldapp.domain.premises.Premises for the columns.

    `root` is the id of what it turned out to be, its own as a rule. `open` counts deficiencies and
    `deadline` is their earliest; `due_on` as in fieldapp.domain.supervision.
    """

    number: int
    id: str
    authority: str | None
    root: str
    name: str
    sort: str
    holder: str
    org_number: str
    own_id: str
    address: str
    locality: str
    area: str | None
    lat: float | None
    lon: float | None
    risk: int | None
    visits_per_year: int
    permits: tuple[str, ...]
    found_in_field: bool
    closed_on: str | None
    conflicts: int
    last_visit: str | None
    last_visit_at: str | None
    due_on: str | None
    due_key: str
    open: int
    deadline: str | None
    seq: int

    @property
    def is_merged(self) -> bool:
        return self.root != self.id


class Page(NamedTuple):
    """Premises, and what to give as `after` for the next page; None when this was the last."""

    premises: list[Listed]
    after: str | None


def find(
    db: sqlite3.Connection,
    filters: Filters,
    order: Order = "name",
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Those that fit. In the order `due`, those never visited come first and those of no plan
    last; in `risk`, the greatest first."""
    keys = _ORDERS[order]
    chosen = _narrowing(filters)
    chosen.beyond(keys, after)
    rows = db.execute(
        f"SELECT {COLUMNS}, json_array({', '.join(keys)}) FROM premises p WHERE {chosen.where}"
        f" ORDER BY {', '.join(keys)} LIMIT ?",
        (*chosen.arguments, limit + 1),
    ).fetchall()
    last = mark_of(json.loads(rows[limit - 1][-1])) if len(rows) > limit else None
    return Page([listed(row) for row in rows[:limit]], last)


def count(db: sqlite3.Connection, filters: Filters) -> int:
    """How many fit."""
    chosen = _narrowing(filters)
    row = db.execute(
        f"SELECT count(*) FROM premises p WHERE {chosen.where}", chosen.arguments
    ).fetchone()
    return int(row[0])


def get(db: sqlite3.Connection, premises: str) -> Listed | None:
    """The premises, also one that was merged or has ended; None when there is none."""
    row = db.execute(f"SELECT {COLUMNS} FROM premises p WHERE p.id = ?", (premises,)).fetchone()
    return listed(row) if row else None


def merged_into(db: sqlite3.Connection, root: str) -> list[Listed]:
    """Those that turned out to be this one, the oldest first."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM premises p WHERE p.root = ?1 AND p.id <> ?1 ORDER BY p.rowid",
        (root,),
    )
    return [listed(row) for row in rows]


def by_own_id(db: sqlite3.Connection, authority: str, own_id: str) -> Listed | None:
    """The one that the municipality calls by this id of its own; of several, the oldest."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM premises p WHERE p.own_id = ? AND p.own_id <> ''"
        " AND p.authority = ? ORDER BY p.root <> p.id, p.rowid LIMIT 1",
        (own_id, authority),
    ).fetchone()
    return listed(row) if row else None


def listed(row: sqlite3.Row) -> Listed:
    """A row that begins with COLUMNS."""
    values = {name: row[place] for place, name in enumerate(Listed.__slots__)}
    permits = tuple(json.loads(values["permits"]))
    return Listed(
        **values | {"permits": permits, "found_in_field": bool(values["found_in_field"])}
    )


def narrow(chosen: Narrowing, filters: Filters) -> None:
    """Narrows a query over `premises p` to those that fit; merged ones never do."""
    chosen.to("p.root = p.id")
    chosen.to_any_of("p.authority", filters.authorities)
    chosen.to_those_equal(p__area=filters.area, p__risk=filters.risk)
    if words := match(filters.text):
        chosen.to("p.rowid IN (SELECT rowid FROM premises_fts WHERE premises_fts MATCH ?)", words)
    if filters.permit:
        chosen.to("EXISTS (SELECT 1 FROM json_each(p.permits) WHERE value = ?)", filters.permit)
    if filters.overdue_on:
        chosen.to("p.due_on < ?", filters.overdue_on)
    if filters.due_by:
        chosen.to("p.due_key <= ?", filters.due_by)
    for clause, asked in (
        ("p.due_key = ''", filters.never_visited),
        ("p.found_in_field", filters.found_in_field),
        ("p.open > 0", filters.with_open),
        ("p.conflicts > 0", filters.in_conflict),
    ):
        if asked:
            chosen.to(clause)
    chosen.to(f"p.closed_on IS {'NOT ' if filters.closed else ''}NULL")
    if filters.box:
        south, west, north, east = filters.box
        chosen.to(
            "p.rowid IN (SELECT id FROM premises_places WHERE max_lat >= ? AND min_lat <= ?"
            " AND max_lon >= ? AND min_lon <= ?)",
            *(south, north, west, east),
        )
        chosen.to("p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?", south, north, west, east)


def _narrowing(filters: Filters) -> Narrowing:
    chosen = Narrowing()
    narrow(chosen, filters)
    return chosen
