"""The key of the desk's sessions: one for all processes, and a secret."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fieldapp.storage.session_key import NAME, SIZE, session_key


def test_it_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    key = session_key(tmp_path)
    assert len(key) == SIZE
    assert session_key(tmp_path) == key
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_those_who_start_at_once_agree_on_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: session_key(tmp_path), range(64)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
