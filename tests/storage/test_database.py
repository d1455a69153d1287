"""The database: snapshots, one commit decision, and what a crash or a full disk leaves behind."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage.database import Database
from tests import make

DIES_WRITING = """
import sys
from pathlib import Path
from fieldapp.storage.database import Database
with Database(Path(sys.argv[1])).write() as db:
    db.execute("INSERT INTO attempts VALUES ('half', 'written')")
    print("writing", flush=True)
    sys.stdin.read()
"""


def attempts(database: Database) -> int:
    with database.read() as db:
        return int(db.execute("SELECT count(*) FROM attempts").fetchone()[0])


def note(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO attempts VALUES ('bucket', '2026')")


def test_it_is_opened_durably_and_with_foreign_keys(database: Database) -> None:
    with database.write() as db:
        found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in (
            "journal_mode", "synchronous", "foreign_keys"
        )}  # fmt: skip
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_write_that_is_not_synced_leaves_the_next_one_synced(database: Database) -> None:
    found = []
    for synced in (True, False, True):
        with database.write(synced=synced) as db:
            found += db.execute("PRAGMA synchronous").fetchone()
    with pytest.raises(sqlite3.OperationalError), database.write(synced=False) as db:
        db.execute("INSERT INTO nothing VALUES (1)")
    with database.write() as db:
        found += db.execute("PRAGMA synchronous").fetchone()
    assert found == [2, 1, 2, 2]


def test_it_keeps_its_identity(database: Database, tmp_path: Path) -> None:
    again = make.database(tmp_path)
    assert (again.node_id, again.epoch) == (database.node_id, database.epoch)
    again.close()


def test_a_renewed_epoch_is_seen_by_all(database: Database, tmp_path: Path) -> None:
    other, before = make.database(tmp_path), database.epoch
    assert database.renew_epoch() != before
    assert other.epoch == database.epoch
    other.close()


def test_what_was_written_is_kept(database: Database) -> None:
    with database.write() as db:
        note(db)
    assert attempts(database) == 1


def test_an_exception_takes_back_what_was_written(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(database)
    assert attempts(database) == 0
    with database.write() as db:
        note(db)
    assert attempts(database) == 1


def _write_and_fail(database: Database) -> None:
    with database.write() as db:
        note(db)
        raise ZeroDivisionError


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.read() as db:
        before = db.execute("SELECT count(*) FROM attempts").fetchone()[0]
        writer = threading.Thread(target=lambda: _write_one(database))
        writer.start()
        writer.join()
        assert db.execute("SELECT count(*) FROM attempts").fetchone()[0] == before
    assert attempts(database) == before + 1


def _write_one(database: Database) -> None:
    with database.write() as db:
        note(db)


def test_a_reader_cannot_write(database: Database) -> None:
    with database.read() as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        note(db)


def test_a_write_within_a_write_is_a_mistake(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError), database.write():
        pass


def test_a_process_killed_while_writing_leaves_nothing_half_and_the_turn_free(
    database: Database, tmp_path: Path
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", DIES_WRITING, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent.parent,
    )
    assert writer.stdout
    assert writer.stdin
    assert writer.stdout.readline() == b"writing\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert attempts(database) == 0
    with database.write() as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        note(db)
    assert attempts(database) == 1


def test_a_full_disk_is_told_and_nothing_is_written(database: Database) -> None:
    with database.write() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Problem) as told:
        _write_much(database)
    assert told.value.name == "disk-full"
    assert attempts(database) == 0
    with database.write() as db:
        db.execute("PRAGMA max_page_count = 1000000")
        note(db)
    assert attempts(database) == 1


def _write_much(database: Database) -> None:
    with database.write() as db:
        db.executemany("INSERT INTO attempts VALUES (?, '')", [("x" * 4000,)] * 50)


def test_a_disk_that_refuses_is_told_and_nothing_is_written(database: Database) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(Problem) as told:
            _write_much(database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.name == "disk-unwritable"
    assert attempts(database) == 0
    _write_one(database)
    assert attempts(database) == 1


def test_what_is_no_database_any_more_is_told(tmp_path: Path) -> None:
    (tmp_path / "fieldapp.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(Problem) as told:
        Database(tmp_path)
    assert told.value.name == "database-damaged"


def test_one_who_waits_too_long_is_told_that_it_is_busy(tmp_path: Path) -> None:
    holder, waiter = make.database(tmp_path), Database(tmp_path, patience=0.05)
    with holder.write(), pytest.raises(Problem) as told, waiter.write():
        pass
    assert told.value.name == "busy"
    with waiter.write() as db:
        note(db)
    assert attempts(holder) == 1
    holder.close()
    waiter.close()


def test_a_foreign_lock_on_the_file_is_told_as_busy(tmp_path: Path) -> None:
    database = Database(tmp_path, patience=0.05)
    foreign = sqlite3.connect(database.path, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem) as told, database.write():
        pass
    assert told.value.name == "busy"
    foreign.close()
    database.close()


def test_scratch_tables_are_gone_afterwards(database: Database) -> None:
    with database.scratch() as db:
        db.execute("CREATE TEMP TABLE records (id)")
        assert db.execute("SELECT count(*) FROM temp.records").fetchone()[0] == 0
    with database.read() as db, pytest.raises(sqlite3.OperationalError):
        db.execute("SELECT * FROM temp.records")
