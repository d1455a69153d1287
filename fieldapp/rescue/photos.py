"""A rescued photo: proved as an upload is, by digest and by a full decode, before it is kept."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from fieldapp import imaging
from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.storage import disk, photos
from fieldapp.storage.database import Database
from fieldapp.storage.photos import Photo


def keep(
    database: Database,
    content: bytes,
    sha256: str,
    media_type: str,
    device: str,
    max_pixels: int,
    now: datetime,
) -> bool:
    """Keeps the photo; False when it was here already.

    Raises Problem photo-digest-differs, disk-full, and what `imaging.examine` raises.
    """
    with database.read() as db:
        if photos.get(db, sha256):
            return False
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Problem("photo-digest-differs")
    with disk.refusing_when_full(), NamedTemporaryFile(dir=database.photos, suffix=".tmp") as file:
        file.write(content)
        file.flush()
        seen = imaging.examine(Path(file.name), media_type, max_pixels)
    photos.write(photos.original(database.photos, sha256), content)
    photos.write(photos.copy(database.photos, sha256, "thumb"), seen.thumbnail)
    size = (len(content), seen.type, seen.width, seen.height)
    with database.write() as db:
        photos.add(db, Photo(sha256, *size, format_time(now), device))
    return True
