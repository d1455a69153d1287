"""Backups: whole or not at all, consistent while writes go on, honest about what is missing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import backup, photos
from fieldapp.storage.database import Database
from tests import make
from tests.api import pictures


def keep(database: Database, content: bytes) -> str:
    """A photo with its file and its row."""
    sha256 = pictures.digest(content)
    photos.write(photos.original(database.photos, sha256), content)
    photos.write(photos.copy(database.photos, sha256, "thumb"), b"\xff\xd8\xff")
    kept = photos.Photo(
        sha256, len(content), "image/jpeg", 640, 480, "2026-11-20T20:07:30.123Z", ""
    )
    with database.write() as db:
        photos.add(db, kept)
    return sha256


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "2026-11-20"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opened = make.database(tmp_path / "node")
    with opened.write() as db:
        make.push(db, make.Phone(), make.Phone().observation())
    return opened


def test_a_backup_has_the_database_the_photos_and_what_lies_beside(
    database: Database, target: Path
) -> None:
    sha256 = keep(database, pictures.jpeg())
    (database.folder / "session.key").write_bytes(b"key")
    identity = database.folder / "mirrors" / "station" / "identity"
    identity.parent.mkdir(parents=True)
    identity.write_text("{}")
    backup.make(database, target, make.NOW)
    files = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    shelf = f"photos/{sha256[:2]}/{sha256}"
    beside = {"session.key", "mirrors/station/identity"}
    assert files == {"fieldapp.db", "manifest.json", shelf, f"{shelf}.thumb.jpg", *beside}
    assert (target / shelf).read_bytes() == pictures.jpeg()


def test_the_manifest_says_what_is_in_it(database: Database, target: Path) -> None:
    sha256 = keep(database, pictures.jpeg())
    made = backup.make(database, target, make.NOW)
    told = json.loads((target / "manifest.json").read_text())
    with closing(sqlite3.connect(target / "fieldapp.db")) as copy:
        last = copy.execute("SELECT seq, chain FROM changes ORDER BY seq DESC").fetchall()
    assert (told["node"], told["epoch"]) == (database.node_id, database.epoch)
    assert (told["last_seq"], told["chain"]) == (last[0] if last else (0, ""))
    assert told["photos"] == {sha256: len(pictures.jpeg())}
    assert told["counts"]["photos"] == 1
    assert made.missing == []


def test_an_upload_under_way_is_left_out(database: Database, target: Path) -> None:
    part = database.photos / photos.UPLOADS / "x.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    backup.make(database, target, make.NOW)
    assert not list(target.rglob("*.part"))


@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_photo_that_is_not_whole_is_named_and_all_else_is_copied(
    database: Database, target: Path, damage: str
) -> None:
    lost, kept = keep(database, pictures.jpeg()), keep(database, pictures.jpeg(seed=61))
    original = photos.original(database.photos, lost)
    if damage == "gone":
        original.unlink()
    else:
        original.write_bytes(pictures.jpeg()[::-1])
    assert backup.make(database, target, make.NOW).missing == [lost]
    assert photos.original(target / "photos", kept).exists()
    assert not photos.original(target / "photos", lost).exists()


def test_where_no_second_name_can_be_given_the_file_is_copied(
    database: Database, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, other: Path) -> None:
        raise OSError("another disk")

    sha256 = keep(database, pictures.jpeg())
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    backup.make(database, target, make.NOW)
    assert photos.original(target / "photos", sha256).read_bytes() == pictures.jpeg()


def test_what_is_there_is_never_written_over(database: Database, target: Path) -> None:
    backup.make(database, target, make.NOW)
    before = (target / "manifest.json").read_text()
    with pytest.raises(Problem) as told:
        backup.make(database, target, make.NOW)
    assert told.value.name == "backup-exists"
    assert (target / "manifest.json").read_text() == before


def test_a_backup_that_fails_leaves_nothing(
    database: Database, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write", fail)
    with pytest.raises(Problem) as told:
        backup.make(database, target, make.NOW)
    assert told.value.name == "disk-full"
    assert list(target.parent.iterdir()) == []


def test_what_a_killed_backup_left_is_cleared_by_the_next(
    database: Database, target: Path
) -> None:
    left = target.with_name("2026-11-20.unfinished")
    left.mkdir(parents=True)
    (left / "fieldapp.db").write_bytes(b"half")
    backup.make(database, target, make.NOW)
    assert list(target.parent.iterdir()) == [target]
