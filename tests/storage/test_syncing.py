"""What was committed without waiting for the disk is brought there, and nobody waits."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.storage.database import Database
from fieldapp.storage.syncing import Syncing
from tests.storage.test_database import attempts, note

PATIENCE = 20.0


class Disk:
    """A disk that takes its time: each sync is begun, and ends when it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.free = threading.Semaphore(0)
        self.synced: list[str] = []

    def sync(self, file: int) -> None:
        self.begun.release()
        assert self.free.acquire(timeout=PATIENCE)
        self.synced.append(Path(f"/proc/self/fd/{file}").readlink().name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    found = Disk()
    monkeypatch.setattr(os, "fdatasync", found.sync)
    return found


@pytest.fixture
def syncing(tmp_path: Path) -> Iterator[Syncing]:
    (tmp_path / "file").touch()
    found = Syncing(tmp_path / "file")
    yield found
    found.close()


def test_a_write_that_is_not_synced_does_not_wait_for_the_disk(
    database: Database, disk: Disk
) -> None:
    with database.write(synced=False) as db:
        note(db)
    assert disk.begun.acquire(timeout=PATIENCE)
    assert (attempts(database), disk.synced) == (1, [])
    disk.free.release(2)
    database.close()
    assert set(disk.synced) == {"fieldapp.db-wal"}


def test_what_is_asked_for_meanwhile_is_done_in_one_go(syncing: Syncing, disk: Disk) -> None:
    syncing.soon()
    assert disk.begun.acquire(timeout=PATIENCE)
    for _ in range(5):
        syncing.soon()
    disk.free.release(3)
    assert disk.begun.acquire(timeout=PATIENCE)
    syncing.close()
    assert len(disk.synced) in (2, 3)


def test_closing_waits_for_what_was_asked_for(syncing: Syncing, disk: Disk) -> None:
    disk.free.release(2)
    syncing.soon()
    syncing.close()
    assert disk.synced


def test_it_begins_again_after_it_was_closed(syncing: Syncing, disk: Disk) -> None:
    disk.free.release(9)
    syncing.soon()
    syncing.close()
    before = len(disk.synced)
    syncing.soon()
    syncing.close()
    assert len(disk.synced) > before


def test_a_file_that_is_gone_needs_no_syncing(tmp_path: Path, disk: Disk) -> None:
    syncing = Syncing(tmp_path / "nothing")
    syncing.soon()
    syncing.close()
    assert not disk.synced


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_disk_that_refused_is_tried_again(
    syncing: Syncing, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: int) -> None:
        raise OSError("the disk refuses")

    with monkeypatch.context() as refusing:
        refusing.setattr(os, "fdatasync", refuse)
        syncing.soon()
        syncing.close()
    disk.free.release(2)
    syncing.soon()
    syncing.close()
    assert disk.synced
