"""One report: its fields in words, place, photos and history, and what may be decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from fieldapp.domain import policy
from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.domain.records import ABOUT_KINDS
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, people, records, reports
from fieldapp.storage.database import Connection
from fieldapp.storage.log import Line
from fieldapp.storage.records import Record
from fieldapp.storage.reports import Listed
from fieldapp.web import access, history
from fieldapp.web.blueprint import web
from fieldapp.web.decisions import Choice, choices
from fieldapp.web.facts import Fact, facts
from fieldapp.web.forms import NoteForm, ReviewForm
from fieldapp.web.history import Conflict, Event
from fieldapp.web.pages import Page, now, render
from fieldapp.web.report_photos import Photo, photos
from fieldapp.web.report_threads import Thread, thread
from fieldapp.web.rows import Row, row, subject


@dataclass(frozen=True)
class ShowReport(Page):
    template: ClassVar = "reports/show.html"
    row: Row
    version: int
    reporter: str
    authority: str
    facts: list[Fact]
    hints: list[str]
    place: Mapping[str, Any] | None
    photos: list[Photo]
    conflicts: list[Conflict]
    history: list[Event]
    observations: list[Row]
    shift: Row | None
    decisions: list[Choice]
    form: ReviewForm
    failed: Problem | None
    note: NoteForm
    may_review: bool
    may_share: bool
    thread: Thread | None


@dataclass(frozen=True)
class Opened:
    """A report that the viewer may read, with what is said about it, oldest first."""

    listed: Listed
    record: Record
    said: list[Record]

    @property
    def subject(self) -> dict[str, Any]:
        return subject(self.listed)


@web.get("/reports/<uuid:report>")
@access.needs("report.read")
def show_report(report: UUID) -> str:
    return show(report)


def show(
    report: UUID,
    *,
    form: ReviewForm | None = None,
    note: NoteForm | None = None,
    failed: Problem | None = None,
) -> str:
    """The report's page, with the forms as they were filled in when they could not be accepted.

    However one comes to see it, that it was read is noted first.
    """
    with current_node().db.write() as db:
        opened = open_report(db, report)
        audit.append(db, access.present(), "report-read", opened.listed.id, now())
    with current_node().db.read() as db:
        shown = (form or ReviewForm(formdata=None), note or NoteForm(formdata=None))
        return render(_page(db, opened, *shown, failed))


def open_report(db: Connection, report: UUID | str) -> Opened:
    """Raises the problem `not-found` also for a report that the viewer may not know of."""
    listed = reports.get(db, str(report))
    record = records.get(db, listed.kind, listed.id) if listed else None
    if not listed or not record or not policy.sees(access.present(), subject(listed)):
        raise Problem("not-found")
    return Opened(listed, record, records.about(db, listed.id))


def _page(
    db: Connection, opened: Opened, form: ReviewForm, note: NoteForm, failed: Problem | None
) -> ShowReport:
    listed, values = opened.listed, opened.record.values
    catalog, viewer = current_node().catalog, access.present()
    may_review = policy.may(viewer, "report.review", opened.subject)
    lines, said = _lines(db, opened, viewer)
    authors = {line.change.actor for line in (*lines, *said)}
    labels = people.labels(db, authors | {listed.reporter or ""})
    shown = facts(values, catalog)
    pictures = reports.photos_of(db, listed.id)
    return ShowReport(
        row=row(listed, catalog),
        version=listed.version,
        reporter=labels.get(listed.reporter or "", "okänd"),
        authority=catalog.label(listed.authority or ""),
        facts=shown,
        hints=list(dict.fromkeys(hint for fact in shown for hint in fact.hints)),
        place=values.get("place") or values.get("stood"),
        photos=photos(pictures, values, opened.said, viewer, opened.subject, catalog),
        conflicts=history.conflicts(opened.record.parts, lines, labels, catalog),
        history=history.events([*lines, *said], labels, catalog),
        observations=_seen(reports.by_shift(db, listed.id)),
        shift=next(iter(_seen([reports.get(db, listed.shift or "")])), None),
        decisions=choices(listed, form, catalog) if may_review else [],
        form=form,
        failed=failed,
        note=note,
        may_review=may_review,
        may_share=policy.may(viewer, "photo.share", opened.subject),
        thread=thread(db, listed) if may_review else None,
    )


def _lines(db: Connection, opened: Opened, viewer: Person) -> tuple[list[Line], list[Line]]:
    """The log of the report, and of what was said about it at the desk."""
    own = changes.of_record(db, opened.listed.id)
    kinds = ABOUT_KINDS if viewer.role == "coordinator" else {"review"}
    said = [record for record in opened.said if record.kind in kinds]
    return own, [line for record in said for line in changes.of_record(db, record.id)]


def _seen(found: list[Listed] | list[Listed | None]) -> list[Row]:
    """Rows of those that the viewer may see."""
    viewer, catalog = access.present(), current_node().catalog
    return [row(one, catalog) for one in found if one and policy.sees(viewer, subject(one))]
