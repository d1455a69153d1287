"""A visit's protocol is sent to the one it is about, and the statement that comes of it noted.

Each is a record of its own, written once: what comes later is said in another, and of each field
the newest holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import visits
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage.database import Connection
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.inspection_forms import DispatchForm, StatementForm
from fieldapp.web.opened import Forms, Opened, open_report
from fieldapp.web.report import show
from fieldapp.web.reviews import say


@web.post("/visits/<uuid:visit>/dispatch")
@access.needs("visit.issue")
def issue_visit(visit: UUID) -> ResponseReturnValue:
    """The version that the coordinator had before them was sent, and no other."""
    form = DispatchForm()
    if not form.validate():
        return show(visit, Forms(dispatch=form)), 422
    try:
        with current_node().db.write() as db:
            opened = _open(db, visit)
            if int(form.version.data or 0) != opened.listed.version:
                raise Problem("report-changed")
            say(db, opened, "dispatch", _sent(form, opened), "visit-issued", form.manner.data)
    except Problem as problem:
        return show(visit, Forms(dispatch=form, dispatch_failed=problem)), problem.status
    return redirect(f"/reports/{visit}", 303)


@web.post("/visits/<uuid:visit>/statement")
@access.needs("visit.issue")
def note_statement(visit: UUID) -> ResponseReturnValue:
    form = StatementForm()
    if not form.validate() or not form.statement_on.data:
        return show(visit, Forms(statement=form)), 422
    with current_node().db.write() as db:
        fields = {"statement_on": form.statement_on.data.isoformat()}
        say(db, _open(db, visit), "dispatch", fields, "visit-issued", "yttrande")
    return redirect(f"/reports/{visit}", 303)


def _open(db: Connection, visit: UUID) -> Opened:
    opened = open_report(db, visit)
    if opened.listed.kind != "visit":
        raise Problem("not-found")
    access.require("visit.issue", opened.subject)
    visits.check_issue(visit_state(opened))
    return opened


def visit_state(opened: Opened) -> visits.State:
    """How far the visit has come, by what has been said of it."""
    return visits.state(opened.record.values, _said(opened, "review"), dispatched(opened))


def dispatched(opened: Opened) -> dict[str, Any]:
    """What the visit's dispatches say together."""
    return visits.dispatched(_said(opened, "dispatch"))


def _said(opened: Opened, kind: str) -> list[Mapping[str, Any]]:
    return [one.values for one in opened.said if one.kind == kind]


def _sent(form: DispatchForm, opened: Opened) -> dict[str, object]:
    days = {name: form[name].data for name in ("sent_on", "statement_due")}
    told = {name: day.isoformat() for name, day in days.items() if day}
    case_number = (form.case_number.data or "").strip()
    number = {"case_number": case_number} if case_number else {}
    return {"version": opened.listed.version, "manner": form.manner.data, **told, **number}
