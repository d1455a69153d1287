"""Proves that the log, all that is made of it, and the photos on disk agree.

The log is folded once more into temporary tables, which shadow the real ones by name; then both
are compared. Nothing is changed.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.problems import Problem
from fieldapp.storage import log, photos, projections
from fieldapp.storage.database import Database

_SHOWN = 20
_REBUILD = "Kör `fieldapp rebuild`, som gör om det ur loggen."
_RESTORE = (
    "Återställ den senaste säkerhetskopian; telefonerna skickar sedan om det som de har. "
    "Spara den skadade filen för undersökning."
)
_SEND_AGAIN = (
    "Lägg tillbaka filen ur en säkerhetskopia, eller be den som tog bilden skicka om den."
)
_WORDS = tuple(f"{name}_fts" for name in projections.BY_WORDS)
_PLACES = tuple(f"{name}_places" for name in projections.BY_PLACE)
_MADE_OF_THE_LOG = (*projections.TABLES, projections.STAMPS, *_WORDS, *_PLACES)
_NAMED_BY = {
    "audiences": "record",
    "about": "record",
    "report_photos": "report",
    "report_columns": "block",
    "inspection_links": "record",
    "deficiencies": "visit",
    "supervision": "premises",
}
Step = Callable[[sqlite3.Connection], Iterator["Finding"]]
_CREATED = re.compile(r"^CREATE ((?:VIRTUAL )?TABLE|(?:UNIQUE )?INDEX) ")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and what to do about it, in Swedish."""

    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


def examine(database: Database, catalog: Catalog, *, full: bool = False) -> Iterator[Finding]:
    """What is wrong, if anything. `full` also reads every photo through, to check its digest."""
    steps: list[Step] = [_file, _log_and_all_made_of_it(catalog), _places]
    steps += [_photos(database.photos, full)]
    try:
        with database.scratch() as db:
            for step in steps:
                yield from _guarded(step, db)
    except sqlite3.DatabaseError as error:
        yield _unreadable(error)
    else:
        yield from _words(database)


def _guarded(step: Step, db: sqlite3.Connection) -> Iterator[Finding]:
    try:
        yield from step(db)
    except sqlite3.DatabaseError as error:
        yield _unreadable(error)


def _unreadable(error: sqlite3.DatabaseError) -> Finding:
    return Finding(f"Databasen går inte att läsa: {error}.", _RESTORE)


def _log_and_all_made_of_it(catalog: Catalog) -> Step:
    def step(db: sqlite3.Connection) -> Iterator[Finding]:
        broken = list(_chain(db))
        yield from broken or _projections(db, catalog)

    return step


def _file(db: sqlite3.Connection) -> Iterator[Finding]:
    for row in db.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if row[0] != "ok":
            yield Finding(f"Databasfilen är skadad: {row[0]}.", _RESTORE)


def _chain(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every row's digest is its change's, and every link stands on the one before."""
    seq, chain = 0, log.BEGINNING
    for row in log.rows(db):
        seq += 1
        why = _broken(row, seq, chain)
        if why:
            yield Finding(f"Rad {row['seq']} i loggen {why}.", _RESTORE)
        seq, chain = row["seq"], row["chain"]


def _broken(row: sqlite3.Row, seq: int, chain: str) -> str | None:
    if row["seq"] != seq:
        return "kommer efter en lucka"
    try:
        line = log.line(row)
    except ValueError:
        return "går inte att läsa"
    if line.change.digest != line.digest or log.receipt_code(line.digest) != line.receipt:
        return "är ändrad sedan den togs emot"
    if log.link(chain, line.seq, line.received_at, line.digest) != line.chain:
        return "hänger inte ihop med raden före"
    return None


def _projections(db: sqlite3.Connection, catalog: Catalog) -> Iterator[Finding]:
    _shadow(db)
    projections.refold(db, catalog)
    for table in projections.TABLES:
        for name in _differing(db, table, _NAMED_BY.get(table, "id")):
            yield Finding(f"{name} stämmer inte med loggen (tabellen {table}).", _REBUILD)
    for table in reversed(_MADE_OF_THE_LOG):
        db.execute(f"DROP TABLE temp.{table}")


def _shadow(db: sqlite3.Connection) -> None:
    marks = ", ".join("?" * len(_MADE_OF_THE_LOG))
    made = db.execute(
        f"SELECT sql FROM main.sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL"
        " ORDER BY type DESC, rowid",
        _MADE_OF_THE_LOG,
    ).fetchall()
    for row in made:
        db.execute(_CREATED.sub(r"CREATE \1 temp.", row["sql"], count=1))


def _differing(db: sqlite3.Connection, table: str, name: str) -> list[str]:
    rows = db.execute(
        f"SELECT {name} FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM temp.{table})"
        f" UNION SELECT {name} FROM (SELECT * FROM temp.{table} EXCEPT SELECT * FROM main.{table})"
        " LIMIT ?",
        (_SHOWN,),
    )
    return [row[0] for row in rows]


def _places(db: sqlite3.Connection) -> Iterator[Finding]:
    inside = "r.lat BETWEEN p.min_lat AND p.max_lat AND r.lon BETWEEN p.min_lon AND p.max_lon"
    for name in projections.BY_PLACE:
        astray = db.execute(
            f"SELECT r.id FROM {name} r LEFT JOIN {name}_places p ON p.id = r.rowid WHERE CASE"
            f" WHEN r.lat IS NULL THEN p.id IS NOT NULL ELSE p.id IS NULL OR NOT ({inside}) END"
            " LIMIT ?",
            (_SHOWN,),
        ).fetchall()
        for row in astray:
            yield Finding(f"{row['id']} ligger fel i platsregistret.", _REBUILD)
        strays = f"SELECT count(*) FROM {name}_places WHERE id NOT IN (SELECT rowid FROM {name})"
        sound = db.execute("SELECT rtreecheck('main', ?)", (f"{name}_places",)).fetchone()[0]
        if sound != "ok" or db.execute(strays).fetchone()[0]:
            yield Finding("Platsregistret är skadat.", _REBUILD)


def _words(database: Database) -> Iterator[Finding]:
    """The indexes of words check themselves; to SQLite that is a write, so it takes a turn."""
    try:
        with database.write() as db:
            for name in projections.BY_WORDS:
                check = f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('integrity-check', 1)"
                db.execute(check)
    except (sqlite3.DatabaseError, Problem):
        yield Finding("Sökregistret stämmer inte med det som det söker i.", _REBUILD)


def _photos(folder: Path, full: bool) -> Step:
    def step(db: sqlite3.Connection) -> Iterator[Finding]:
        for row in db.execute("SELECT sha256, size FROM photos ORDER BY sha256"):
            file = photos.original(folder, row["sha256"])
            why = _wrong(file, row["sha256"], row["size"], full)
            if why:
                yield Finding(f"Bilden {row['sha256']} {why}.", _SEND_AGAIN)

    return step


def _wrong(file: Path, sha256: str, size: int, full: bool) -> str | None:
    if not file.is_file():
        return "saknas på disken"
    if file.stat().st_size != size:
        return "har fel storlek på disken"
    if full:
        with file.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
                return "har fel innehåll på disken"
    return None
