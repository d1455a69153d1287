"""One report: its fields in words, place, photos and history, and what may be decided of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from fieldapp.domain import policy, reviews
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, reports
from fieldapp.storage.database import Connection
from fieldapp.storage.reports import Listed
from fieldapp.web import access, history
from fieldapp.web.blueprint import web
from fieldapp.web.decisions import Choice, choices
from fieldapp.web.facts import Fact, facts
from fieldapp.web.forms import NoteForm, ReviewForm
from fieldapp.web.history import Conflict, Event
from fieldapp.web.opened import Forms, Opened, labels_of, log_of, open_report
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
    may_refer: bool
    may_share: bool
    thread: Thread | None


@web.get("/reports/<uuid:report>")
@access.needs("report.read")
def show_report(report: UUID) -> str:
    return show(report)


def show(report: UUID, forms: Forms | None = None) -> str:
    """The report's page. However one comes to see it, that it was read is noted first."""
    with current_node().db.write(synced=False) as db:
        opened = open_report(db, report)
        audit.append(db, access.present(), "report-read", opened.listed.id, now())
    page = PAGES.get(opened.listed.kind, _page)
    with current_node().db.read() as db:
        return render(page(db, opened, forms or Forms()))


def _page(db: Connection, opened: Opened, forms: Forms) -> Page:
    listed, values = opened.listed, opened.record.values
    catalog, viewer = current_node().catalog, access.present()
    may_review = policy.may(viewer, "report.review", opened.subject)
    lines, said = log_of(db, opened, viewer)
    labels = labels_of(db, opened, [*lines, *said])
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
        decisions=choices(opened, forms.review, catalog) if may_review else [],
        form=forms.review,
        failed=forms.review_failed,
        note=forms.note,
        may_review=may_review,
        may_refer=may_review and reviews.may_be_referred(listed.kind),
        may_share=policy.may(viewer, "photo.share", opened.subject),
        thread=thread(db, listed) if may_review else None,
    )


def _seen(found: list[Listed] | list[Listed | None]) -> list[Row]:
    """Rows of those that the viewer may see."""
    viewer, catalog = access.present(), current_node().catalog
    return [row(one, catalog) for one in found if one and policy.sees(viewer, subject(one))]


# Kinds of report with a page of their own.
PAGES: dict[str, Callable[[Connection, Opened, Forms], Page]] = {}
