"""All that is made of the log: made anew, it is what it was."""

from __future__ import annotations

import contextlib
import sqlite3
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.storage import projections, report_columns, reports, tallies
from fieldapp.storage.database import Database
from fieldapp.storage.reports import Filters
from tests import make

SHAS = ("aa" * 32, "bb" * 32)
EDITS: list[dict[str, Any]] = [
    {"note": "Ring 070-123 45 67"},
    {"note": None, "place_name": "Tunneln"},
    {"place": make.position(55.742, 12.960)},
    {"stood": None, "place": None},
    {"submitted_at": None},
    {"submitted_at": make.time(9), "version": 2},
    {"deleted": True},
    {"category": "OB15", f"photos/{SHAS[0]}": make.manifest()},
    {f"photos/{SHAS[0]}": None},
]
DECISIONS = st.sampled_from(["accept", "close", "refer"])
STEPS = st.lists(
    st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(EDITS), st.booleans())
    | st.tuples(st.just("review"), st.integers(0, 2), DECISIONS, st.booleans()),
    min_size=1,
    max_size=12,
)


def everything(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    tables = (*projections.TABLES, "premises_places")
    found = {
        table: sorted(map(repr, map(tuple, db.execute(f"SELECT * FROM {table}"))))
        for table in tables
    }
    words = ["tre", "ring", "tunneln", "klotter"]
    found["words"] = [
        [
            row[0]
            for row in db.execute("SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?", (w,))
        ]
        for w in words
    ]
    return found


class TakenBack(Exception):
    """Ends a transaction whose writes are not wanted any more."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, at_once=st.integers(1, 5))
def test_made_anew_it_is_what_it_was(database: Database, steps: list[Any], at_once: int) -> None:
    with contextlib.suppress(TakenBack), database.write() as db:
        _play(db, steps, at_once)
        before = everything(db)
        assert projections.rebuild(db, make.catalog()) == len(before["records"])
        assert everything(db) == before
        db.execute("DELETE FROM report_columns")
        report_columns.fill(db)
        assert everything(db) == before
        raise TakenBack


def _play(db: sqlite3.Connection, steps: list[Any], at_once: int) -> None:
    """Three reports, then edits by their author and decisions, pushed so many at a time."""
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    first = [phone.observation() for _ in range(3)]
    newest = list(first)
    sent = [(phone, change) for change in first]
    for what, number, told, aware in steps:
        if what == "review":
            more = {"receiver": "drift"} if told == "refer" else {}
            sent.append((desk, desk.review(first[number], told, **more)))
        else:
            before = newest[number] if aware else first[number]
            newest[number] = phone.edit(before, **told)
            sent.append((phone, newest[number]))
    for who, batch in groupby(sent, key=lambda one: one[0].device):
        changes = [change for _, change in batch]
        sender = phone if who == phone.device else desk
        for start in range(0, len(changes), at_once):
            results = make.push(db, sender, *changes[start : start + at_once])
            assert {result.status for result in results} == {"stored"}


def test_it_is_rebuilt_after_damage(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, *[phone.observation() for _ in range(7)])
        before = everything(db)
        db.execute("UPDATE reports SET state = 'closed', text = 'fel', seq = -seq")
        db.execute("DELETE FROM records WHERE rowid < 3")
        db.execute("DELETE FROM audiences")
        assert everything(db) != before
        assert projections.rebuild(db, make.catalog()) == 7
        assert everything(db) == before


def test_a_review_that_came_before_its_report_counts_all_the_same(database: Database) -> None:
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    report = phone.observation()
    with database.write() as db:
        make.push(db, desk, desk.review(report, "accept"))
        assert reports.inbox(db, Filters()).reports == []
        make.push(db, phone, report)
        (listed,) = reports.inbox(db, Filters()).reports
    assert listed.state == "reviewed"


def test_a_returned_report_that_is_sent_again_is_submitted_and_newest(database: Database) -> None:
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    report, other = phone.observation(), phone.observation()
    with database.write() as db:
        make.push(db, phone, report, other)
        make.push(db, desk, desk.review(report, "return", reason="Var?"))
        before = reports.get(db, report.record)
        again = phone.edit(report, submitted_at=make.time(9), version=2)
        make.push(db, phone, again)
        after = reports.get(db, report.record)
        newest = reports.inbox(db, Filters()).reports[0]
    assert before
    assert after
    assert (before.state, before.version, before.seq) == ("returned", 1, 1)
    assert (after.state, after.version) == ("submitted", 2)
    assert newest == after


def test_the_receipt_is_of_the_change_that_submitted_it(database: Database) -> None:
    phone = make.Phone()
    draft = phone.observation(submitted_at=None)
    sent = phone.edit(draft, submitted_at=make.time())
    late = phone.edit(sent, place_name="Tunneln")
    with database.write() as db:
        receipts = [make.push(db, phone, change)[0].receipt for change in (draft, sent, late)]
        listed = reports.get(db, draft.record)
    assert listed
    assert listed.receipt == receipts[1]
    assert listed.place_name == "Tunneln"


def test_a_deleted_report_is_not_listed_but_its_record_is_kept(database: Database) -> None:
    phone = make.Phone()
    report = phone.observation()
    with database.write() as db:
        make.push(db, phone, report)
        make.push(db, phone, phone.edit(report, deleted=True))
        assert reports.inbox(db, Filters(text="lyktor")).reports == []
        assert reports.get(db, report.record) is None
        kept = db.execute("SELECT deleted FROM records WHERE id = ?", (report.record,)).fetchone()
        places = tallies.find(db, Filters(box=(-90, -180, 90, 180))).numbers()
    assert (kept[0], places) == (1, [])


def test_a_conflict_is_counted_until_it_is_settled(database: Database) -> None:
    phone = make.Phone()
    report = phone.observation()
    one, two = phone.edit(report, note="Två lyktor."), phone.edit(report, note="Fyra lyktor.")
    with database.write() as db:
        make.push(db, phone, report, one, two)
        (listed,) = reports.inbox(db, Filters(in_conflict=True)).reports
        assert listed.conflicts == 1
        make.push(db, phone, phone.edit(two, note="Fyra."))
        assert reports.inbox(db, Filters(in_conflict=True)).reports == []
