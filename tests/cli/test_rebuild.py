"""`fieldapp rebuild` makes the projections anew from the log alone."""

from __future__ import annotations

from pathlib import Path

from fieldapp.storage.database import Database
from tests.cli.conftest import Run

STATES = "SELECT id, state, version, photos_arrived, flags, conflicts FROM reports ORDER BY id"


def reports(folder: Path) -> list[tuple[object, ...]]:
    with Database(folder).read() as db:
        return [tuple(row) for row in db.execute(STATES)]


def test_what_was_lost_of_the_projections_comes_back(run: Run, folder: Path) -> None:
    run("demo", "--reports", "30")
    before = reports(folder)
    with Database(folder).write() as db:
        db.execute("DELETE FROM reports")
    assert reports(folder) == []
    rebuilt = run("rebuild")
    assert rebuilt.exit_code == 0
    assert "poster" in rebuilt.output
    assert reports(folder) == before
