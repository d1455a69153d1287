"""One key for each node, for ever: also in its backups."""

from __future__ import annotations

import shutil
from pathlib import Path

from fieldapp.rescue.keys import own_key, public_key
from fieldapp.storage.database import Database
from tests.rescue.conftest import Scene


def test_the_key_is_made_once(scene: Scene) -> None:
    with scene.database.write() as db:
        first = public_key(db)
        assert public_key(db) == first == own_key(db).public


def test_a_backup_opens_what_was_sealed_to_the_node(scene: Scene, tmp_path: Path) -> None:
    with scene.database.write() as db:
        found = public_key(db)
    scene.database.close()
    shutil.copytree(scene.database.folder, tmp_path / "backup", ignore=lambda *_: ["backup"])
    restored = Database(tmp_path / "backup")
    with restored.write() as db:
        assert public_key(db) == found
    restored.close()
