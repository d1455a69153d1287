"""`fieldapp restore` tells where everything is now; a drill says how it went in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.storage import photos
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


@pytest.fixture
def copy(run: Run, folder: Path) -> Path:
    assert run("demo", "--reports", "40").exit_code == 0
    assert run("backup", str(folder.parent / "copy")).exit_code == 0
    return folder.parent / "copy"


def test_a_restored_municipality_is_well(run: Run, folder: Path, copy: Path) -> None:
    done = run("restore", str(copy))
    assert done.exit_code == 0
    assert f"{folder}/before-" in done.output
    assert "Telefonerna skickar själva om" in done.output
    assert run("doctor", "--full").output == "Allt stämmer.\n"


def test_a_drill_says_in_one_line_that_all_is_well(run: Run, copy: Path) -> None:
    tried = run("restore", "--check", str(copy))
    assert tried.exit_code == 0
    assert tried.output.count("\n") == 1
    assert "går att återställa; allt stämmer" in tried.output


def test_a_drill_says_in_one_line_what_is_wrong(run: Run, copy: Path) -> None:
    shelves = copy / photos.original(Path("photos"), "x" * 64).parts[0]
    originals = [path for path in shelves.rglob("*") if len(path.name) == 64]
    for original in originals:
        original.unlink()
    tried = run("restore", "--check", str(copy))
    assert tried.exit_code == 1
    assert tried.output.count("\n") == 1
    assert "stämmer inte" in tried.output
    assert originals[0].name in tried.output or "fel till" in tried.output


def test_a_running_municipality_is_left_alone(run: Run, folder: Path, copy: Path) -> None:
    serving = Database(folder)
    done = run("restore", str(copy))
    assert done.exit_code == 1
    assert "Stoppa servern först" in done.output
    serving.close()


def test_what_is_no_backup_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("restore", str(tmp_path))
    assert done.exit_code == 1
    assert "ingen hel säkerhetskopia" in done.output
    assert not folder.exists()
