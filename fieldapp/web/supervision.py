"""The plan: what is due and overdue, how much of the year's visits are made, and by whom.

Planned visits are unannounced, and so for those who inspect and coordinate alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlencode

from flask import request

from fieldapp.node import current_node
from fieldapp.storage import audit, people, supervision
from fieldapp.storage.database import Connection
from fieldapp.storage.premises import Filters
from fieldapp.storage.supervision import Group, Had, Overview, Planned
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.inspection_words import RISKS
from fieldapp.web.lists import ON
from fieldapp.web.pages import Page, now, render, today
from fieldapp.web.premises_rows import PremisesRow, premises_row

PAGE = 50
_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Figure:
    """A number that links to what it counts."""

    number: str
    text: str
    url: str


@dataclass(frozen=True)
class Covered:
    """A risk class or a kind of permit: how its plan stands. Counts of premises but for visits."""

    text: str
    url: str
    premises: int
    visited: int
    planned: int
    made: int
    share: str
    overdue: int
    overdue_url: str
    never: int
    never_url: str


@dataclass(frozen=True)
class Table:
    title: str
    column: str
    lines: list[Covered]


@dataclass(frozen=True)
class Due:
    """A premises that is to be visited, and who led its last visit."""

    row: PremisesRow
    last_by: str


@dataclass(frozen=True)
class Inspector:
    """What somebody has had this year."""

    text: str
    url: str
    visits: int
    premises: int
    deficiencies: int


@dataclass(frozen=True)
class Plan(Page):
    template: ClassVar = "supervision/index.html"
    year: int
    figures: list[Figure]
    coverage: list[Table]
    due: list[Due]
    more: str | None
    inspectors: list[Inspector]


@web.get("/supervision")
@access.needs("inspection.plan")
def show_plan() -> str:
    viewer, day = access.present(), today()
    with current_node().db.write(synced=False) as db:
        audit.append(db, viewer, "plan-read", None, now())
    mine = Filters(authorities=[viewer.authority])
    coming = Filters(authorities=[viewer.authority], due_by=(day + _AHEAD).isoformat())
    with current_node().db.read() as db:
        overview = supervision.overview(db, mine, day)
        plan = supervision.plan(db, coming, day.year, request.args.get("after"), PAGE)
        had = supervision.had(db, [viewer.authority], day.year)
        labels = _labels(db, plan.planned, had)
    return render(
        Plan(
            year=day.year,
            figures=_figures(overview, day.year),
            coverage=_tables(overview),
            due=[_due(one, labels) for one in plan.planned],
            more=f"/supervision?{urlencode({'after': plan.after})}" if plan.after else None,
            inspectors=[_inspector(one, labels, day.year) for one in had],
        )
    )


def _labels(db: Connection, planned: list[Planned], had: list[Had]) -> dict[str, str]:
    leads = {one.last_reporter for one in planned if one.last_reporter}
    return people.labels(db, leads | {one.person for one in had})


def _figures(overview: Overview, year: int) -> list[Figure]:
    standing, coverage = overview.whole.standing, overview.whole.coverage
    return [
        Figure(str(standing.overdue), "försenade", f"/premises?overdue={ON}&order=due"),
        Figure(str(standing.never), "aldrig besökta", f"/premises?never={ON}"),
        Figure(str(standing.soon), "ska besökas inom 30 dagar", "#due"),
        Figure(
            f"{coverage.visited} av {coverage.premises}",
            "objekt med plan besökta i år",
            f"/visits?since={year}-01-01",
        ),
        Figure(f"{coverage.made} av {coverage.planned}", "planerade besök gjorda", "#coverage"),
    ]


def _tables(overview: Overview) -> list[Table]:
    catalog = current_node().catalog
    kinds = [*catalog.permits, ""]
    by_permit = sorted(
        (one for one in overview.by_permit if one.id in kinds),
        key=lambda one: kinds.index(one.id),
    )
    return [
        Table(
            "Per riskklass",
            "Riskklass",
            [
                _covered(one, RISKS.get(one.id, "Inte bedömd"), "risk")
                for one in overview.by_risk
                if _is_planned(one)
            ],
        ),
        Table(
            "Per tillstånd och anmälan",
            "Tillstånd eller anmälan",
            [
                _covered(one, catalog.label(one.id) if one.id else "Inget känt", "permit")
                for one in by_permit
                if _is_planned(one)
            ],
        ),
    ]


def _is_planned(group: Group) -> bool:
    return bool(group.coverage.premises or group.standing.overdue or group.standing.soon)


def _covered(group: Group, text: str, by: str) -> Covered:
    """Its lists can be shown only where the group has a name to narrow by."""
    own, standing, coverage = group.id, group.standing, group.coverage
    lists = {
        name: f"/premises?{urlencode({by: own} | narrowed)}" if own else ""
        for name, narrowed in (("all", {}), ("overdue", {"overdue": ON}), ("never", {"never": ON}))
    }
    share = round(100 * coverage.visited / coverage.premises) if coverage.premises else 0
    return Covered(
        text=text,
        url=lists["all"],
        premises=coverage.premises,
        visited=coverage.visited,
        planned=coverage.planned,
        made=coverage.made,
        share=f"{share} %",
        overdue=standing.overdue,
        overdue_url=lists["overdue"],
        never=standing.never,
        never_url=lists["never"],
    )


def _due(planned: Planned, labels: dict[str, str]) -> Due:
    row = premises_row(planned.premises, current_node().catalog, today())
    lead = planned.last_reporter
    return Due(row, labels.get(lead, "okänd") if lead else "")


def _inspector(had: Had, labels: dict[str, str], year: int) -> Inspector:
    address = urlencode({"inspector": had.person, "since": f"{year}-01-01"})
    return Inspector(
        text=labels.get(had.person, "okänd"),
        url=f"/visits?{address}",
        visits=had.visits,
        premises=had.premises,
        deficiencies=had.deficiencies,
    )
