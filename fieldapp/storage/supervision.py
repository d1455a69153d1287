"""The plan of supervision: what is due, what has been done this year and by whom; and what phones
are told of each premises."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from fieldapp.domain.supervision import Coverage, coverage
from fieldapp.storage import premises
from fieldapp.storage.narrowing import Narrowing
from fieldapp.storage.premises import Filters, Listed

# What the plan counts: fieldapp.domain.supervision.counts, in SQL.
_COUNTS = "v.counted AND v.visit_kind = 'field' AND coalesce(v.occasion, '') <> 'follow_up'"
SOON = timedelta(days=30)


class Told(NamedTuple):
    """Rows of `GET /api/supervision` as JSON texts, where the page ended, and whether to ask."""

    bodies: list[str]
    seq: int
    premises: str
    more: bool


class Planned(NamedTuple):
    """A premises of the plan: who led its last visit, and how many were made that year of those
    that the plan speaks of."""

    premises: Listed
    last_reporter: str | None
    made: int


class Plan(NamedTuple):
    """Premises of the plan, and what to give as `after` for the next page; None for none."""

    planned: list[Planned]
    after: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many premises are overdue, due soon, later, never visited though they are to be, and
    not planned at all."""

    overdue: int = 0
    soon: int = 0
    later: int = 0
    never: int = 0
    none: int = 0


class Group(NamedTuple):
    """A risk class or a kind of permit (`""`: none is known), with how its plan stands."""

    id: str
    standing: Standing
    coverage: Coverage


class Overview(NamedTuple):
    """The plan of a year as a whole, by risk and by permit."""

    whole: Group
    by_risk: list[Group]
    by_permit: list[Group]


class Had(NamedTuple):
    """What an inspector had in a year: visits, of how many premises, deficiencies found."""

    person: str
    visits: int
    premises: int
    deficiencies: int


class _Plan(NamedTuple):
    id: str
    risk: int | None
    permits: str
    planned: int
    due_on: str | None
    due_key: str
    made: int


def told_since(db: sqlite3.Connection, authority: str, seq: int, own: str, limit: int) -> Told:
    """What is known of the premises of this authority that changed after this place: a seq, and
    the premises' id that came last under it."""
    rows = db.execute(
        "SELECT seq, premises, body FROM supervision WHERE authority = ?"
        " AND (seq, premises) > (?, ?) ORDER BY seq, premises LIMIT ?",
        (authority, seq, own, limit + 1),
    ).fetchall()
    page = rows[:limit]
    if page:
        seq, own = page[-1]["seq"], page[-1]["premises"]
    return Told([row["body"] for row in page], seq, own, len(rows) > limit)


def plan(
    db: sqlite3.Connection,
    filters: Filters,
    year: int,
    after: str | None = None,
    limit: int = 50,
) -> Plan:
    """The premises that fit, those never visited first and then by the day on which they are due;
    `filters.due_by` narrows to what is to be done by a day."""
    page = premises.find(db, filters, "due", after, limit)
    made = _made(db, filters.authorities, year, [one.id for one in page.premises])
    leads = _leads(db, page.premises)
    planned = [
        Planned(one, leads.get(one.last_visit or ""), made.get(one.id, 0)) for one in page.premises
    ]
    return Plan(planned, page.after)


def overview(db: sqlite3.Connection, filters: Filters, today: date) -> Overview:
    """How the plan of today's year stands, of the premises that fit."""
    every = _every(db, filters, today.year)
    by_risk: defaultdict[str, list[_Plan]] = defaultdict(list)
    by_permit: defaultdict[str, list[_Plan]] = defaultdict(list)
    for one in every:
        by_risk[str(one.risk or "")].append(one)
        for kind in json.loads(one.permits) or ("",):
            by_permit[kind].append(one)
    return Overview(
        _group("", every, today),
        [_group(risk, by_risk[risk], today) for risk in sorted(by_risk, reverse=True)],
        [_group(kind, by_permit[kind], today) for kind in sorted(by_permit)],
    )


def had(db: sqlite3.Connection, authorities: Collection[str] | None, year: int) -> list[Had]:
    """Who had what in a year, the most visits first; all on a visit had it."""
    chosen = Narrowing()
    chosen.to_any_of("v.authority", authorities)
    rows = db.execute(
        "SELECT i.value, count(*) AS visits, count(DISTINCT coalesce(p.root, v.premises)),"
        " sum(v.deficiencies) FROM visits v JOIN json_each(v.inspectors) i"
        " LEFT JOIN premises p ON p.id = v.premises AND p.authority = v.authority"
        f" WHERE {chosen.where} AND v.counted AND v.day BETWEEN ? AND ?"
        " GROUP BY i.value ORDER BY visits DESC, i.value",
        (*chosen.arguments, *_days(year)),
    )
    return [Had(*row) for row in rows]


def _every(db: sqlite3.Connection, filters: Filters, year: int) -> list[_Plan]:
    chosen = Narrowing()
    premises.narrow(chosen, filters)
    made = _made(db, filters.authorities, year)
    rows = db.execute(
        "SELECT p.id, p.risk, p.permits, p.visits_per_year, p.due_on, p.due_key FROM premises p"
        f" WHERE {chosen.where}",
        chosen.arguments,
    )
    return [_Plan._make((*row, made.get(row[0], 0))) for row in rows]


def _group(own: str, of: list[_Plan], today: date) -> Group:
    counted = Counter(_standing(one, today) for one in of)
    return Group(own, Standing(**counted), coverage((one.planned, one.made) for one in of))


def _standing(one: _Plan, today: date) -> str:
    if one.due_on is None:
        return "never" if one.due_key == "" else "none"
    if one.due_on < today.isoformat():
        return "overdue"
    return "soon" if one.due_on <= (today + SOON).isoformat() else "later"


def _made(
    db: sqlite3.Connection,
    authorities: Collection[str] | None,
    year: int,
    roots: Collection[str] | None = None,
) -> dict[str, int]:
    """How many visits the plan counts at each of these premises, at all for None, in a year."""
    chosen = Narrowing()
    chosen.to_any_of("v.authority", authorities)
    if roots is not None:
        chosen.to("p.root IN (SELECT value FROM json_each(?))", json.dumps(list(roots)))
    rows = db.execute(
        "SELECT p.root, count(*) FROM visits v JOIN premises p ON p.id = v.premises"
        f" AND p.authority = v.authority WHERE {chosen.where} AND {_COUNTS}"
        " AND v.day BETWEEN ? AND ? GROUP BY p.root",
        (*chosen.arguments, *_days(year)),
    )
    return dict(rows.fetchall())


def _leads(db: sqlite3.Connection, of: list[Listed]) -> dict[str, str]:
    """Who led their last visits, by the visit's id."""
    rows = db.execute(
        "SELECT id, reporter FROM visits WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([one.last_visit for one in of if one.last_visit]),),
    )
    return {own: reporter for own, reporter in rows if reporter}


def _days(year: int) -> tuple[str, str]:
    return f"{year}-01-01", f"{year}-12-31"
