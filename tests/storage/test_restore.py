"""Restores: a new life of the same log, nothing overwritten, and drills that tell differences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import backup, changes, photos, restore
from fieldapp.storage.database import Database
from tests import make
from tests.api import pictures
from tests.storage.test_backup import keep


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "node"


@pytest.fixture
def source(folder: Path, tmp_path: Path) -> Path:
    """A backup of a node with a change and a photo; the node is closed."""
    opened, phone = make.database(folder), make.Phone()
    with opened.write() as db:
        make.push(db, phone, phone.observation())
    keep(opened, pictures.jpeg())
    backup.make(opened, tmp_path / "backup", make.NOW)
    opened.close()
    return tmp_path / "backup"


def sights(folder: Path) -> tuple[str, str, int, str]:
    opened = Database(folder)
    with opened.read() as db:
        last, text = changes.last_seq(db), db.execute("SELECT count(*) FROM changes").fetchone()[0]
    seen = (opened.node_id, opened.epoch, last, str(text))
    opened.close()
    return seen


def test_an_empty_folder_gets_the_same_node_in_a_new_epoch(
    source: Path, folder: Path, tmp_path: Path
) -> None:
    before = sights(folder)
    done = restore.restore(source, tmp_path / "new", make.NOW)
    after = sights(tmp_path / "new")
    assert (after[0], after[2:]) == (before[0], before[2:])
    assert after[1] == done.epoch != before[1]
    assert done.aside is None
    sha256 = pictures.digest(pictures.jpeg())
    assert photos.original(tmp_path / "new" / "photos", sha256).read_bytes() == pictures.jpeg()


def test_what_was_in_the_folder_is_moved_aside_whole(source: Path, folder: Path) -> None:
    (folder / "mine.txt").write_text("kept")
    before = sights(folder)
    aside = restore.restore(source, folder, make.NOW).aside
    assert aside
    assert aside.parent == folder
    assert (aside / "mine.txt").read_text() == "kept"
    assert sights(aside) == before
    again = restore.restore(source, folder, make.NOW.replace(year=2027)).aside
    assert again
    assert {path.name for path in folder.glob("before-*")} == {aside.name, again.name}


def test_a_folder_in_use_is_left_alone(source: Path, folder: Path) -> None:
    serving = Database(folder)
    with pytest.raises(Problem) as told:
        restore.restore(source, folder, make.NOW)
    assert told.value.name == "folder-in-use"
    serving.close()
    assert not [path for path in folder.iterdir() if path.name.startswith(("before-", "rest"))]


def test_a_damaged_database_does_not_stand_in_the_way(source: Path, folder: Path) -> None:
    (folder / "fieldapp.db").write_bytes(b"no database at all" * 1000)
    aside = restore.restore(source, folder, make.NOW).aside
    assert aside
    assert (aside / "fieldapp.db").read_bytes().startswith(b"no database")
    assert sights(folder)[2] == 1


def test_a_restore_that_was_killed_is_begun_anew(source: Path, folder: Path) -> None:
    (folder / "restoring" / "photos").mkdir(parents=True)
    (folder / "restoring" / "fieldapp.db").write_bytes(b"half")
    restore.restore(source, folder, make.NOW)
    assert sights(folder)[2] == 1


Damage = Callable[[Path], object]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda source: flip(source / "fieldapp.db"),
        lambda source: (source / "fieldapp.db").unlink(),
        lambda source: (source / "manifest.json").unlink(),
        lambda source: (source / "manifest.json").write_text("{"),
        lambda source: (source / "manifest.json").write_text("{}"),
    ],
    ids=["bit", "no database", "no manifest", "half manifest", "empty manifest"],
)
def test_a_damaged_backup_changes_nothing(source: Path, folder: Path, damage: Damage) -> None:
    damage(source)
    before = sorted(folder.rglob("*"))
    with pytest.raises(Problem) as told:
        restore.restore(source, folder, make.NOW)
    assert told.value.name == "backup-not-whole"
    assert sorted(folder.rglob("*")) == before


def test_a_drill_of_a_whole_backup_finds_nothing_and_leaves_nothing(source: Path) -> None:
    before = sorted(source.parent.rglob("*"))
    manifest, wrong = restore.check(source, make.catalog())
    assert wrong == []
    assert manifest.counts["changes"] == 1
    assert sorted(source.parent.rglob("*")) == before


def test_a_drill_names_a_missing_photo(source: Path) -> None:
    sha256 = pictures.digest(pictures.jpeg())
    photos.original(source / "photos", sha256).unlink()
    _, wrong = restore.check(source, make.catalog())
    assert len(wrong) == 1
    assert sha256 in wrong[0]


def test_a_drill_tells_what_differs_from_the_manifest(source: Path) -> None:
    with closing(sqlite3.connect(source / "fieldapp.db")) as db, db:
        db.execute("DELETE FROM changes")
    manifest = (source / "manifest.json").read_text()
    told = backup.digest(source / "fieldapp.db")
    was = json.loads(manifest)["database"]
    (source / "manifest.json").write_text(manifest.replace(was, told))
    _, wrong = restore.check(source, make.catalog())
    assert any("changes: 0 i kopian, 1 enligt" in one for one in wrong)
    assert any("Loggens slut" in one for one in wrong)
