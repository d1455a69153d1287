"""A report that somebody has before them, and the forms on its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fieldapp.domain import policy
from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import changes, people, records, reports
from fieldapp.storage.database import Connection
from fieldapp.storage.log import Line
from fieldapp.storage.records import Record
from fieldapp.storage.reports import Listed
from fieldapp.web import access
from fieldapp.web.forms import NoteForm, ReviewForm
from fieldapp.web.inspection_forms import DispatchForm, StatementForm
from fieldapp.web.rows import subject

# What a reader is told of what was said; a coordinator is told all.
_FOR_READERS = frozenset({"review"})


@dataclass(frozen=True)
class Opened:
    """A report that the viewer may read, with what is said about it, oldest first."""

    listed: Listed
    record: Record
    said: list[Record]

    @property
    def subject(self) -> dict[str, Any]:
        return subject(self.listed)


@dataclass(frozen=True)
class Forms:
    """The forms as they were filled in when they could not be accepted, and why not. Those of
    visits are made where there is one."""

    review: ReviewForm = field(default_factory=lambda: ReviewForm(formdata=None))
    note: NoteForm = field(default_factory=lambda: NoteForm(formdata=None))
    dispatch: DispatchForm | None = None
    statement: StatementForm | None = None
    review_failed: Problem | None = None
    dispatch_failed: Problem | None = None


def open_report(db: Connection, report: UUID | str) -> Opened:
    """Raises the problem `not-found` also for a report that the viewer may not know of."""
    listed = reports.get(db, str(report))
    record = records.get(db, listed.kind, listed.id) if listed else None
    if not listed or not record or not policy.sees(access.present(), subject(listed)):
        raise Problem("not-found")
    return Opened(listed, record, records.about(db, listed.id))


def log_of(db: Connection, opened: Opened, viewer: Person) -> tuple[list[Line], list[Line]]:
    """The log of the report, and of what was said about it as far as the viewer is told."""
    own = changes.of_record(db, opened.listed.id)
    told = viewer.role == "coordinator"
    said = [record for record in opened.said if told or record.kind in _FOR_READERS]
    return own, [line for record in said for line in changes.of_record(db, record.id)]


def labels_of(db: Connection, opened: Opened, lines: list[Line]) -> dict[str, str]:
    """The labels of those who wrote any of it."""
    authors = {line.change.actor for line in lines}
    return people.labels(db, authors | {opened.listed.reporter or ""})
