"""Visits as the desk lists and counts them; those of a merged premises are of what it became."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from fieldapp.domain.visits import STATES, State
from fieldapp.storage.narrowing import Narrowing, mark_of

# The premises that the visit's turned out to be; another authority's visit knows it by name only.
OF_PREMISES = """LEFT JOIN premises p ON p.id = v.premises AND p.authority = v.authority
    LEFT JOIN premises r ON r.id = p.root"""
_COLUMNS = """v.rowid, v.id, v.authority, coalesce(r.id, v.premises),
    coalesce(nullif(r.name, ''), v.premises_name), v.state, v.version, v.visit_kind, v.occasion,
    v.reporter, v.inspectors, v.at, v.ended_at, v.submitted_at, v.day, v.deficiencies, v.critical,
    v.next_visit_on, v.sent_on, v.manner, v.statement_due, v.statement_on, v.case_number,
    w.conflicts, w.flags, w.photos_expected, w.photos_arrived, w.receipt, w.received_at, v.seq"""
_FROM = f"FROM visits v JOIN reports w ON w.id = v.id {OF_PREMISES}"
_KEYS = ("v.at", "v.rowid")
_INSPECTORS = 10


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is left out does not narrow.

    `authorities` as for reports. `premises` is the id of what it is now. `since` and `until` are
    days, both included. `inspector` is anyone who was on it. `statement_before` is a day: those
    whose owner's statement was due before it and has not come. `following_by` is a day: those
    whose next visit was proposed for that day or an earlier one.
    """

    authorities: Collection[str] | None = None
    states: Collection[str] | None = None
    visit_kind: str = ""
    occasion: str = ""
    premises: str = ""
    inspector: str = ""
    since: str = ""
    until: str = ""
    with_deficiencies: bool = False
    with_critical: bool = False
    in_conflict: bool = False
    statement_before: str = ""
    following_by: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A visit as it is listed. `at` is when it began (UTC text), `day` that day in Sweden.

    `state` is as in fieldapp.domain.visits; `deficiencies` counts those found, `critical` those
    of them that were critical. What was said of its sending is None until it was.
    """

    number: int
    id: str
    authority: str | None
    premises: str | None
    premises_name: str
    state: State
    version: int
    visit_kind: str | None
    occasion: str | None
    reporter: str | None
    inspectors: tuple[str, ...]
    at: str
    ended_at: str | None
    submitted_at: str
    day: str
    deficiencies: int
    critical: int
    next_visit_on: str | None
    sent_on: str | None
    manner: str | None
    statement_due: str | None
    statement_on: str | None
    case_number: str | None
    conflicts: int
    flags: int
    photos_expected: int
    photos_arrived: int
    receipt: str
    received_at: str
    seq: int


class Page(NamedTuple):
    """Visits, and what to give as `before` for the next page; None when this was the last."""

    visits: list[Listed]
    before: str | None


def find(
    db: sqlite3.Connection, filters: Filters, before: str | None = None, limit: int = 50
) -> Page:
    """The visits that fit, the newest first."""
    chosen = _narrowing(filters)
    chosen.beyond(_KEYS, before, descending=True)
    order = ", ".join(f"{key} DESC" for key in _KEYS)
    rows = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {chosen.where} ORDER BY {order} LIMIT ?",
        (*chosen.arguments, limit + 1),
    ).fetchall()
    found = [_listed(row) for row in rows[:limit]]
    last = mark_of([found[-1].at, found[-1].number]) if len(rows) > limit else None
    return Page(found, last)


def get(db: sqlite3.Connection, visit: str) -> Listed | None:
    """The visit as it is listed; None for one that is a draft, deleted or not here."""
    row = db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE v.id = ?", (visit,)).fetchone()
    return _listed(row) if row else None


def of_premises(db: sqlite3.Connection, root: str) -> list[Listed]:
    """All visits of a premises and of those that were merged into it, the newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE v.premises IN (SELECT id FROM premises WHERE root = ?1)"
        " AND p.root = ?1 ORDER BY v.at DESC, v.rowid DESC",
        (root,),
    )
    return [_listed(row) for row in rows]


def by_state(db: sqlite3.Connection, filters: Filters) -> dict[State, int]:
    """How many there are in each state but `draft`, whatever states the filters name."""
    chosen = _narrowing(filters, any_state=True)
    rows = db.execute(
        f"SELECT v.state, count(*) {_FROM} WHERE {chosen.where} GROUP BY v.state", chosen.arguments
    )
    found: dict[State, int] = {state: 0 for state in STATES if state != "draft"}
    return found | dict(rows.fetchall())


def _narrowing(filters: Filters, *, any_state: bool = False) -> Narrowing:
    chosen = Narrowing()
    chosen.to_any_of("v.authority", filters.authorities)
    if not any_state:
        chosen.to_any_of("v.state", filters.states)
    chosen.to_those_equal(v__visit_kind=filters.visit_kind, v__occasion=filters.occasion)
    if filters.premises:
        chosen.to("v.premises IN (SELECT id FROM premises WHERE root = ?)", filters.premises)
        chosen.to("p.root = ?", filters.premises)
    if filters.inspector:
        chosen.to("EXISTS (SELECT 1 FROM json_each(v.inspectors) WHERE value = ?)",
                  filters.inspector)  # fmt: skip
    for clause, day in (
        ("v.day >= ?", filters.since),
        ("v.day <= ?", filters.until),
        ("v.statement_on IS NULL AND v.statement_due < ?", filters.statement_before),
        ("v.next_visit_on <= ?", filters.following_by),
    ):
        if day:
            chosen.to(clause, day)
    for clause, asked in (
        ("v.deficiencies > 0", filters.with_deficiencies),
        ("v.critical > 0", filters.with_critical),
        ("w.conflicts > 0", filters.in_conflict),
    ):
        if asked:
            chosen.to(clause)
    return chosen


def _listed(row: sqlite3.Row) -> Listed:
    values = list(row)
    values[_INSPECTORS] = tuple(json.loads(values[_INSPECTORS]))
    return Listed(*values)
