"""A visit's page: its protocol as it reads, where answers clash, its review, and its sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from fieldapp.documents import wording
from fieldapp.documents.sheet import Sheet
from fieldapp.domain import policy, visits
from fieldapp.domain.problems import Problem
from fieldapp.domain.visits import State
from fieldapp.node import current_node
from fieldapp.storage import protocols
from fieldapp.storage.database import Connection
from fieldapp.web import access, history, report, settlements, times
from fieldapp.web.decisions import Choice, choices
from fieldapp.web.dispatches import dispatched, visit_state
from fieldapp.web.facts import Fact, fact, hints
from fieldapp.web.forms import NoteForm, ReviewForm
from fieldapp.web.history import Conflict, Event
from fieldapp.web.inspection_forms import DispatchForm, StatementForm
from fieldapp.web.opened import Forms, Opened, labels_of, log_of
from fieldapp.web.pages import Page, now
from fieldapp.web.rows import Row, row
from fieldapp.web.settlements import Clash

# How long the one whom a protocol is about has for a statement, unless the desk says otherwise.
_FOR_STATEMENT = timedelta(weeks=3)
_SENT = ("sent_on", "manner", "case_number", "statement_due", "statement_on")


@dataclass(frozen=True)
class Issue:
    """How far the protocol's sending has come. `is_late`: the statement has not come in time."""

    is_possible: bool
    is_sent: bool
    is_outdated: bool
    is_late: bool
    facts: list[Fact]
    form: DispatchForm
    statement: StatementForm
    failed: Problem | None


@dataclass(frozen=True)
class ShowVisit(Page):
    template: ClassVar = "visits/show.html"
    within: ClassVar = "/visits"
    row: Row
    state: State
    version: int
    reporter: str
    authority: str
    sheet: Sheet
    hints: list[str]
    clashes: list[Clash]
    conflicts: list[Conflict]
    history: list[Event]
    decisions: list[Choice]
    form: ReviewForm
    failed: Problem | None
    note: NoteForm
    issue: Issue | None
    premises: str | None
    may_review: bool
    may_settle: bool


def page(db: Connection, opened: Opened, forms: Forms) -> ShowVisit:
    listed, values = opened.listed, opened.record.values
    catalog, viewer = current_node().catalog, access.present()
    may_review = policy.may(viewer, "report.review", opened.subject)
    lines, said = log_of(db, opened, viewer)
    labels = labels_of(db, opened, [*lines, *said])
    found = protocols.of_visit(db, listed.id, catalog)
    if found is None:
        raise Problem("not-found")
    differing = history.conflicts(opened.record.parts, lines, labels, catalog)
    return ShowVisit(
        row=row(listed, catalog),
        state=visit_state(opened),
        version=listed.version,
        reporter=labels.get(listed.reporter or "", "okänd"),
        authority=catalog.label(listed.authority or ""),
        sheet=wording.sheet(found.protocol, catalog),
        hints=hints(visits.texts(values), catalog),
        clashes=settlements.clashes(opened, lines, labels, catalog),
        conflicts=[one for one in differing if not settlements.is_of_point(one.field)],
        history=history.events([*lines, *said], labels, catalog),
        decisions=choices(opened, forms.review, catalog) if may_review else [],
        form=forms.review,
        failed=forms.review_failed,
        note=forms.note,
        issue=_issue(opened, forms, now().astimezone(times.ZONE).date()),
        premises=values.get("premises"),
        may_review=may_review,
        may_settle=settlements.may_settle(opened),
    )


def _issue(opened: Opened, forms: Forms, today: date) -> Issue | None:
    """None for who may not send it."""
    if not policy.may(access.present(), "visit.issue", opened.subject):
        return None
    sent, catalog = dispatched(opened), current_node().catalog
    state = visit_state(opened)
    due = str(sent.get("statement_due") or "")
    return Issue(
        is_possible=state in ("reviewed", "issued"),
        is_sent=state == "issued",
        is_outdated=bool(sent.get("sent_on")) and state != "issued",
        is_late=bool(due) and due < today.isoformat() and not sent.get("statement_on"),
        facts=[fact(name, sent[name], catalog) for name in _SENT if sent.get(name)],
        form=_suggested(forms.dispatch or DispatchForm(formdata=None), sent, opened, today),
        statement=forms.statement or StatementForm(formdata=None),
        failed=forms.dispatch_failed,
    )


def _suggested(
    form: DispatchForm, sent: dict[str, Any], opened: Opened, today: date
) -> DispatchForm:
    """The form as it was filled in, else with what is likely."""
    if form.is_submitted():
        return form
    form.version.data = str(opened.listed.version)
    form.sent_on.data = today
    form.statement_due.data = today + _FOR_STATEMENT
    form.case_number.data = sent.get("case_number") or ""
    return form


report.PAGES["visit"] = page
