"""`fieldapp demo` fills an empty folder, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import demo
from fieldapp.demo.cast import DESK
from fieldapp.storage import signins
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


def test_the_demo_prints_sign_ins_that_work(run: Run, folder: Path) -> None:
    shown = run("demo", "--reports", "3").output
    with Database(folder).read() as db:
        for one in DESK:
            assert f"{one.username:<12}  {one.password}" in shown
            assert signins.by_password(db, one.username, one.password) is not None


def test_what_is_in_the_folder_is_left_alone(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "viktigt.txt").write_text("spara")
    refused = run("demo", "--reports", "3")
    assert refused.exit_code == 1
    assert "inte tom" in refused.output
    assert [path.name for path in folder.iterdir()] == ["viktigt.txt"]


def test_a_demo_that_was_stopped_leaves_no_half_municipality(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(demo, "Stage", None)
        assert run("demo", "--reports", "3").exit_code != 0
    assert not folder.exists()
    assert run("demo", "--reports", "3").exit_code == 0
    assert (folder / "fieldapp.db").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["data"]
