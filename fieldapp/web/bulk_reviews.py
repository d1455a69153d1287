"""Several reports decided at once from the list, and all of it taken back again."""

from __future__ import annotations

from collections.abc import Iterator

from flask import redirect, request, session
from flask.typing import ResponseReturnValue

from fieldapp.domain import reviews
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.problems import Problem
from fieldapp.domain.reviews import Decision
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, records, reports
from fieldapp.storage.database import Connection
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import now
from fieldapp.web.reviews import say
from fieldapp.web.rows import subject

UNDO = "undo"
MOST = 50
DECISIONS: tuple[Decision, ...] = ("accept", "dismiss", "close")


def reasons(catalog: Catalog) -> list[str]:
    """The ready reasons for dismissing, which a coordinator has to choose among here."""
    return [one.label for one in catalog.offered(catalog.reasons) if "dismiss" in one.decisions]


@web.post("/reports/reviews")
@access.needs("report.review")
def review_many() -> ResponseReturnValue:
    """Decides about all that were marked, or about none of them.

    Raises the problems that a single review raises, for the first report that cannot be decided.
    """
    decision, reason = request.form.get("decision", ""), request.form.get("reason", "")
    marked = request.form.getlist("report")[:MOST]
    if decision not in DECISIONS or not marked:
        raise Problem("form-incomplete", what="markera rapporter och välj ett beslut")
    if decision == "dismiss" and reason not in reasons(current_node().catalog):
        raise Problem("form-incomplete", what="välj ett skäl att avskriva")
    with current_node().db.write() as db:
        made = [_review(db, opened, decision, reason) for opened in _opened(db, marked)]
    session[UNDO] = made
    return redirect(_back(), 303)


@web.post("/reports/reviews/undo")
@access.needs("report.review")
def take_back() -> ResponseReturnValue:
    """Takes reviews back: the reports stand where they stood."""
    node, viewer, moment = current_node(), access.present(), now()
    with node.db.write() as db:
        for own in request.form.getlist("review")[:MOST]:
            review = records.get(db, "review", own)
            listed = reports.get(db, str(review.values.get("report"))) if review else None
            if listed is None:
                raise Problem("not-found")
            access.require("report.review", subject(listed))
            changes.append_own(db, "review", own, {"deleted": True}, viewer, node.catalog, moment)
            audit.append(db, viewer, "review-taken-back", listed.id, moment)
    return redirect(_back(), 303)


def _opened(db: Connection, marked: list[str]) -> Iterator[Opened]:
    """The reports that were marked, each as `<id>:<version>`."""
    for one in marked:
        own, _, version = one.partition(":")
        opened = open_report(db, own)
        access.require("report.review", opened.subject)
        if version != str(opened.listed.version):
            raise Problem("report-changed")
        yield opened


def _review(db: Connection, opened: Opened, decision: str, reason: str) -> str:
    listed = opened.listed
    reviews.check(listed.state, decision, listed.kind)  # type: ignore[arg-type]
    fields = {
        "decision": decision,
        "version": listed.version,
        "report_kind": listed.kind,
        "reporter": listed.reporter,
    }
    if decision == "dismiss":
        fields["reason"] = reason
    return say(db, opened, "review", fields, "review-made", decision)


def _back() -> str:
    """The list as it was narrowed: its own address, and no other."""
    query = request.form.get("query", "")
    return f"/reports?{query}" if query else "/reports"
