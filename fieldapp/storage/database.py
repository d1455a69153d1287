"""The node's database file: how it is opened, read, and written to.

`read` gives one consistent snapshot; `write` is the only way to a connection that can write, and
the only place that commits. Connections are kept between uses.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fieldapp.domain.clock import format_time
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.problems import Problem
from fieldapp.storage import functions
from fieldapp.storage.migrations import migrate
from fieldapp.storage.syncing import Syncing
from fieldapp.storage.turns import Turns

_PATIENCE = 20.0
# For those who pass a connection on without knowing SQLite.
Connection = sqlite3.Connection

_REFUSED_BY_DISK = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRAGMAS = """
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32000;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;
PRAGMA wal_autocheckpoint = 4000;
"""


class Database:
    """A node's folder: `fieldapp.db`, and `photos/` beside it. Opening it migrates it.

    Raises Problem busy when a turn to write does not come in time, disk-full when there is no
    room, disk-unwritable when the disk refuses and database-damaged; nothing is written then.
    """

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.path = folder / "fieldapp.db"
        self.photos = folder / "photos"
        self.photos.mkdir(exist_ok=True)
        self._turns = Turns(self.path)
        self._syncing = Syncing(folder / "fieldapp.db-wal")
        self._patience = patience
        self._writing = threading.local()
        self._idle: defaultdict[tuple[str, int], list[sqlite3.Connection]] = defaultdict(list)
        self._prepare()
        self.node_id = self._meta("node")

    @property
    def epoch(self) -> str:
        """Which life of the log this is: another after a backup was restored."""
        return self._meta("epoch")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the database as it is now, and as it is now only."""
        with _told_as_problems(), self._borrowed("reader") as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def write(self, *, synced: bool = True) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: committed at the end, rolled back on any exception.

        What is committed is on the disk, unless `synced` is false: then everybody sees it, it
        outlives the process, and it is on its way to the disk; only a power cut can take it.
        """
        if getattr(self._writing, "now", False):
            raise RuntimeError("write() within write(): pass the connection on instead")
        with _told_as_problems(), self._turn() as db:
            self._writing.now = True
            try:
                # Said each time: what one write left behind could make the next lose something.
                db.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
            finally:
                self._writing.now = False
                db.rollback()
        if not synced:
            self._syncing.soon()

    @contextmanager
    def scratch(self) -> Iterator[sqlite3.Connection]:
        """A snapshot with room for temporary tables. Nothing of it is ever committed."""
        with closing(self._open("scratch")) as db:
            db.execute("PRAGMA temp_store = FILE")
            db.execute("BEGIN")
            yield db

    def renew_epoch(self) -> str:
        """Begins another life of the log, as after a restore: phones send what they hold again."""
        with self.write() as db:
            epoch = secrets.token_hex(4)
            db.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (epoch,))
        return epoch

    def close(self) -> None:
        """Closes the connections that nobody is using."""
        self._syncing.close()
        for idle in self._idle.values():
            while idle:
                idle.pop().close()

    def _prepare(self) -> None:
        with _told_as_problems(), self._turn() as db:
            db.execute("PRAGMA journal_mode = WAL")
            migrate(db)
        if not self._meta("node", ""):
            now = datetime.now(UTC)
            with self.write() as db:
                first = {
                    "node": uuid7(now, secrets.token_bytes(ENTROPY_BYTES)),
                    "epoch": secrets.token_hex(4),
                    "created_at": format_time(now),
                    "clock": "",
                }
                db.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", first.items())

    def _meta(self, key: str, default: str | None = None) -> str:
        with self.read() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None and default is None:
            raise LookupError(f"meta has no {key}")
        return str(row[0]) if row else str(default)

    @contextmanager
    def _turn(self) -> Iterator[sqlite3.Connection]:
        with self._turns.take(self._patience), self._borrowed("writer") as db:
            yield db

    @contextmanager
    def _borrowed(self, purpose: str) -> Iterator[sqlite3.Connection]:
        # SQLite forbids carrying a connection across a fork.
        idle = self._idle[purpose, os.getpid()]
        try:
            db = idle.pop()
        except IndexError:
            db = self._open(purpose)
        try:
            yield db
        finally:
            idle.append(db)

    def _open(self, purpose: str) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        db.row_factory = sqlite3.Row
        functions.teach(db)
        db.executescript(_PRAGMAS)
        if purpose == "reader":
            db.execute("PRAGMA query_only = ON")
        return db


@contextmanager
def _told_as_problems() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise Problem("disk-full") from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Problem("busy") from error
        if error.sqlite_errorcode & 0xFF in _REFUSED_BY_DISK:
            raise Problem("disk-unwritable") from error
        if error.sqlite_errorcode & 0xFF in _DAMAGED:
            raise Problem("database-damaged") from error
        raise
