"""Reports that belong together, and whose they are to look after. `write` is for projections."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from fieldapp.domain import duplicates
from fieldapp.domain.changes import is_deleted
from fieldapp.domain.clock import format_time, parse_time
from fieldapp.storage import reports
from fieldapp.storage.records import Record
from fieldapp.storage.report_filters import Filters
from fieldapp.storage.reports import Listed

TABLES = ("duplicates", "assignments")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Assignment:
    """Whose a report is; `due_on` is a date as text, on which to be reminded."""

    report: str
    person: str
    due_on: str | None


def write(db: sqlite3.Connection, said: Sequence[Record]) -> None:
    """Writes these duplicates and assignments as they stand. Of a report's assignments the one
    with the newest clock holds, in whatever order they come."""
    for record in said:
        if record.kind == "duplicate":
            _write_duplicate(db, record)
        elif record.kind == "assignment":
            _write_assignment(db, record)


def _write_duplicate(db: sqlite3.Connection, record: Record) -> None:
    db.execute("DELETE FROM duplicates WHERE id = ?", (record.id,))
    if not is_deleted(record.parts):
        pair = (record.values.get("report"), record.values.get("of"))
        db.execute("INSERT INTO duplicates (id, report, of) VALUES (?, ?, ?)", (record.id, *pair))


def _write_assignment(db: sqlite3.Connection, record: Record) -> None:
    db.execute("DELETE FROM assignments WHERE id = ?", (record.id,))
    if not is_deleted(record.parts):
        told = [record.values.get(name) for name in ("report", "person", "due_on")]
        db.execute(
            "INSERT INTO assignments (id, report, person, due_on, clock) VALUES (?, ?, ?, ?, ?)",
            (record.id, *told, record.clock),
        )


def event_of(db: sqlite3.Connection, report: str) -> list[str]:
    """The ids of all reports that tell of the same event as this one, without it."""
    found, new = {report}, {report}
    while new:
        marks = ", ".join("?" * len(new))
        rows = db.execute(
            f"SELECT report, of FROM duplicates WHERE report IN ({marks})"
            f" UNION SELECT report, of FROM duplicates WHERE of IN ({marks})",
            (*new, *new),
        )
        new = {own for row in rows for own in row} - found
        found |= new
    return sorted(found - {report})


def links(db: sqlite3.Connection, report: str) -> list[str]:
    """The ids of the duplicate records that hold this report to its event."""
    rows = db.execute(
        "SELECT id FROM duplicates WHERE report = ?1"
        " UNION SELECT id FROM duplicates WHERE of = ?1",
        (report,),
    )
    return [row[0] for row in rows]


def suggested(
    db: sqlite3.Connection, listed: Listed, authorities: Collection[str], kinds: Iterable[str]
) -> list[Listed]:
    """Reports of the desk within 100 m and 2 hours that are not joined with this one."""
    if listed.lat is None or listed.lon is None or not listed.happened_at:
        return []
    first, last = duplicates.period(parse_time(listed.happened_at))
    filters = Filters(
        authorities=authorities,
        kinds=tuple(kinds),
        box=duplicates.box(listed.lat, listed.lon),
        since=format_time(first),
        until=format_time(last),
    )
    joined = {listed.id, *event_of(db, listed.id)}
    page = reports.inbox(db, filters, limit=_MOST).reports
    return [one for one in page if one.id not in joined and one.kind != "shift"]


def assignment(db: sqlite3.Connection, report: str) -> Assignment | None:
    row = db.execute(
        "SELECT report, person, due_on FROM assignments WHERE report = ?"
        " ORDER BY clock DESC LIMIT 1",
        (report,),
    ).fetchone()
    return Assignment(*row) if row and row["person"] else None


def assigned_to(db: sqlite3.Connection, person: str, limit: int = 50) -> list[Assignment]:
    """What is this person's to look after and not closed, the first to be reminded of first."""
    rows = db.execute(
        """SELECT a.report, a.person, a.due_on FROM assignments a JOIN reports r ON r.id = a.report
        WHERE a.person = ? AND r.state NOT IN ('closed', 'dismissed')
            AND a.clock = (SELECT max(clock) FROM assignments WHERE report = a.report)
        ORDER BY a.due_on IS NULL, a.due_on, a.report LIMIT ?""",
        (person, limit),
    )
    return [Assignment(*row) for row in rows]
