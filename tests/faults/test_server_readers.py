"""A long reader in the way of writers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from fieldapp.bench import material, servers
from sync.client import Client
from tests import make
from tests.faults.conftest import LONG
from tests.faults.node import Node

MEGABYTE = 1 << 20
CHECKPOINT = 16 * MEGABYTE
"""How large SQLite's log may grow before it is taken up into the database."""
BATCH = 250
pytestmark = pytest.mark.slow
Stream = Iterator[dict[str, Any]]


def test_a_long_reader(node: Node) -> None:
    """A reader holds one moment of the database for as long as phones push thousands of reports:
    every push is answered and stored while it reads, it sees its own moment only, and when it ends
    SQLite's log begins anew: it does not grow without bound."""
    writers = material.phones(4, "readers")
    with node.opened():
        servers.enrol(node.folder, writers)
    node.start()
    phones = [(Client(node.url, one.token), one.observations(make.catalog())) for one in writers]
    log, grown = node.folder / "fieldapp.db-wal", []
    rounds = 6 if LONG else 2
    for _ in range(rounds):
        with node.opened() as reading, reading.read() as db:
            before = db.execute("SELECT count(*) FROM changes").fetchone()[0]
            begun = log.stat().st_size
            _push_all(phones)
            assert db.execute("SELECT count(*) FROM changes").fetchone()[0] == before
            grown.append(log.stat().st_size - begun)
        _push_all(phones)
        assert log.stat().st_size <= CHECKPOINT + 2 * max(grown)
    written = 2 * rounds * len(phones) * BATCH
    assert len(node.digests()) == written
    assert node.findings() == []


def _push_all(phones: list[tuple[Client, Stream]]) -> None:
    told: list[str] = []
    threads = [threading.Thread(target=_push, args=(*phone, told)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["stored"] * BATCH * len(phones)


def _push(client: Client, changes: Stream, told: list[str]) -> None:
    results = client.push(list(islice(changes, BATCH)))["results"]
    told.extend(result["status"] for result in results)
