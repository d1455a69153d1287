"""The arrays that reports are counted in: as a transaction sees them, read anew when written."""

from __future__ import annotations

import contextlib

import pytest

from fieldapp.storage import columns, report_columns
from fieldapp.storage.database import Database
from tests import make


def numbers(every: columns.Columns) -> list[int]:
    return [int(number) for segment in every.segments for number in segment.number]


def test_every_report_has_its_place_in_each_array(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation(), phone.shift(), phone.observation(stood=None))
        (segment,) = columns.every(db).segments
    assert segment.number.tolist() == [1, 2, 3]
    assert segment.seq.tolist() == [1, 2, 3]
    nowhere = report_columns.NOWHERE
    assert segment.lat.tolist() == [55_793_000, nowhere, nowhere]
    kinds = [report_columns.KINDS.index(kind) for kind in ("observation", "shift", "observation")]
    authority = report_columns.AUTHORITIES.index("forening")
    state = report_columns.STATES.index("submitted")
    assert segment.sight.tolist() == [columns.sight(kind, authority, state) for kind in kinds]


def test_a_segment_is_read_again_only_when_it_was_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    content = report_columns.read
    monkeypatch.setattr(
        report_columns, "read", lambda db, segment: read.append(segment) or content(db, segment)
    )
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation())
    for _ in range(3):
        with database.read() as db:
            assert numbers(columns.every(db)) == [1]
    assert read == [0]
    with database.write() as db:
        make.push(db, phone, phone.observation())
        assert numbers(columns.every(db)) == [1, 2]
    assert read == [0, 0]


def test_each_transaction_sees_its_own_time(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation())
    with database.read() as before:
        assert numbers(columns.every(before)) == [1]
        with database.write() as db:
            make.push(db, phone, phone.observation())
        with database.read() as after:
            assert numbers(columns.every(after)) == [1, 2]
        assert numbers(columns.every(before)) == [1]


def test_what_was_taken_back_is_not_kept(database: Database) -> None:
    phone = make.Phone()
    with contextlib.suppress(ZeroDivisionError), database.write() as db:
        make.push(db, phone, phone.observation())
        assert numbers(columns.every(db)) == [1]
        raise ZeroDivisionError
    with database.write() as db:
        make.push(db, phone, phone.shift())
        (segment,) = columns.every(db).segments
    assert segment.category.tolist() == [report_columns.code("nightWalk")]
