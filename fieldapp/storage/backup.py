"""A whole copy of a node, made while it is written to: the database, its photos and a manifest.

The database is copied first, as it is at one moment. Every photo that has a row in it was in place
before its row was, so it can be fetched afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.storage import disk, log, photos
from fieldapp.storage.database import Database
from fieldapp.storage.session_key import NAME as SESSION_KEY

DATABASE, PHOTOS, MANIFEST = "fieldapp.db", "photos", "manifest.json"
# A mirror's bookmark is left out: a restored node has a new epoch and starts over.
_OTHERS = (SESSION_KEY, "mirrors/*/identity")
_COUNTED = ("changes", "quarantine", "records", "reports", "photos", "people", "devices", "audit")


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `photos` is size by digest, `missing` those that were not to be had."""

    made_at: str
    node: str
    epoch: str
    last_seq: int
    chain: str
    counts: dict[str, int]
    database: str
    photos: dict[str, int]
    missing: list[str]


def make(source: Database, target: Path, now: datetime) -> Manifest:
    """Makes the folder `target`, whole or not at all. Raises Problem backup-exists, disk-full."""
    if target.exists():
        raise Problem("backup-exists", target=str(target))
    unfinished = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with disk.refusing_when_full():
            unfinished.mkdir(parents=True)
            manifest = _fill(unfinished, source, now)
            unfinished.rename(target)
            disk.sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return manifest


def bring(source: Path, target: Path, digests: Iterable[str]) -> list[str]:
    """Puts these photos in place under `target` too; those that are not whole in `source`."""
    missing, shelves = [], set()
    for sha256 in digests:
        original = photos.original(source, sha256)
        if not is_whole(original, sha256):
            missing.append(sha256)
            continue
        for file in (original, photos.copy(source, sha256, "thumb")):
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shelves.add(place.parent)
            if file.exists():
                add(file, place)
    for shelf in shelves:
        disk.sync_folder(shelf)
    return missing


def add(file: Path, place: Path) -> None:
    """The same file under another name where the disk allows it, else a synced copy of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, place)
        shutil.copymode(file, place)
        sync(place)


def add_others(source: Path, target: Path) -> None:
    """What lies beside the database and belongs to this node."""
    for pattern in _OTHERS:
        for file in source.glob(pattern):
            add(file, target / file.relative_to(source))


def is_whole(file: Path, sha256: str) -> bool:
    try:
        return digest(file) == sha256
    except OSError:
        return False


def digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def count(db: sqlite3.Connection) -> dict[str, int]:
    """How many rows there are of everything that a municipality would miss."""
    return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _COUNTED}


def _fill(folder: Path, source: Database, now: datetime) -> Manifest:
    copied = folder / DATABASE
    with closing(sqlite3.connect(copied, isolation_level=None)) as copy:
        with source.read() as db:
            db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        held = dict(copy.execute("SELECT sha256, size FROM photos ORDER BY sha256").fetchall())
        told = dict(copy.execute("SELECT key, value FROM meta").fetchall())
        end, counts = log.end(copy), count(copy)
    sync(copied)
    (folder / PHOTOS).mkdir()
    missing = bring(source.photos, folder / PHOTOS, held)
    add_others(source.folder, folder)
    identity = (format_time(now), told["node"], told["epoch"])
    manifest = Manifest(*identity, *end, counts, digest(copied), held, missing)
    _write(folder / MANIFEST, manifest)
    disk.sync_folder(folder / PHOTOS)
    disk.sync_folder(folder)
    return manifest


def _write(place: Path, manifest: Manifest) -> None:
    place.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    sync(place)
