"""The one writer of everything that is made of the log, so that it can be made anew from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import is_deleted
from fieldapp.domain.policy import INSPECTION_KINDS
from fieldapp.domain.records import ABOUT_KINDS, REPORT_KINDS
from fieldapp.storage import inspection_rows, records, referrals, report_rows, threads
from fieldapp.storage.log import read_log
from fieldapp.storage.records import Record

TABLES = (
    *("records", "audiences", "about", "reports", "report_photos", "report_columns"),
    *inspection_rows.TABLES,
    *referrals.TABLES,
    *threads.TABLES,
)
# Tells only that something was written: it is not the same when it is made anew.
STAMPS = "report_stamps"
# Of which tables the words, and the places, can be searched: in a table beside each.
BY_WORDS, BY_PLACE = ("reports", "premises"), ("premises",)
_REBUILT_AT_ONCE = 500


def apply(db: sqlite3.Connection, touched: Collection[Record], catalog: Catalog) -> None:
    """Writes these records as they stand, and the rows of the reports they are or are about."""
    db.executemany(
        "INSERT INTO records"
        " (id, kind, authority, parts, seq, first_seq, sent_seq, deleted, audience)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " authority = excluded.authority, parts = excluded.parts, seq = excluded.seq,"
        " sent_seq = excluded.sent_seq, deleted = excluded.deleted, audience = excluded.audience",
        map(_row, touched),
    )
    _write_audiences(db, touched)
    said = _write_about(db, [record for record in touched if record.kind in ABOUT_KINDS])
    reports = {record.id: record for record in touched if record.kind in REPORT_KINDS}
    reports |= _reports(db, said - reports.keys())
    report_rows.write(db, list(reports.values()), catalog)
    threads.write(db, [one for one in touched if one.kind in ("duplicate", "assignment")])
    referrals.write(db, [record for record in touched if record.kind == "referral"])
    inspections = [one for one in (*touched, *reports.values()) if one.kind in INSPECTION_KINDS]
    if inspections:
        inspection_rows.write(db, inspections, catalog)


def rebuild(db: sqlite3.Connection, catalog: Catalog) -> int:
    """Drops all of it and makes it anew from the log. Returns how many records there are."""
    for table in (*TABLES, STAMPS):
        db.execute(f"DELETE FROM {table}")
    for name in BY_WORDS:
        db.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('delete-all')")
    for name in BY_PLACE:
        db.execute(f"DELETE FROM {name}_places")
    refold(db, catalog)
    return int(db.execute("SELECT count(*) FROM records").fetchone()[0])


def refold(db: sqlite3.Connection, catalog: Catalog) -> None:
    """Folds the whole log into tables that are empty."""
    log = read_log(db)
    while batch := list(islice(log, _REBUILT_AT_ONCE)):
        states = records.load(db, {line.change.record for line in batch})
        for line in batch:
            change = line.change
            record = states.setdefault(change.record, Record(change.kind, change.record))
            state = record.after(change, line.fields)
            record.take(change, state, line.seq, line.received_at, line.receipt)
        apply(db, states.values(), catalog)


def _row(record: Record) -> tuple[Any, ...]:
    authority = record.values.get("authority")
    return (
        record.id,
        record.kind,
        authority if isinstance(authority, str) else None,
        record.state.text,
        record.seq,
        record.first_seq,
        record.sent_seq,
        is_deleted(record.parts),
        json.dumps(record.keys, sort_keys=True),
    )


def _write_audiences(db: sqlite3.Connection, touched: Collection[Record]) -> None:
    """Moves each record to its newest place in the line of every audience that it changed for."""
    moved = [
        (key, place, record)
        for record in touched
        for key, place in record.keys.items()
        if record.stored_keys.get(key) != place
    ]
    db.executemany(
        "DELETE FROM audiences WHERE key = ? AND seq = ?",
        [
            (key, record.stored_keys[key][0])
            for key, _, record in moved
            if key in record.stored_keys
        ],
    )
    db.executemany(
        "INSERT INTO audiences (key, seq, record, gone) VALUES (?, ?, ?, ?)",
        [(key, seq, record.id, gone) for key, (seq, gone), record in moved],
    )


def _write_about(db: sqlite3.Connection, said: Sequence[Record]) -> set[str]:
    """Notes which reports these speak of. Returns all reports that this changes something for."""
    if not said:
        return set()
    spoken_of = [(record.id, str(record.values.get("report")), record.kind) for record in said]
    before = db.execute(
        "SELECT report FROM about WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps([record.id for record in said]),),
    ).fetchall()
    db.executemany(
        "INSERT INTO about (record, report, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (record) DO UPDATE SET report = excluded.report",
        spoken_of,
    )
    return {row[0] for row in before} | {report for _, report, _ in spoken_of}


def _reports(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Record]:
    wanted = list(ids)
    found = records.load(db, wanted) if wanted else {}
    return {own: record for own, record in found.items() if record.kind in REPORT_KINDS}
