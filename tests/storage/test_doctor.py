"""The doctor finds every planted fault and says what to do; where nothing is wrong, nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from fieldapp.domain.catalog import Catalog
from fieldapp.storage import doctor, photos, projections
from fieldapp.storage.database import Database
from tests import inspections, make

PICTURE = b"not really a picture"
SHA = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def node(database: Database) -> Database:
    """A node with a few reports, a decision, a photo, and one report that was deleted."""
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    with_photo = phone.observation(category="OB15", **{f"photos/{SHA}": make.manifest()})
    removed = phone.observation()
    file = photos.original(database.photos, SHA)
    file.parent.mkdir()
    file.write_bytes(PICTURE)
    with database.write() as db:
        kept = (SHA, len(PICTURE), "image/jpeg", 1, 1, "2026-11-20T21:00:00.000Z", phone.device)
        db.execute("INSERT INTO photos VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        make.push(db, phone, with_photo, phone.shift(), removed, phone.observation())
        make.push(db, desk, desk.review(with_photo))
        make.push(db, phone, phone.edit(removed, deleted=True))
        inspect(db)
    return database


def inspect(db: sqlite3.Connection) -> None:
    """Two premises, one of them merged, with a visit that found something, and a purchase."""
    inspector = make.Phone(make.person("inspector", "kommun"))
    own, other = inspector.premises(), inspector.premises(own_id="7")
    found = {"YS07": inspections.deficiency()}
    visit = inspector.visit(other.record, answers=found)
    make.push(db, inspector, own, other, visit, inspector.purchase(own.record))
    make.push(db, inspector, inspector.edit(other, merged_into=own.record))


def found(node: Database, *, full: bool = False) -> list[str]:
    return [str(finding) for finding in doctor.examine(node, make.catalog(), full=full)]


def test_where_nothing_is_wrong_nothing_is_found(node: Database) -> None:
    assert found(node, full=True) == []
    assert found(node) == []


LOG = "loggen"
REBUILD = "fieldapp rebuild"
PLANTED = [
    ("a value in the log", "UPDATE changes SET fields = replace(fields, 'Tre', 'Två')", LOG),
    ("a time in the log", "UPDATE changes SET received_at = 'x' WHERE seq = 2", "hänger inte"),
    ("an actor in the log", "UPDATE changes SET actor = device WHERE seq = 1", "är ändrad"),
    ("a receipt in the log", "UPDATE changes SET receipt = 'AAAA-AA' WHERE seq = 1", "är ändrad"),
    ("half a row", "UPDATE changes SET fields = '{' WHERE seq = 3", "går inte att läsa"),
    ("a row that is lacking", "DELETE FROM changes WHERE seq = 2", "lucka"),
    ("a record", "UPDATE records SET parts = '[]' WHERE kind = 'shift'", "tabellen records"),
    ("a lost record", "DELETE FROM records WHERE kind = 'shift'", "tabellen records"),
    ("an audience", "DELETE FROM audiences WHERE key LIKE 'desk:%'", "tabellen audiences"),
    ("an intruder", "INSERT INTO audiences VALUES ('person:x', 1, 'r', 0)", "audiences"),
    ("a state", "UPDATE reports SET state = 'closed'", "tabellen reports"),
    ("a count of photos", "UPDATE reports SET photos_arrived = 0", "tabellen reports"),
    ("a report too many", "INSERT INTO about VALUES ('x', 'y', 'review')", "tabellen about"),
    ("a manifest", "DELETE FROM report_photos", "tabellen report_photos"),
    (
        "a word in the index",
        "INSERT INTO reports_fts (rowid, text) VALUES (1, 'spöke')",
        "Sökregistret",
    ),
    ("a risk", "UPDATE premises SET risk = 1", "tabellen premises"),
    ("a merge", "UPDATE premises SET root = id", "tabellen premises"),
    ("a lost link", "DELETE FROM inspection_links", "tabellen inspection_links"),
    ("a visit's state", "UPDATE visits SET state = 'issued'", "tabellen visits"),
    ("a deficiency", "UPDATE deficiencies SET state = 'closed'", "tabellen deficiencies"),
    ("a purchase", "DELETE FROM control_purchases", "tabellen control_purchases"),
    ("what phones are told", "UPDATE supervision SET body = '{}'", "tabellen supervision"),
    (
        "a word of a premises",
        "INSERT INTO premises_fts (rowid, text) VALUES (1, 'spöke')",
        "Sökregistret",
    ),
    ("a premises' place", "DELETE FROM premises_places", "platsregistret"),
    (
        "a moved premises",
        "UPDATE premises_places SET min_lat = 0, max_lat = 1",
        "platsregistret",
    ),
    ("a stray premises", "INSERT INTO premises_places VALUES (999, 1, 1, 1, 1)", "Platsregistret"),
]


@pytest.mark.parametrize(("fault", "told"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_found(node: Database, fault: str, told: str) -> None:
    with node.write() as db:
        db.execute(fault)
    assert any(told in finding for finding in found(node))


@pytest.mark.parametrize("fault", [p[1] for p in PLANTED[6:]], ids=[p[0] for p in PLANTED[6:]])
def test_what_is_made_of_the_log_is_cured_by_making_it_anew(
    node: Database, catalog: Catalog, fault: str
) -> None:
    with node.write() as db:
        db.execute(fault)
    assert all(REBUILD in finding for finding in found(node))
    with node.write() as db:
        projections.rebuild(db, catalog)
    assert found(node) == []


def test_a_missing_photo_is_found(node: Database) -> None:
    photos.original(node.photos, SHA).unlink()
    (finding,) = found(node)
    assert finding.startswith(f"Bilden {SHA} saknas på disken.")


def test_a_cut_photo_is_found(node: Database) -> None:
    photos.original(node.photos, SHA).write_bytes(PICTURE[:-1])
    assert "fel storlek" in found(node)[0]


def test_a_changed_photo_is_found_when_photos_are_read_through(node: Database) -> None:
    photos.original(node.photos, SHA).write_bytes(PICTURE[:-1] + b"X")
    assert found(node) == []
    assert "fel innehåll" in found(node, full=True)[0]


def test_a_flipped_bit_in_the_file_is_found(node: Database, tmp_path: Path) -> None:
    with node.write() as db:
        row = db.execute("SELECT fields FROM changes WHERE seq = 1").fetchone()[0]
    node.close()
    file = tmp_path / "fieldapp.db"
    content, flipped = file.read_bytes(), row.replace("lyktor", "lyjtor")
    assert content.count(row.encode()) > 0
    file.write_bytes(content.replace(row.encode(), flipped.encode()))
    assert any("Rad 1 i loggen är ändrad" in finding for finding in found(node))


def test_a_torn_file_is_told_and_not_raised(node: Database, tmp_path: Path) -> None:
    node.close()
    file = tmp_path / "fieldapp.db"
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    told = found(node)
    assert told
    assert all("säkerhetskopia" in finding for finding in told[:1])


def test_nothing_is_changed_by_looking(node: Database) -> None:
    before = everything(node)
    found(node, full=True)
    assert everything(node) == before


def everything(node: Database) -> list[list[tuple[object, ...]]]:
    with node.read() as db:
        return [
            [tuple(row) for row in db.execute(f"SELECT * FROM {table}")]
            for table in (*projections.TABLES, "changes", "meta", "photos")
        ]
