"""Writes the rows by which reports are listed and found. Only projections calls it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import conflicts, is_deleted
from fieldapp.domain.reports import Report, project
from fieldapp.domain.swedish import folded
from fieldapp.storage import report_columns, said
from fieldapp.storage.records import Record

_COLUMNS = (
    "id", "kind", "authority", "state", "version", "category", "area", "shift", "reporter",
    "happened_at", "submitted_at", "received_at", "lat", "lon", "accuracy", "place_name", "text",
    "photos_expected", "photos_arrived", "flags", "conflicts", "receipt", "seq",
)  # fmt: skip
_UPSERT = (
    f"INSERT INTO reports (rowid, {', '.join(_COLUMNS)})"
    f" VALUES (?{', ?' * len(_COLUMNS)}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)


def write(db: sqlite3.Connection, reports: Sequence[Record], catalog: Catalog) -> None:
    """Writes the rows of these reports as they stand; those of deleted ones are taken away.

    A row's number is the seq of the report's first change, the same however often it is made.
    """
    if not reports:
        return
    _forget(db, reports)
    standing = [record for record in reports if not is_deleted(record.parts)]
    words = said.about(db, [record.id for record in standing], ("review",))
    reviews = {own: [word.values for word in made] for (own, _), made in words.items()}
    made = [
        (record, project(record.kind, record.values, reviews.get(record.id, []), catalog))
        for record in standing
    ]
    arrived = _arrived(db, {sha256 for _, report in made for sha256 in report.photos})
    db.executemany(_UPSERT, [_row(record, report, arrived) for record, report in made])
    db.executemany(
        "INSERT INTO reports_fts (rowid, text) VALUES (?, ?)",
        [(record.first_seq, folded(report.text)) for record, report in made],
    )
    db.executemany(
        "INSERT INTO report_photos (report, sha256, position, size, type) VALUES (?, ?, ?, ?, ?)",
        [
            (record.id, sha256, position, manifest["size"], manifest["type"])
            for record, report in made
            for position, (sha256, manifest) in enumerate(report.photos.items())
        ],
    )
    report_columns.copy(db, [record.first_seq for record in reports])


def _forget(db: sqlite3.Connection, reports: Sequence[Record]) -> None:
    """Takes the earlier rows out of the indexes, and those of deleted reports away altogether."""
    numbers = json.dumps([record.first_seq for record in reports])
    known = db.execute(
        "SELECT rowid, id, text FROM reports WHERE rowid IN (SELECT value FROM json_each(?))",
        (numbers,),
    ).fetchall()
    if not known:
        return
    db.executemany(
        "INSERT INTO reports_fts (reports_fts, rowid, text) VALUES ('delete', ?, ?)",
        [(row["rowid"], folded(row["text"])) for row in known],
    )
    db.executemany("DELETE FROM report_photos WHERE report = ?", [(row["id"],) for row in known])
    deleted = [(record.first_seq,) for record in reports if is_deleted(record.parts)]
    db.executemany("DELETE FROM reports WHERE rowid = ?", deleted)


def _row(record: Record, report: Report, arrived: set[str]) -> tuple[Any, ...]:
    return (
        record.first_seq,
        record.id,
        report.kind,
        report.authority,
        report.state,
        report.version,
        report.category,
        report.area,
        report.shift,
        report.reporter,
        report.happened_at,
        report.submitted_at,
        record.received_at,
        report.lat,
        report.lon,
        report.accuracy,
        report.place_name,
        report.text,
        len(report.photos),
        len(arrived.intersection(report.photos)),
        report.flags,
        len(conflicts(record.parts)) if len(record.parts) > 1 else 0,
        record.receipt,
        record.sent_seq,
    )


def _arrived(db: sqlite3.Connection, photos: set[str]) -> set[str]:
    if not photos:
        return set()
    rows = db.execute(
        "SELECT sha256 FROM photos WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photos)),),
    )
    return {row[0] for row in rows}


def refresh_photos(db: sqlite3.Connection, sha256: str) -> None:
    """Counts again the photos of the reports that wait for this one."""
    waiting = db.execute(
        "UPDATE reports SET photos_arrived = (SELECT count(*) FROM report_photos"
        " JOIN photos USING (sha256) WHERE report = reports.id)"
        " WHERE id IN (SELECT report FROM report_photos WHERE sha256 = ?) RETURNING rowid",
        (sha256,),
    ).fetchall()
    report_columns.copy(db, [row[0] for row in waiting])
