"""`fieldapp backup` says where the copy is, and fails when a photo is not in it."""

from __future__ import annotations

from pathlib import Path

from fieldapp.storage import photos
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


def test_a_backup_of_nothing_says_what_to_do(run: Run, tmp_path: Path) -> None:
    made = run("backup", str(tmp_path / "copy"))
    assert made.exit_code == 1
    assert "fieldapp init" in made.output


def test_it_says_where_the_copy_is_and_how_to_try_it(
    run: Run, municipality: Database, tmp_path: Path
) -> None:
    made = run("backup", str(tmp_path / "copy"))
    assert made.exit_code == 0
    assert f"Säkerhetskopian finns i {tmp_path / 'copy'}" in made.output
    assert f"fieldapp restore --check {tmp_path / 'copy'}" in made.output


def test_it_does_not_write_over_anything(run: Run, municipality: Database, tmp_path: Path) -> None:
    made = run("backup", str(tmp_path))
    assert made.exit_code == 1
    assert "finns redan" in made.output


def test_a_place_that_cannot_be_written_is_named(run: Run, municipality: Database) -> None:
    made = run("backup", "/proc/copy")
    assert made.exit_code == 1
    assert "gick inte att skriva" in made.output


def test_a_missing_photo_is_named_and_fails_the_command(run: Run, folder: Path) -> None:
    assert run("demo", "--reports", "40").exit_code == 0
    node = Database(folder)
    with node.read() as db:
        sha256 = db.execute("SELECT sha256 FROM photos").fetchone()[0]
    photos.original(node.photos, sha256).unlink()
    made = run("backup", str(folder.parent / "copy"))
    assert made.exit_code == 1
    assert sha256 in made.output
    assert "Allt annat är kopierat" in made.output
