"""What a report's page shows of its event and of whose it is to look after."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain import policy
from fieldapp.node import current_node
from fieldapp.storage import people, reports, threads
from fieldapp.storage.database import Connection
from fieldapp.storage.reports import Listed
from fieldapp.web import access
from fieldapp.web.rows import Row, row, subject


@dataclass(frozen=True)
class Thread:
    """`event` are the others of the same event, `suggested` those that may be."""

    event: list[Row]
    suggested: list[Row]
    people: list[tuple[str, str]]
    person: str
    due_on: str


def thread(db: Connection, listed: Listed) -> Thread:
    viewer, catalog = access.present(), current_node().catalog
    joined = [reports.get(db, own) for own in threads.event_of(db, listed.id)]
    whose = policy.authorities_of_desk(viewer)
    near = threads.suggested(db, listed, whose, policy.report_kinds(viewer))
    assigned = threads.assignment(db, listed.id)
    return Thread(
        event=_rows(joined),
        suggested=[row(one, catalog) for one in near],
        people=colleagues(db, listed),
        person=assigned.person if assigned else "",
        due_on=(assigned.due_on if assigned else None) or "",
    )


def colleagues(db: Connection, listed: Listed) -> list[tuple[str, str]]:
    """Those who may review the report, the viewer first: id and label."""
    viewer = access.present()
    found = [one.person for one in people.of_roles(db, policy.roles_that_may("report.review"))]
    may = [one for one in found if policy.may(one, "report.review", subject(listed))]
    return [(one.id, one.label) for one in sorted(may, key=lambda one: one.id != viewer.id)]


def _rows(found: list[Listed | None]) -> list[Row]:
    viewer, catalog = access.present(), current_node().catalog
    return [row(one, catalog) for one in found if one and policy.sees(viewer, subject(one))]
