"""What is damaged on the server's disk is named by the doctor, with what to do, and that helps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from fieldapp.storage import photos
from sync.phone import Phone
from tests.faults import scene
from tests.faults.node import Node, check_whole

pytestmark = pytest.mark.slow


@dataclass
class Town:
    """A node with a backup of last night, and the phone that filled it."""

    node: Node
    phone: Phone
    backup: Path

    def execute(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.node.folder / "fieldapp.db")) as db, db:
            assert db.execute(statement, values).rowcount == 1

    @property
    def photo(self) -> Path:
        """One original on the disk."""
        sha256 = next(iter(self.phone.memory.photos))
        return photos.original(self.node.folder / "photos", sha256)

    def restore(self) -> None:
        assert self.node.finish("restore", str(self.backup)) == 0

    def rebuild(self) -> None:
        assert self.node.finish("rebuild") == 0

    def put_back(self) -> None:
        kept = photos.original(self.backup / "photos", self.photo.name)
        self.photo.unlink(missing_ok=True)
        self.photo.write_bytes(kept.read_bytes())


@pytest.fixture
def town(node: Node, tmp_path: Path) -> Town:
    node.start()
    phone, dice = node.phone(), Random(14)
    for kilobytes in (70, 90):
        scene.photograph(phone, scene.observe(phone, dice), scene.picture(dice, kilobytes))
    assert phone.sync().complete
    assert node.finish("backup", str(tmp_path / "copy")) == 0
    scene.observe(phone, dice)
    assert phone.sync().complete
    node.kill()
    return Town(node, phone, tmp_path / "copy")


def flip_in_log(town: Town) -> None:
    """One bit of one letter: `Tre` becomes `Tse`."""
    town.execute(
        "UPDATE changes SET fields = replace(fields, 'Tre lyktor', 'Tse lyktor')"
        " WHERE seq = (SELECT min(seq) FROM changes WHERE fields LIKE '%Tre lyktor%')"
    )


def tear_out_of_log(town: Town) -> None:
    town.execute("DELETE FROM changes WHERE seq = 2")


def alter_projection(town: Town) -> None:
    town.execute(
        "UPDATE reports SET state = 'closed' WHERE rowid = (SELECT min(rowid) FROM reports)"
    )


def alter_sight(town: Town) -> None:
    """A record that somebody should see is hidden from them."""
    first = "SELECT key, seq FROM audiences ORDER BY seq, key LIMIT 1"
    town.execute(f"UPDATE audiences SET gone = 1 WHERE (key, seq) = ({first})")


def lose_photo(town: Town) -> None:
    town.photo.unlink()


def flip_in_photo(town: Town) -> None:
    content = bytearray(town.photo.read_bytes())
    content[len(content) // 2] ^= 1
    copied = town.photo.with_suffix(".new")  # a backup may share the file itself
    copied.write_bytes(content)
    copied.replace(town.photo)


def tear_page(town: Town) -> None:
    """A page in the middle of the database file is overwritten."""
    with (town.node.folder / "fieldapp.db").open("r+b") as file:
        middle = file.seek(0, 2) // 4096 // 2
        file.seek(middle * 4096)
        file.write(b"\xff" * 4096)


def tear_head(town: Town) -> None:
    """The database file is not even one any more."""
    with (town.node.folder / "fieldapp.db").open("r+b") as file:
        file.write(b"\xff" * 4096)


Act = Callable[[Town], None]
DAMAGES = [
    pytest.param(flip_in_log, "är ändrad sedan den togs emot", "säkerhetskopia", Town.restore),
    pytest.param(tear_out_of_log, "kommer efter en lucka", "säkerhetskopia", Town.restore),
    pytest.param(alter_projection, "stämmer inte med loggen", "fieldapp rebuild", Town.rebuild),
    pytest.param(alter_sight, "stämmer inte med loggen", "fieldapp rebuild", Town.rebuild),
    pytest.param(lose_photo, "saknas på disken", "skicka om den", Town.put_back),
    pytest.param(flip_in_photo, "har fel innehåll", "skicka om den", Town.put_back),
    pytest.param(tear_head, "går inte att läsa", "säkerhetskopia", Town.restore),
    pytest.param(tear_page, "Databas", "säkerhetskopia", Town.restore),
]


@pytest.mark.parametrize(
    ("damage", "named", "remedy", "repair"),
    DAMAGES,
    ids=[one.values[0].__name__ for one in DAMAGES],
)
def test_damage_is_named_and_can_be_repaired(
    town: Town, damage: Act, named: str, remedy: str, repair: Act
) -> None:
    """A bit flipped in the log, a row torn out of it, a projection's row altered, a photo missing
    or altered, a page of the database overwritten: `fieldapp doctor --full` names it and what to
    do; that done, with the phone sending again what it holds, everything is there and well."""
    assert town.node.told("doctor", "--full") == (0, "Allt stämmer.\n")
    damage(town)
    status, said = town.node.told("doctor", "--full")
    assert status == 1
    assert named in said
    assert remedy in said
    repair(town)
    town.node.start()
    assert town.phone.sync().complete
    check_whole(town.node, [town.phone])
