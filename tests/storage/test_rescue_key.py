"""The key of rescue files is kept with the database, and never replaced."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from fieldapp.storage import rescue_key
from tests import make


def test_it_is_kept_as_it_was_put(tmp_path: Path) -> None:
    database = make.database(tmp_path)
    with database.write() as db:
        assert rescue_key.secret(db) is rescue_key.public(db) is None
        rescue_key.put(db, "11", "04")
        assert (rescue_key.secret(db), rescue_key.public(db)) == ("11", "04")
        with pytest.raises(sqlite3.IntegrityError):
            rescue_key.put(db, "22", "05")
    database.close()
