"""The way of a photo's bytes: from the wire to a part file, and from a whole part to a kept photo.

The order is the promise: file synced, moved, folder synced, row committed, and only then answered.
A crash in between leaves a file without a row at worst.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from flask import request

from fieldapp import imaging
from fieldapp.api import slots, tus
from fieldapp.api.body import pieces
from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import devices, disk, photos, uploads
from fieldapp.storage.photos import Photo
from fieldapp.storage.uploads import Part, Upload


def receive_anew(upload: Upload, now: datetime) -> int:
    """Receives bytes that came with a creation, from the photo's first byte; the safe offset.

    What is here of it already, since the answer to an earlier creation was lost, is passed over.
    """
    settings, node = current_node().settings, current_node()
    request.max_content_length = settings.max_photo_bytes
    with slots.for_photo(), uploads.hold(node.db.photos, upload.id) as part:
        if tus.carries_bytes():
            _take(part, upload, _after(pieces(upload.size), part.offset))
        if part.offset == upload.size:
            _finish(part, upload, now)
        else:
            with node.db.write() as db:
                uploads.save(db, upload)
        return part.offset


def receive(upload: Upload, claimed: int, now: datetime) -> int:
    """Receives the piece that begins at the claimed offset; the safe offset after it.

    Raises Problem upload-offset-differs, upload-checksum-differs, upload-in-use, disk-full, and
    what `imaging.examine` raises of a photo that turns out not to be one.
    """
    node = current_node()
    with node.db.read() as db:
        held = photos.get(db, upload.sha256)
    if held:  # whatever piece this is, the client may go on as if it had just sent the last
        return upload.size
    with slots.for_photo(), uploads.hold(node.db.photos, upload.id) as part:
        if claimed != part.offset:
            raise Problem("upload-offset-differs", offset=part.offset)
        _take(part, upload, pieces(upload.size - part.offset))
        if part.offset == upload.size:
            _finish(part, upload, now)
        return part.offset


def safe_offset(upload: Upload, now: datetime) -> int:
    """How much of an upload the client need not send again.

    A part that is whole, or a photo in its place without its row, was left by a crash in the last
    step, and is kept now: who is told that all of it is here will never send it again. Raises
    what `receive` raises.
    """
    node = current_node()
    with node.db.read() as db:
        held = photos.get(db, upload.sha256)
    if held:
        return upload.size
    safe = uploads.synced_offset(node.db.photos, upload.id)
    if safe == 0 and _adopted(upload, now):
        return upload.size
    if safe < upload.size:
        return safe
    with slots.for_photo(), uploads.hold(node.db.photos, upload.id) as part:
        if part.offset == upload.size:
            _finish(part, upload, now)
        return part.offset


def acknowledge(upload: Upload, now: datetime) -> int:
    """An upload of a photo that is held already: complete from the start."""
    with current_node().db.write() as db:
        uploads.save(db, upload)
        devices.photo_received(db, upload.device, now)
    return upload.size


def discard(upload: str) -> None:
    node = current_node()
    with node.db.write() as db:
        uploads.remove(db, upload)
    uploads.part_file(node.db.photos, upload).unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """Clears away uploads whose time is out, and parts that a crash left without a row."""
    node = current_node()
    with node.db.read() as db:
        late, strays = uploads.late(db, now), uploads.strays(db, node.db.photos, now)
    for upload in late:
        discard(upload)
    for upload in strays:
        _clear(upload)


def _clear(upload: str) -> None:
    """Removes a part that has no row, unless somebody is filling it right now."""
    node = current_node()
    try:
        with uploads.hold(node.db.photos, upload) as part, node.db.read() as db:
            if not uploads.is_known(db, upload):
                part.discard()
    except Problem:
        return


def _take(part: Part, upload: Upload, coming: Iterable[bytes]) -> None:
    """Appends and syncs what comes, also when the connection is cut in the middle.

    A piece with a checksum is taken whole or not at all. After an error nothing of it is left.
    """
    start, checksum = part.offset, tus.checksum()
    hasher = checksum.hasher() if checksum else None
    try:
        for piece in coming:
            part.append(piece)
            if hasher:
                hasher.update(piece)
        if checksum and hasher and hasher.digest() != checksum.digest:
            raise Problem("upload-checksum-differs")
        part.sync()
    except Problem:
        part.cut_to(start)
        raise


def _after(coming: Iterable[bytes], skipped: int) -> Iterator[bytes]:
    for piece in coming:
        yield piece[skipped:]
        skipped = max(0, skipped - len(piece))


def _finish(part: Part, upload: Upload, now: datetime) -> None:
    try:
        examined = _examined(part.path, upload)
    except Problem:
        discard(upload.id)
        raise
    folder = current_node().db.photos
    photos.write(photos.copy(folder, upload.sha256, "thumb"), examined.thumbnail)
    photos.keep(part.path, folder, upload.sha256)
    _enter(upload, examined, now)


def _adopted(upload: Upload, now: datetime) -> bool:
    """Whether the photo was in its place, and has its row now."""
    folder = current_node().db.photos
    place = photos.original(folder, upload.sha256)
    if not place.is_file():
        return False
    with slots.for_photo():
        try:
            examined = _examined(place, upload)
        except Problem:
            return False
        photos.write(photos.copy(folder, upload.sha256, "thumb"), examined.thumbnail)
        disk.sync_folder(place.parent)
        _enter(upload, examined, now)
    return True


def _enter(upload: Upload, examined: imaging.Examined, now: datetime) -> None:
    with current_node().db.write() as db:
        uploads.save(db, upload)
        photos.add(db, _photo(upload, examined, now))
        devices.photo_received(db, upload.device, now)


def _photo(upload: Upload, seen: imaging.Examined, now: datetime) -> Photo:
    size = (seen.width, seen.height)
    kept_at = format_time(now)
    return Photo(upload.sha256, upload.size, seen.type, *size, kept_at, upload.device)


def _examined(path: Path, upload: Upload) -> imaging.Examined:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != upload.sha256:
        raise Problem("photo-digest-differs")
    limit = current_node().settings.max_photo_pixels
    return imaging.examine(path, upload.type, limit)
