"""Field stations and a centre as real processes, killed by SIGKILL while they mirror."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Event

import pytest

from sync.phone import Phone
from tests.faults.conftest import Rounds
from tests.faults.node import Node
from tests.faults.nursery import Nursery
from tests.faults.stations import at, check_alike, copy, join, restore, roaming, sent, write

LONGEST_LIFE = 0.5
Start = Callable[[str], Node]
pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path: Path, nursery: Nursery) -> Iterator[Start]:
    """Starts a node of this name."""
    nodes: list[Node] = []

    def make(name: str) -> Node:
        nodes.append(Node(tmp_path / name, nursery))
        nodes[-1].start()
        return nodes[-1]

    yield make
    for node in nodes:
        node.kill()


def mirror(here: Node, there: Node) -> None:
    assert here.finish("mirror", there.url) == 0, here.log.read_text()


def cut_short(here: Node, there: Node, dice: Random) -> None:
    """A mirror run in which one of the three processes is killed, perhaps two."""
    run = here.run("mirror", there.url)
    Event().wait(dice.uniform(0, LONGEST_LIFE))
    victims = dice.choice([("run",), ("there",), ("here", "run"), ("there", "here")])
    for name in victims:
        if name == "run":
            here.nursery.kill(run)
        else:
            (here if name == "here" else there).kill()
    if "run" not in victims:
        assert here.nursery.wait(run) in (0, 1), here.log.read_text()
    for node in (here, there):
        if not node.pid:
            node.start()


def test_either_side_killed_while_they_mirror(start: Start, rounds: Rounds) -> None:
    """A station and a centre mirror while phones send to both; the mirror, the station's server or
    the centre's is killed (SIGKILL) at random, again and again. At the end both have the same
    changes, photos and receipts, everything once, and the doctor finds nothing."""
    station, centre = start("station"), start("centre")
    join(station, centre)
    phones = [station.phone(), centre.phone()]
    kills = 0
    for dice in rounds.of(4, 250):
        for phone in phones:
            write(phone, dice)
            sent(phone)
        cut_short(station, centre, dice)
        kills += 1
    mirror(station, centre)
    check_alike([station, centre], phones)
    sys.stdout.write(f"{kills} kills\n")


def test_a_ring_of_three_killed_at_random(start: Start, rounds: Rounds) -> None:
    """Three nodes mirror in a ring, and one of them or its mirror is killed in each round: a
    change that comes back by a detour is known, and all end with the same, everything once."""
    ring = [start(name) for name in ("one", "two", "three")]
    links = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    for here, there in links:
        join(here, there)
    phones = [node.phone() for node in ring]
    for dice in rounds.of(2, 100):
        for phone in phones:
            write(phone, dice)
            sent(phone)
        cut_short(*dice.choice(links), dice)
    for here, there in [*links, *links]:
        mirror(here, there)
    check_alike(ring, phones)


def test_a_station_that_is_away_for_days(start: Start, rounds: Rounds) -> None:
    """The centre cannot be reached: `mirror --watch` says so in Swedish, waits and never dies, and
    the phones sync to the station. When the centre is back all goes over by itself; SIGTERM ends
    the mirror with a word and status 0."""
    station, centre = start("station"), start("centre")
    join(station, centre)
    phone = station.phone()
    centre.kill()
    for dice in rounds.of(3, 3):
        write(phone, dice)
        sent(phone)
    watching = station.run("mirror", centre.url, "--watch", "--every", "0.1")
    until(lambda: said(station).count("Ingen kontakt med servern") >= 2)
    assert "Väntar: 9 ändringar och 3 bilder." in said(station)
    assert "Inget är förlorat" in said(station)
    centre.start()
    until(lambda: len(centre.photos()) == 3)
    os.kill(watching, signal.SIGTERM)
    assert station.nursery.wait(watching) == 0
    assert said(station).rstrip().endswith("Inget är förlorat; nästa körning tar vid.")
    check_alike([station, centre], [phone])


@pytest.mark.parametrize("lost", ["station", "centre"])
def test_a_node_restored_from_an_older_backup(start: Start, rounds: Rounds, lost: str) -> None:
    """The station, or the centre, is put back as it was before the last reports came. It begins a
    new epoch, so phones and the other node give it again what it had: no loss, nothing twice."""
    station, centre = start("station"), start("centre")
    join(station, centre)
    phones = [station.phone(), centre.phone()]
    restored = station if lost == "station" else centre
    backup = restored.folder.with_name("backup")
    for turn, dice in enumerate(rounds.of(3, 20)):
        for phone in phones:
            write(phone, dice)
            sent(phone)
        if turn == 0:
            copy(restored, backup)
        mirror(station, centre)
        write(phones[turn % 2], dice)
        sent(phones[turn % 2])
    before = sorted({*station.digests(), *centre.digests()})
    restored.kill()
    restore(restored, backup)
    restored.start()
    for phone in phones:
        assert phone.sync().error is None
    mirror(station, centre)
    assert station.digests() == before
    check_alike([station, centre], phones)


def test_phones_that_move_between_station_and_centre(start: Start, rounds: Rounds) -> None:
    """A phone sends to the station one night and to the centre the next, offering each what it
    holds: whoever got it first, both end with everything once under the same receipts."""
    station, centre = start("station"), start("centre")
    join(station, centre)
    phones = [roaming([station, centre]), roaming([centre, station])]
    for dice in rounds.of(4, 60):
        for n, phone in enumerate(phones):
            write(phone, dice, photo=dice.random() < 0.5)
            phones[n] = sent(at(phone, dice.choice([station, centre])))
        if dice.random() < 0.5:
            mirror(station, centre)
    for node in (station, centre):
        phones = [sent(at(phone, node)) for phone in phones]
    mirror(station, centre)
    check_alike([station, centre], phones)


def test_a_copied_phone(start: Start, rounds: Rounds) -> None:
    """A phone's whole storage is copied to another, and both go on under the same identity, one at
    the station and one at the centre: every change of both is kept, and where they contradict each
    other the desk is shown both values as a conflict."""
    station, centre = start("station"), start("centre")
    join(station, centre)
    original = roaming([station, centre])
    (dice,) = rounds.of(1, 1)
    write(original, dice)
    sent(original)
    twin = at(original, centre)
    (walk,) = (own for own, held in original.memory.records.items() if held["kind"] == "shift")
    original.edit(walk, {"summary": "Lugnt hela kvällen."})
    twin.edit(walk, {"summary": "Bråk vid stationen."})
    phones: list[Phone] = [sent(original), sent(twin)]
    mirror(station, centre)
    check_alike([station, centre], phones)
    for node in (station, centre):
        with node.opened() as opened, opened.read() as db:
            row = db.execute("SELECT conflicts FROM reports WHERE id = ?", (walk,)).fetchone()
        assert row["conflicts"] == 1


def said(node: Node) -> str:
    return node.log.read_text()


def until(holds: Callable[[], object]) -> None:
    """Waits for a state, half a minute at most."""
    for _ in range(600):
        if holds():
            return
        Event().wait(0.05)
    raise AssertionError("it never came to that")
