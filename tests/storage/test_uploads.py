"""Uploads under way: what is promised is synced, and one connection at a time holds a part."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import photos, uploads
from fieldapp.storage.database import Database
from fieldapp.storage.uploads import Upload

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=31)
SHA256 = "ab" * 32


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    yield found
    found.close()


@pytest.fixture
def upload(database: Database) -> Upload:
    found = uploads.begin("device", SHA256, 6, "image/jpeg", NOW, 30)
    with database.write() as db:
        uploads.save(db, found)
    return found


def problem_of(database: Database, upload: str, device: str, now: datetime) -> str:
    with database.read() as db, pytest.raises(Problem) as caught:
        uploads.get(db, upload, device, now)
    return caught.value.name


def test_an_upload_is_its_devices_until_its_time_is_out(
    database: Database, upload: Upload
) -> None:
    with database.read() as db:
        assert uploads.get(db, upload.id, "device", NOW) == upload
    assert problem_of(database, upload.id, "other", NOW) == "upload-unknown"
    assert problem_of(database, "no-such", "device", NOW) == "upload-unknown"
    assert problem_of(database, upload.id, "device", LATER) == "upload-expired"


def test_the_same_photo_is_taken_up_where_it_was(database: Database, upload: Upload) -> None:
    with database.read() as db:
        assert uploads.under_way(db, "device", SHA256, 6, NOW) == upload
        assert uploads.under_way(db, "other", SHA256, 6, NOW) is None
        assert uploads.under_way(db, "device", SHA256, 7, NOW) is None
        assert uploads.under_way(db, "device", SHA256, 6, LATER) is None


def test_an_upload_whose_time_is_out_is_swept(database: Database, upload: Upload) -> None:
    with database.write() as db:
        assert uploads.late(db, NOW) == []
        assert uploads.late(db, LATER) == [upload.id]
        uploads.remove(db, upload.id)
    assert problem_of(database, upload.id, "device", LATER) == "upload-unknown"


def test_a_part_grows_at_its_end_whoever_holds_it(database: Database) -> None:
    for piece in (b"abc", b"def"):
        with uploads.hold(database.photos, "one") as part:
            part.append(piece)
            part.sync()
    with uploads.hold(database.photos, "one") as part:
        assert part.offset == 6
        assert part.path.read_bytes() == b"abcdef"
        part.cut_to(2)
        part.append(b"X")
        assert part.path.read_bytes() == b"abX"


def test_one_connection_holds_a_part_at_a_time(database: Database) -> None:
    with (
        uploads.hold(database.photos, "one"),
        pytest.raises(Problem) as caught,
        uploads.hold(database.photos, "one"),
    ):
        pass
    assert caught.value.name == "upload-in-use"


def test_a_part_that_has_become_a_photo_is_not_written_to(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def slow(path: Path, flags: int, mode: int = 0o777) -> int:
        """Between the opening and the lock another connection finishes the photo."""
        descriptor = opened(path, flags, mode)
        monkeypatch.undo()
        photos.keep(path, database.photos, SHA256)
        return descriptor

    with uploads.hold(database.photos, "one") as part:
        part.append(b"abc")
    monkeypatch.setattr(os, "open", slow)
    with pytest.raises(Problem) as caught, uploads.hold(database.photos, "one"):
        pass
    assert caught.value.name == "upload-in-use"


def test_what_is_promised_is_synced_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with uploads.hold(database.photos, "one") as part:
        part.append(b"abc")
    synced = []
    monkeypatch.setattr(os, "fdatasync", synced.append)
    assert uploads.synced_offset(database.photos, "one") == 3
    assert len(synced) == 1
    assert uploads.synced_offset(database.photos, "none") == 0


def test_a_quiet_part_without_a_row_is_a_stray(database: Database, upload: Upload) -> None:
    for name in (upload.id, "lost", "newborn"):
        with uploads.hold(database.photos, name) as part:
            part.append(b"a")
        if name != "newborn":
            os.utime(part.path, (0, 0))
    with database.read() as db:
        assert uploads.strays(db, database.photos, datetime.now(UTC)) == ["lost"]
        assert uploads.is_known(db, upload.id)
