"""The server killed under load: the real processes, by SIGKILL, at any moment."""

from __future__ import annotations

import hashlib
import re
import sys
from random import Random

import pytest

from tests.faults.conftest import Rounds
from tests.faults.history import check_cursor
from tests.faults.load import Load, Watching
from tests.faults.node import Node, check_photos, check_whole

PHONES = 4
LONGEST_LIFE = 0.6
ORIGINAL = re.compile(r"[0-9a-f]{64}")


@pytest.mark.slow
def test_killed_at_random_under_load(node: Node, rounds: Rounds) -> None:
    """The server is killed (SIGKILL) at random under load: pushes of observations, and of premises
    and visits with their checklists, photos in pieces, decisions at the desk, `rebuild`, its own
    start. After each restart all that was acknowledged is there, no photo is half, uploads go on
    at or after the offset that was promised, and no change appears behind a cursor; at the end the
    doctor finds nothing and everything is there once."""
    node.start()
    load = Load(node, PHONES, Random(rounds.seed))
    kills = 0
    for dice in rounds.of(10, 500):
        kills += _live_and_die(node, load, dice)
        node.start()
        _check(node, load)
    load.settle()
    check_cursor(load.pulls)
    assert set(load.followed.values()) == {1}
    check_whole(node, load.phones)
    load.check_desk()
    _tell(node, load, kills, rounds)


def _live_and_die(node: Node, load: Load, dice: Random) -> int:
    """A life under load, perhaps with a rebuild, that ends in mid-flight; kills made."""
    rebuild = node.run("rebuild") if dice.random() < 0.2 else 0
    load.start()
    load.wait(dice.uniform(0.02, LONGEST_LIFE))
    node.kill()
    if rebuild:
        node.nursery.kill(rebuild)
    load.stop()
    if dice.random() < 0.2:
        node.pid = node.run("serve")
        load.wait(0)
        node.kill()
        return 2 + bool(rebuild)
    return 1 + bool(rebuild)


def _check(node: Node, load: Load) -> None:
    with node.opened() as opened, opened.read() as db:
        there = {row["id"] for row in db.execute("SELECT id FROM changes")}
    for phone in load.phones:
        assert phone.memory.receipts.keys() <= there
        assert isinstance(phone.client, Watching)
        phone.client.check_uploads()
    check_photos(node, load.phones)


def _tell(node: Node, load: Load, kills: int, rounds: Rounds) -> None:
    files = [path for path in (node.folder / "photos").rglob("*") if ORIGINAL.fullmatch(path.name)]
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    changes = sum(len(phone.memory.receipts) for phone in load.phones)
    sys.stdout.write(
        f"measured: {kills} kills, {changes} changes of phones acknowledged, 0 lost; "
        f"{len(files)} photos whole; {sum(load.notes.values())} notes of the desk saved, 0 lost; "
        f"seeds from {rounds.seed}\n"
    )
