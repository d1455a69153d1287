"""Reports of one event joined and parted, and whose a report is to look after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, reports, threads
from fieldapp.storage.database import Connection
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.forms import AssignmentOfReportForm, JoinForm
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import now
from fieldapp.web.report_threads import colleagues
from fieldapp.web.reviews import say
from fieldapp.web.rows import Row, row, subject


@dataclass(frozen=True)
class Mine:
    """A report that is the viewer's to look after."""

    row: Row
    due_on: str | None
    is_due: bool


@web.post("/reports/<uuid:report>/duplicates")
@access.needs("report.review")
def join(report: UUID) -> ResponseReturnValue:
    """This report tells of the same event as another, which may already be one of several."""
    form = JoinForm()
    with current_node().db.write() as db:
        opened = _open(db, report)
        other = open_report(db, str(form.of.data)) if form.validate() else None
        if other is None or other.listed.id == opened.listed.id:
            raise Problem("form-incomplete", what="välj en annan rapport att slå ihop med")
        access.require("report.review", other.subject)
        if other.listed.id not in threads.event_of(db, opened.listed.id):
            fields = {"of": other.listed.id}
            say(db, opened, "duplicate", fields, "reports-joined", other.listed.id)
    return redirect(f"/reports/{report}", 303)


@web.post("/reports/<uuid:report>/duplicates/removal")
@access.needs("report.review")
def part(report: UUID) -> ResponseReturnValue:
    """This report tells of an event of its own again; the others stay together."""
    node, viewer, moment = current_node(), access.present(), now()
    with node.db.write() as db:
        opened = _open(db, report)
        others = threads.event_of(db, opened.listed.id)
        for link in threads.links(db, opened.listed.id):
            taken = {"deleted": True}
            changes.append_own(db, "duplicate", link, taken, viewer, node.catalog, moment)
        _keep_together(db, others)
        audit.append(db, viewer, "reports-parted", opened.listed.id, moment)
    return redirect(f"/reports/{report}", 303)


@web.post("/reports/<uuid:report>/assignment")
@access.needs("report.review")
def assign_report(report: UUID) -> ResponseReturnValue:
    form = AssignmentOfReportForm()
    with current_node().db.write() as db:
        opened = _open(db, report)
        offered = dict(colleagues(db, opened.listed))
        chosen = form.person.data or ""
        if not form.validate() or chosen not in {"", *offered}:
            raise Problem("form-incomplete", what="välj en samordnare och en dag som finns")
        due = form.due_on.data.isoformat() if form.due_on.data else None
        fields = {"person": chosen or None, "due_on": due if chosen else None}
        say(db, opened, "assignment", fields, "report-assigned", offered.get(chosen, "ingen"))
    return redirect(f"/reports/{report}", 303)


def mine(db: Connection, today: date) -> list[Mine]:
    """What is the viewer's to look after, the first to be reminded of first."""
    viewer, catalog = access.present(), current_node().catalog
    found = []
    for one in threads.assigned_to(db, viewer.id):
        listed = reports.get(db, one.report)
        if listed and policy.sees(viewer, subject(listed)):
            is_due = bool(one.due_on and one.due_on <= today.isoformat())
            found.append(Mine(row(listed, catalog), one.due_on, is_due))
    return found


def _keep_together(db: Connection, others: list[str]) -> None:
    """Those that were joined only by way of the one that left are joined with each other."""
    for one, next_ in pairwise(others):
        if next_ not in threads.event_of(db, one):
            opened = open_report(db, next_)
            say(db, opened, "duplicate", {"of": one}, "reports-joined", one)


def _open(db: Connection, report: UUID) -> Opened:
    opened = open_report(db, report)
    access.require("report.review", opened.subject)
    return opened
