"""Deficiencies as the desk lists and counts them: answers of visits, with how they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from fieldapp.domain.deficiencies import OPEN, STATES, State
from fieldapp.storage.narrowing import Narrowing, mark_of
from fieldapp.storage.visits import OF_PREMISES

_COLUMNS = """d.visit, d.item, d.authority, coalesce(r.id, d.premises),
    coalesce(nullif(r.name, ''), v.premises_name), d.checklist, d.position, d.question,
    d.reference, d.severity, d.note, d.said, d.observed_at, d.observed_by, d.corrected,
    d.visit_at, d.day, d.state, d.deadline, d.case_number, d.measure, d.reason"""
_FROM = f"FROM deficiencies d JOIN visits v ON v.id = d.visit {OF_PREMISES}"
_KEYS = ("coalesce(d.deadline, '~')", "d.visit", "d.item")
_NO_DEADLINE = "~"
_OPEN = ", ".join(f"'{state}'" for state in sorted(OPEN))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is left out does not narrow.

    `authorities` as for reports. `since` and `until` are days of the visit, both included;
    `overdue_on` is a day: those still open whose deadline was before it.
    """

    authorities: Collection[str] | None = None
    states: Collection[str] | None = None
    item: str = ""
    checklist: str = ""
    severity: str = ""
    premises: str = ""
    since: str = ""
    until: str = ""
    overdue_on: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A deficiency as it is listed; see fieldapp.domain.visits.Found and deficiencies.Standing."""

    visit: str
    item: str
    authority: str | None
    premises: str | None
    premises_name: str
    checklist: str
    position: int
    question: str
    reference: str | None
    severity: str
    note: str
    said: str
    observed_at: str
    observed_by: str
    corrected: bool
    visit_at: str
    day: str
    state: State
    deadline: str | None
    case_number: str | None
    measure: str | None
    reason: str | None


class Page(NamedTuple):
    """Deficiencies, and what to give as `after` for the next page; None when this was the last."""

    deficiencies: list[Listed]
    after: str | None


class Count(NamedTuple):
    """How many were found of a point, or at a premises, and how many of them are still open.

    `id` and `name` are the point's id and question, or the premises' id and name.
    """

    id: str
    name: str
    found: int
    open: int
    corrected: int


def find(
    db: sqlite3.Connection, filters: Filters, after: str | None = None, limit: int = 50
) -> Page:
    """Those that fit, the earliest deadline first and those without one last."""
    chosen = _narrowing(filters)
    chosen.beyond(_KEYS, after)
    rows = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {chosen.where} ORDER BY {', '.join(_KEYS)} LIMIT ?",
        (*chosen.arguments, limit + 1),
    ).fetchall()
    found = [_listed(row) for row in rows[:limit]]
    more = len(rows) > limit
    return Page(found, _mark(found[-1]) if more else None)


def get(db: sqlite3.Connection, visit: str, item: str) -> Listed | None:
    """The deficiency that this visit found at this point."""
    row = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE d.visit = ? AND d.item = ?", (visit, item)
    ).fetchone()
    return _listed(row) if row else None


def of_visit(db: sqlite3.Connection, visit: str) -> list[Listed]:
    """What the visit found, in the order of its points."""
    rows = db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE d.visit = ? ORDER BY d.position", (visit,))
    return [_listed(row) for row in rows]


def by_state(db: sqlite3.Connection, filters: Filters) -> dict[State, int]:
    """How many there are in each state, whatever states the filters name."""
    chosen = _narrowing(filters, any_state=True)
    rows = db.execute(
        f"SELECT d.state, count(*) {_FROM} WHERE {chosen.where} GROUP BY d.state", chosen.arguments
    )
    found: dict[State, int] = dict.fromkeys(STATES, 0)
    return found | dict(rows.fetchall())


def per_item(db: sqlite3.Connection, filters: Filters) -> list[Count]:
    """How many of each point, the most first; in the words that the newest visit had."""
    return _counts(db, filters, "d.item", "max(d.day || d.question)", skipped=len("2026-11-20"))


def per_premises(db: sqlite3.Connection, filters: Filters) -> list[Count]:
    """How many at each premises, the most first."""
    name = "max(coalesce(nullif(r.name, ''), v.premises_name))"
    return _counts(db, filters, "coalesce(r.id, d.premises, '')", name, skipped=0)


def _counts(
    db: sqlite3.Connection, filters: Filters, by: str, name: str, *, skipped: int
) -> list[Count]:
    chosen = _narrowing(filters)
    rows = db.execute(
        f"SELECT {by} AS own, substr({name}, {skipped} + 1), count(*) AS found,"
        f" sum(d.state IN ({_OPEN})) AS open, sum(d.corrected)"
        f" {_FROM} WHERE {chosen.where} GROUP BY own ORDER BY found DESC, open DESC, own",
        chosen.arguments,
    )
    return [Count(*row) for row in rows]


def _narrowing(filters: Filters, *, any_state: bool = False) -> Narrowing:
    chosen = Narrowing()
    chosen.to_any_of("d.authority", filters.authorities)
    if not any_state:
        chosen.to_any_of("d.state", filters.states)
    chosen.to_those_equal(
        d__item=filters.item, d__checklist=filters.checklist, d__severity=filters.severity
    )
    if filters.premises:
        chosen.to("d.premises IN (SELECT id FROM premises WHERE root = ?)", filters.premises)
        chosen.to("p.root = ?", filters.premises)
    if filters.since:
        chosen.to("d.day >= ?", filters.since)
    if filters.until:
        chosen.to("d.day <= ?", filters.until)
    if filters.overdue_on:
        chosen.to(f"d.deadline < ? AND d.state IN ({_OPEN})", filters.overdue_on)
    return chosen


def _mark(last: Listed) -> str:
    return mark_of([last.deadline or _NO_DEADLINE, last.visit, last.item])


def _listed(row: sqlite3.Row) -> Listed:
    values = {name: row[place] for place, name in enumerate(Listed.__slots__)}
    return Listed(**values | {"corrected": bool(values["corrected"])})
