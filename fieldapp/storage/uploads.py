"""Uploads under way: a row that tells what is coming, and a part file with what has come.

The part file's synced length is the offset. One connection at a time holds it, by flock.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.storage import disk, photos

_BEGINNING = timedelta(hours=1)
_COLUMNS = "id, sha256, size, type, device, created_at, expires_at"


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo that a device has begun to send, and until when it may be resumed."""

    id: str
    sha256: str
    size: int
    type: str
    device: str
    created_at: str
    expires_at: str


@dataclass
class Part:
    """What has come of an upload, held by one connection."""

    path: Path
    descriptor: int
    offset: int

    def append(self, piece: bytes) -> None:
        """Writes at the end. Nothing is promised until `sync`. Raises Problem disk-full."""
        with disk.refusing_when_full():
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]
        self.offset += len(piece)

    def sync(self) -> None:
        with disk.refusing_when_full():
            os.fdatasync(self.descriptor)

    def cut_to(self, offset: int) -> None:
        """Throws away what came after the offset."""
        with disk.refusing_when_full():
            os.ftruncate(self.descriptor, offset)
        os.lseek(self.descriptor, offset, os.SEEK_SET)
        self.offset = offset

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def begin(device: str, sha256: str, size: int, type: str, now: datetime, days: int) -> Upload:
    """An upload to come. Nothing is stored of it until `save`."""
    expires = format_time(now + timedelta(days=days))
    return Upload(str(uuid4()), sha256, size, type, device, format_time(now), expires)


def save(db: sqlite3.Connection, upload: Upload) -> None:
    """Stores the upload so that it can be found again; harmless when it is stored already."""
    db.execute(
        f"INSERT OR IGNORE INTO uploads ({_COLUMNS}) "
        "VALUES (:id, :sha256, :size, :type, :device, :created_at, :expires_at)",
        asdict(upload),
    )


def get(db: sqlite3.Connection, upload: str, device: str, now: datetime) -> Upload:
    """Raises Problem upload-unknown, also for another device's, or upload-expired."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM uploads WHERE id = ? AND device = ?", (upload, device)
    ).fetchone()
    if row is None:
        raise Problem("upload-unknown")
    found = Upload(*row)
    if found.expires_at < format_time(now):
        raise Problem("upload-expired")
    return found


def under_way(
    db: sqlite3.Connection, device: str, sha256: str, size: int, now: datetime
) -> Upload | None:
    """The device's own upload of the same photo: an answer lost at creation costs nothing."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM uploads "
        "WHERE device = ? AND sha256 = ? AND size = ? AND expires_at >= ?",
        (device, sha256, size, format_time(now)),
    ).fetchone()
    return Upload(*row) if row else None


def remove(db: sqlite3.Connection, upload: str) -> None:
    db.execute("DELETE FROM uploads WHERE id = ?", (upload,))


def is_known(db: sqlite3.Connection, upload: str) -> bool:
    return db.execute("SELECT 1 FROM uploads WHERE id = ?", (upload,)).fetchone() is not None


def late(db: sqlite3.Connection, now: datetime) -> list[str]:
    """The uploads whose time is out."""
    rows = db.execute("SELECT id FROM uploads WHERE expires_at < ?", (format_time(now),))
    return [row[0] for row in rows]


def strays(db: sqlite3.Connection, folder: Path, now: datetime) -> list[str]:
    """The uploads that have a part file and no row, and are quiet: a crash left them."""
    since = (now - _BEGINNING).timestamp()
    parts = (folder / photos.UPLOADS).glob("*.part")
    quiet = [part.stem for part in parts if disk.changed_at(part) < since]
    return [upload for upload in quiet if not is_known(db, upload)]


def part_file(folder: Path, upload: str) -> Path:
    """Beside the photos, so that a finished part is moved into place and not copied."""
    return folder / photos.UPLOADS / f"{upload}.part"


@contextmanager
def hold(folder: Path, upload: str) -> Iterator[Part]:
    """The upload's part file, at its synced end. Raises Problem upload-in-use, disk-full."""
    path = part_file(folder, upload)
    disk.make_folder(path.parent)
    with disk.refusing_when_full():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(descriptor, path)
        part = Part(path, descriptor, os.lseek(descriptor, 0, os.SEEK_END))
        yield part
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The one before may have moved the file into place: what is open is then the photo itself.
        moved = os.fstat(descriptor).st_ino != path.stat().st_ino
    except (BlockingIOError, FileNotFoundError) as error:
        raise Problem("upload-in-use") from error
    if moved:
        raise Problem("upload-in-use")


def synced_offset(folder: Path, upload: str) -> int:
    """How much of the upload is safe on disk: what is there is synced before it is told."""
    try:
        descriptor = os.open(part_file(folder, upload), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return 0
    try:
        offset = os.fstat(descriptor).st_size
        os.fdatasync(descriptor)
        return offset
    finally:
        os.close(descriptor)
