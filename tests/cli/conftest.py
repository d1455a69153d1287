"""Commands run in a folder of their own, with nothing of the tester's environment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldapp.cli import main
from fieldapp.storage.database import Database

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs `fieldapp` with these words; further settings as keywords."""

    def fieldapp(*words: str, **settings: str) -> Result:
        environment = {"FIELDAPP_DATA": str(folder), **settings}
        return CliRunner(env=environment).invoke(main, words)

    return fieldapp


@pytest.fixture
def municipality(run: Run, folder: Path) -> Database:
    """An empty municipality, just made."""
    assert run("init").exit_code == 0
    return Database(folder)
