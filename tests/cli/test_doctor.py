"""`fieldapp doctor` is silent about what is well, and fails with what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.storage import photos
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


@pytest.fixture
def demo(run: Run, folder: Path) -> Database:
    assert run("demo", "--reports", "40").exit_code == 0
    return Database(folder)


def test_a_demo_is_well_through_and_through(run: Run, demo: Database) -> None:
    examined = run("doctor", "--full")
    assert (examined.exit_code, examined.output) == (0, "Allt stämmer.\n")


def test_a_projection_that_was_tampered_with_is_found_and_rebuild_heals_it(
    run: Run, demo: Database
) -> None:
    with demo.write() as db:
        db.execute("UPDATE reports SET state = 'closed' WHERE state = 'submitted'")
    examined = run("doctor")
    assert examined.exit_code == 1
    assert "fieldapp rebuild" in examined.output
    assert run("rebuild").exit_code == 0
    assert run("doctor").exit_code == 0


def test_a_damaged_photo_is_found_when_every_photo_is_read(run: Run, demo: Database) -> None:
    with demo.read() as db:
        sha256 = db.execute("SELECT sha256 FROM photos").fetchone()[0]
    original = photos.original(demo.photos, sha256)
    content = bytearray(original.read_bytes())
    content[-5] ^= 1
    original.write_bytes(content)
    examined = run("doctor", "--full")
    assert examined.exit_code == 1
    assert sha256[:8] in examined.output
