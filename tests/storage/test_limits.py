"""Failed attempts fill a bucket, and time empties it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import limits
from fieldapp.storage.database import Database

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
RULE = {"most": 3, "within": timedelta(minutes=15)}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    yield found
    found.close()


def fail(database: Database, bucket: str, *minutes: int) -> None:
    with database.write() as db:
        for minute in minutes:
            limits.record(db, bucket, NOW + timedelta(minutes=minute))


def is_open(database: Database, bucket: str, minute: int) -> bool:
    with database.read() as db:
        try:
            limits.check(db, bucket, NOW + timedelta(minutes=minute), **RULE)
        except Problem:
            return False
        return True


def test_a_bucket_is_full_after_so_many(database: Database) -> None:
    fail(database, "a", 0, 1)
    assert is_open(database, "a", 2)
    fail(database, "a", 2)
    assert not is_open(database, "a", 3)
    assert is_open(database, "b", 3)


def test_it_opens_again_when_told(database: Database) -> None:
    fail(database, "a", 0, 5, 10)
    with database.read() as db, pytest.raises(Problem) as caught:
        limits.check(db, "a", NOW + timedelta(minutes=11), **RULE)
    assert caught.value.name == "too-many-attempts"
    seconds = caught.value.data["seconds"]
    assert seconds == pytest.approx(4 * 60, abs=1)
    assert not is_open(database, "a", 14)
    with database.read() as db:
        limits.check(db, "a", NOW + timedelta(minutes=11, seconds=seconds), **RULE)


def test_a_bucket_can_be_emptied(database: Database) -> None:
    fail(database, "a", 0, 0, 0)
    with database.write() as db:
        limits.forget(db, "a")
    assert is_open(database, "a", 0)


def test_old_attempts_are_not_kept(database: Database) -> None:
    fail(database, "a", 0)
    fail(database, "b", 2 * 24 * 60)
    with database.read() as db:
        assert [row[0] for row in db.execute("SELECT bucket FROM attempts")] == ["b"]
