"""Photos on disk by their digest, and their rows: a row exists only for a whole, verified photo.

``photos/ab/<sha256>`` is the original as it came; ``….thumb.jpg`` and ``….display.jpg`` copies.
A crash may leave a file without a row (`strays` finds it), never a row without its file.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from fieldapp.storage import disk, reports

Copy = Literal["thumb", "display"]
UPLOADS = "uploads"
_PER_QUESTION = 500


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that is kept: bytes, media type, upright size in pixels, when and whence it came."""

    sha256: str
    size: int
    type: str
    width: int
    height: int
    kept_at: str
    device: str


def get(db: sqlite3.Connection, sha256: str) -> Photo | None:
    row = db.execute(
        "SELECT sha256, size, type, width, height, kept_at, device FROM photos WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return Photo(*row) if row else None


def missing(db: sqlite3.Connection, digests: Iterable[str]) -> list[str]:
    """The digests, in order and once each, that are not held."""
    asked = list(dict.fromkeys(digests))
    held: set[str] = set()
    for start in range(0, len(asked), _PER_QUESTION):
        some = asked[start : start + _PER_QUESTION]
        marks = ",".join("?" * len(some))
        rows = db.execute(f"SELECT sha256 FROM photos WHERE sha256 IN ({marks})", some)
        held.update(row[0] for row in rows)
    return [sha256 for sha256 in asked if sha256 not in held]


def add(db: sqlite3.Connection, photo: Photo) -> None:
    """The row of a photo whose file is in place and synced; waiting reports are counted anew."""
    db.execute(
        "INSERT OR IGNORE INTO photos (sha256, size, type, width, height, kept_at, device) "
        "VALUES (:sha256, :size, :type, :width, :height, :kept_at, :device)",
        asdict(photo),
    )
    reports.refresh_photos(db, photo.sha256)


def original(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def copy(folder: Path, sha256: str, kind: Copy) -> Path:
    return folder / sha256[:2] / f"{sha256}.{kind}.jpg"


def keep(part: Path, folder: Path, sha256: str) -> None:
    """Moves a synced part file to its place, durably. Two at once bring the same bytes.

    Raises Problem disk-full, disk-unwritable.
    """
    place = original(folder, sha256)
    disk.make_folder(place.parent)
    with disk.refusing_when_full():
        part.replace(place)
        disk.sync_folder(place.parent)


def write(place: Path, content: bytes) -> None:
    """Writes a file to its place, whole or not at all. Raises Problem disk-full.

    Its name may be lost in a crash right after, which a copy, that can be made again, may well be.
    """
    disk.make_folder(place.parent)
    temporary = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
    with disk.refusing_when_full(temporary):
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fdatasync(file.fileno())
        temporary.replace(place)


def strays(db: sqlite3.Connection, folder: Path) -> Iterator[Path]:
    """Files that belong to no photo, as a crash may leave them."""
    for shelf in sorted(path for path in folder.iterdir() if path.name != UPLOADS):
        files = sorted(shelf.iterdir()) if shelf.is_dir() else [shelf]
        held = set(missing(db, {file.name[:64] for file in files}))
        yield from (file for file in files if file.name[:64] in held or file.suffix == ".tmp")
