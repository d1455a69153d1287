"""Migrations: each step from the one before, and all at once, give the same schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from fieldapp.storage import functions, report_columns
from fieldapp.storage.database import Database
from fieldapp.storage.migrations import migrate, migrations
from tests import make

NAMES = [step.name for step in migrations.pending(sqlite_utils.Database(memory=True))]


def schema(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def empty(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    functions.teach(db)
    return db


@pytest.mark.parametrize("stop", NAMES)
def test_a_database_of_any_age_becomes_what_a_fresh_one_is(tmp_path: Path, stop: str) -> None:
    old, fresh = empty(tmp_path / "old"), empty(tmp_path / "fresh")
    migrations.apply(sqlite_utils.Database(old), stop_before=stop)
    assert migrations.pending(sqlite_utils.Database(old))[0].name == stop
    migrate(old)
    migrate(fresh)
    assert schema(old) == schema(fresh)
    old.close()
    fresh.close()


def test_names_are_in_order() -> None:
    assert sorted(NAMES) == NAMES


def test_opening_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    with database.read() as db:
        before = schema(db)
    again = Database(tmp_path)
    with again.read() as db:
        assert [tuple(row) for row in schema(db)] == [tuple(row) for row in before]
    again.close()


def test_blocks_of_another_size_are_made_anew(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = make.Phone()
    with database.write() as db:
        for _ in range(3):
            make.push(db, phone, *[phone.observation() for _ in range(100)])
        as_made = blocks(db)
        with monkeypatch.context() as earlier:
            earlier.setattr(report_columns, "BLOCK", 256)
            db.execute("DELETE FROM report_columns")
            report_columns.fill(db)
        assert blocks(db) != as_made
        db.execute("DELETE FROM _sqlite_migrations WHERE name = '0015_smaller_blocks'")
    again = Database(tmp_path)
    with again.read() as db:
        assert blocks(db) == as_made
    again.close()


def blocks(db: sqlite3.Connection) -> list[tuple[int, bytes]]:
    return [tuple(row) for row in db.execute("SELECT * FROM report_columns ORDER BY block")]
