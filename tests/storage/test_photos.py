"""Photo files and their rows: whole in their place, or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import photos
from fieldapp.storage.database import Database
from fieldapp.storage.photos import Photo

ONE, TWO = "ab" * 32, "cd" * 32


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    yield found
    found.close()


def a_photo(sha256: str) -> Photo:
    return Photo(sha256, 3, "image/jpeg", 4, 3, "2026-11-20T20:07:30.123Z", "device")


def test_a_photo_is_found_by_its_digest(database: Database) -> None:
    with database.write() as db:
        photos.add(db, a_photo(ONE))
        photos.add(db, a_photo(ONE))
    with database.read() as db:
        assert photos.get(db, ONE) == a_photo(ONE)
        assert photos.get(db, TWO) is None


def test_missing_ones_are_told_in_order_and_once(database: Database) -> None:
    with database.write() as db:
        photos.add(db, a_photo(ONE))
    many = [f"{n:064x}" for n in range(1200)]
    with database.read() as db:
        assert photos.missing(db, [TWO, ONE, TWO]) == [TWO]
        assert photos.missing(db, [*many, ONE]) == many
        assert photos.missing(db, []) == []


def test_a_part_is_moved_to_its_place_and_may_come_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        part = tmp_path / name
        part.write_bytes(b"hej")
        photos.keep(part, tmp_path / "photos", ONE)
        assert not part.exists()
    assert photos.original(tmp_path / "photos", ONE).read_bytes() == b"hej"


def test_a_copy_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = photos.copy(tmp_path, ONE, "thumb")
    photos.write(place, b"first")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    with pytest.raises(Problem) as caught:
        photos.write(place, b"second")
    assert caught.value.name == "disk-full"
    assert place.read_bytes() == b"first"
    assert list(place.parent.iterdir()) == [place]


def test_files_that_belong_to_no_photo_are_found(database: Database) -> None:
    folder = database.photos
    with database.write() as db:
        photos.add(db, a_photo(ONE))
    for place in (photos.original(folder, ONE), photos.copy(folder, ONE, "thumb")):
        photos.write(place, b"hej")
    lost = [photos.original(folder, TWO), photos.copy(folder, TWO, "display")]
    for place in lost:
        photos.write(place, b"hej")
    half = folder / ONE[:2] / f"{ONE}.thumb.jpg.12345678.tmp"
    half.write_bytes(b"h")
    coming = folder / photos.UPLOADS / "one.part"
    coming.parent.mkdir()
    coming.write_bytes(b"h")
    with database.read() as db:
        assert set(photos.strays(db, folder)) == {*lost, half}
