"""The records that reports are counted by: each is its report's row, however it came there."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest

from fieldapp.domain.people import AUTHORITIES
from fieldapp.domain.records import REPORT_KINDS
from fieldapp.domain.reviews import STATES
from fieldapp.storage import photos, report_columns
from fieldapp.storage.database import Database
from fieldapp.storage.report_columns import BLOCK, FLAGGED, IN_CONFLICT, LACKING_PHOTOS, SEGMENT
from tests import make

SHA = "aa" * 32
FIELDS = (
    "number", "seq", "happened", "lat", "lon", "category", "area", "day", "hour", "kind",
    "authority", "state", "marks",
)  # fmt: skip


def records(db: sqlite3.Connection) -> list[dict[str, int]]:
    """All of them, in the order in which they stand."""
    contents = [report_columns.read(db, segment) for segment, _ in report_columns.stamps(db)]
    return [
        dict(zip(FIELDS, values, strict=True))
        for content in contents
        for values in report_columns.RECORD.iter_unpack(content)
    ]


def stored(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute("SELECT * FROM report_columns ORDER BY block")]


def test_a_record_says_what_its_row_says(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation(), phone.shift())
        lamp, walk = records(db)
        rows = db.execute("SELECT rowid, seq FROM reports ORDER BY rowid").fetchall()
    assert [(one["number"], one["seq"]) for one in (lamp, walk)] == [tuple(row) for row in rows]
    # 2026-11-20T20:07:30.123Z is a Friday at nine in Sweden.
    assert datetime.fromtimestamp(lamp["happened"] / 1000, UTC).isoformat(
        timespec="milliseconds"
    ) == ("2026-11-20T20:07:30.123+00:00")
    assert (lamp["day"], lamp["hour"]) == (20777, 4 * 24 + 21)
    assert (lamp["lat"], lamp["lon"]) == (55_793_000, 13_112_000)
    assert lamp["category"] == report_columns.code("OB19")
    assert lamp["area"] == report_columns.code("kavlinge-centrum")
    assert report_columns.KINDS[lamp["kind"]] == "observation"
    assert report_columns.AUTHORITIES[lamp["authority"]] == "forening"
    assert report_columns.STATES[lamp["state"]] == "submitted"
    assert (walk["lat"], report_columns.KINDS[walk["kind"]]) == (report_columns.NOWHERE, "shift")


def test_what_has_no_time_and_no_place_says_so(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation(happened_at=None, stood=None, category=None))
        (record,) = records(db)
    assert record["happened"] == report_columns.NEVER
    assert (record["day"], record["hour"]) == (report_columns.NOTHING, report_columns.NO_HOUR)
    assert record["lat"] == record["lon"] == report_columns.NOWHERE
    assert record["category"] == record["area"] == report_columns.NOTHING


def test_marks_tell_personal_data_conflicts_and_photos_that_lack(database: Database) -> None:
    phone = make.Phone()
    report = phone.observation(
        category="OB15", note="Ring 070-123 45 67", **{f"photos/{SHA}": make.manifest()}
    )
    edits = [phone.edit(report, place_name=name) for name in ("Tunneln", "Torget")]
    with database.write() as db:
        make.push(db, phone, report, *edits)
        assert records(db)[0]["marks"] == FLAGGED + IN_CONFLICT + LACKING_PHOTOS
        kept = photos.Photo(SHA, 9, "image/jpeg", 1, 1, "2026-11-20T21:00:00.000Z", phone.device)
        photos.add(db, kept)
        assert records(db)[0]["marks"] == FLAGGED + IN_CONFLICT


def test_a_decision_alters_the_record_and_a_deletion_takes_it_away(database: Database) -> None:
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    kept, gone = phone.observation(), phone.observation()
    with database.write() as db:
        make.push(db, phone, kept, gone)
        make.push(db, desk, desk.review(kept, "close"))
        make.push(db, phone, phone.edit(gone, deleted=True))
        (record,) = records(db)
        assert report_columns.STATES[record["state"]] == "closed"
        make.push(db, phone, phone.edit(kept, deleted=True))
        assert stored(db) == []


def test_records_stand_in_order_whatever_order_they_come_in(database: Database) -> None:
    phone, chance = make.Phone(), random.Random(1)
    with database.write() as db:
        make.push(db, phone, *[phone.observation() for _ in range(30)])
        # As if they were far apart in a long log.
        apart = [n * (BLOCK // 3) + 1 for n in range(30)]
        db.execute("UPDATE reports SET rowid = rowid + 100000")
        moves = zip(apart, range(100_001, 100_031), strict=True)
        db.executemany("UPDATE reports SET rowid = ? WHERE rowid = ?", moves)
        db.execute("DELETE FROM report_columns")
        for number in chance.sample(apart, len(apart)):
            report_columns.copy(db, [number])
        one_by_one = stored(db)
        assert [record["number"] for record in records(db)] == apart
        assert len(one_by_one) > 5
        report_columns.copy(db, chance.sample(apart, 20))
        assert stored(db) == one_by_one
        db.execute("DELETE FROM report_columns")
        report_columns.fill(db)
        assert stored(db) == one_by_one


def test_only_the_segments_that_were_written_to_have_another_stamp(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation(), phone.observation())
        db.execute("UPDATE reports SET rowid = ? WHERE rowid = 2", (SEGMENT + 5,))
        report_columns.copy(db, [2, SEGMENT + 5])
        first, second = report_columns.stamps(db)
        report_columns.copy(db, [SEGMENT + 5])
        after = list(report_columns.stamps(db))
    assert (first[0], second[0]) == (0, 1)
    assert after[0] == first
    assert after[1] != second


def test_every_state_kind_and_authority_has_its_place() -> None:
    assert set(report_columns.KINDS) == REPORT_KINDS
    assert set(report_columns.STATES) == set(STATES)
    assert set(report_columns.AUTHORITIES) == set(AUTHORITIES)


def test_no_two_names_of_the_catalog_have_the_same_code() -> None:
    catalog = make.catalog()
    names = [*catalog.observations, *(area.id for area in catalog.areas)]
    assert len({report_columns.code(name) for name in names}) == len(names)


@pytest.mark.parametrize("text", ["1969-12-31T23:00:00.000Z", "2099-12-31T23:59:59.999Z"])
def test_strange_times_are_kept_within_bounds(database: Database, text: str) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation())
        db.execute("UPDATE reports SET happened_at = ?", (text,))
        report_columns.copy(db, [1])
        (record,) = records(db)
    assert record["happened"] == report_columns.milliseconds(text)
