"""A backup made into a node again: for good or, to try it, in a folder that is thrown away.

What was in the folder before is moved aside and kept. A restored node has a new epoch, so phones
send again what they hold.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.problems import Problem
from fieldapp.storage import backup, disk, doctor, log
from fieldapp.storage.backup import DATABASE, MANIFEST, PHOTOS, Manifest
from fieldapp.storage.database import Database

_UNFINISHED, _ASIDE = "restoring", "before-"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, the new epoch, and where that which was there before lies now."""

    manifest: Manifest
    epoch: str
    aside: Path | None


def restore(source: Path, folder: Path, now: datetime) -> Restored:
    """Restores the backup into the folder.

    Raises Problem backup-not-whole or folder-in-use, and disk-full; nothing is changed then.
    """
    manifest = read(source)
    fresh = folder / _UNFINISHED
    with disk.refusing_when_full():
        shutil.rmtree(fresh, ignore_errors=True)
        _bring(source, fresh, manifest)
        epoch = _wake(fresh)
        if _is_in_use(folder / DATABASE):
            shutil.rmtree(fresh)
            raise Problem("folder-in-use", folder=str(folder))
        aside = _set_aside(folder, now)
        for part in fresh.iterdir():
            part.rename(folder / part.name)
        fresh.rmdir()
        disk.sync_folder(folder)
    return Restored(manifest, epoch, aside)


def check(source: Path, catalog: Catalog) -> tuple[Manifest, list[str]]:
    """Restores the backup beside itself, examines it and throws it away.

    In what it differs from its manifest, and what is wrong with it, in Swedish.
    """
    manifest = read(source)
    with TemporaryDirectory(dir=source.absolute().parent, prefix=".restore-check-") as name:
        tried = Path(name)
        _bring(source, tried, manifest)
        database = Database(tried)
        try:
            differences = [*_differences(database, manifest)]
            findings = doctor.examine(database, catalog, full=True)
            return manifest, [*differences, *(finding.what for finding in findings)]
        finally:
            database.close()


def read(source: Path) -> Manifest:
    """A backup's manifest. Raises Problem backup-not-whole."""
    try:
        manifest = Manifest(**json.loads((source / MANIFEST).read_text("utf-8")))
        copied = backup.digest(source / DATABASE)
    except (OSError, ValueError, TypeError) as error:
        why = "den går inte att läsa"
        raise Problem("backup-not-whole", source=str(source), why=why) from error
    if copied != manifest.database:
        why = "databasen är ändrad sedan den kopierades"
        raise Problem("backup-not-whole", source=str(source), why=why)
    return manifest


def _bring(source: Path, target: Path, manifest: Manifest) -> None:
    """Copies all of a backup. What a photo lacks there, it lacks here, and the doctor says so."""
    (target / PHOTOS).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / DATABASE, target / DATABASE)
    backup.sync(target / DATABASE)
    backup.bring(source / PHOTOS, target / PHOTOS, manifest.photos)
    backup.add_others(source, target)
    disk.sync_folder(target / PHOTOS)


def _wake(folder: Path) -> str:
    database = Database(folder)
    try:
        return database.renew_epoch()
    finally:
        database.close()


def _is_in_use(path: Path) -> bool:
    """SQLite lets a database leave its write-ahead log only when nobody else has it open."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF in _BUSY
    except sqlite3.DatabaseError:  # damaged, as it may be when a backup is needed
        return False
    return False


def _set_aside(folder: Path, now: datetime) -> Path | None:
    """Moves all that is in the folder into one of its own there; None when there was nothing."""
    there = [path for path in folder.iterdir() if path.name != _UNFINISHED]
    kept = [path for path in there if not path.name.startswith(_ASIDE)]
    if not kept:
        return None
    aside = folder / f"{_ASIDE}{now:%Y-%m-%dT%H%M%S.%f}Z"
    aside.mkdir()
    for path in kept:
        path.rename(aside / path.name)
    return aside


def _differences(database: Database, manifest: Manifest) -> Iterator[str]:
    with database.read() as db:
        counts, end = backup.count(db), log.end(db)
    for name, counted in counts.items():
        told = manifest.counts.get(name)
        if told != counted:
            yield f"{name}: {counted} i kopian, {told} enligt förteckningen."
    if end != (manifest.last_seq, manifest.chain):
        yield "Loggens slut är ett annat än förteckningens."
    if manifest.missing:
        yield f"{len(manifest.missing)} bilder saknades redan när kopian gjordes."
