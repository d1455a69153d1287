"""What a node has ready before anybody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import catalog
from fieldapp.config import Settings
from fieldapp.node import Node
from fieldapp.storage import columns, report_columns
from fieldapp.storage.database import Database
from tests import make


@pytest.fixture
def node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Node:
    monkeypatch.setattr(columns, "_KEPT", {})
    monkeypatch.setattr(columns, "_LAST", [])
    return Node(Settings(data=tmp_path), Database(tmp_path), catalog.load())


def test_what_is_read_ahead_is_not_read_when_it_is_asked_for(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = make.Phone()
    with node.db.write() as db:
        make.push(db, phone, phone.observation())
    node.read_ahead()
    monkeypatch.setattr(report_columns, "read", lambda db, segment: pytest.fail("it was read"))
    with node.db.read() as db:
        (segment,) = columns.every(db).segments
    assert len(segment.number) == 1
    node.db.close()


def test_a_database_that_cannot_be_read_does_not_keep_a_worker_from_starting(node: Node) -> None:
    node.db.close()
    node.db.path.write_bytes(b"no database" * 999)
    node.read_ahead()
