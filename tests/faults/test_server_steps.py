"""The server at every single step of a write: killed before it, watched, refused by the disk."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from sync.client import Client
from sync.phone import Phone
from sync.uploads import Photo, Uploads
from tests.api.live import wait_for_answer
from tests.faults import scene
from tests.faults.conftest import LONG, Rounds
from tests.faults.desk import Desk
from tests.faults.kernel import STEPS, Trace, dying, run_dying, traced
from tests.faults.load import Watching
from tests.faults.node import Node, check_changes, check_photos, check_whole
from tests.faults.nursery import Nursery

SYNCED = re.compile(r"\bf(?:data)?sync\(\d+<(.+?)>")
ANSWER = re.compile(r'\bsend(?:to|msg)\(.*"HTTP/1\.1 (\d{3})')
pytestmark = pytest.mark.slow


@pytest.fixture
def node(tmp_path: Path, nursery: Nursery) -> Iterator[Node]:
    """One worker with one thread, so that steps come one after another."""
    found = Node(tmp_path / "node", nursery, WORKERS="1", THREADS="1")
    found.start()
    yield found
    found.kill()


def write_and_send(phone: Phone, dice: Random) -> None:
    """A report, its photo in three pieces, and a correction."""
    report = scene.observe(phone, dice)
    scene.photograph(phone, report, scene.picture(dice, 1200))
    scene.correct(phone, report, dice)
    phone.sync()


def steps_of(node: Node, phone: Phone, trace: Path) -> list[tuple[str, int]]:
    """Every step of that, as strace counts them."""
    with traced(node.workers[0], trace, "-e", f"trace={','.join(STEPS)}") as seen:
        write_and_send(phone, Random(0))
    return [(step, n + 1) for step, most in seen.counts().items() for n in range(most)]


def test_killed_before_every_step(node: Node, rounds: Rounds, tmp_path: Path) -> None:
    """The server's process is killed just before each system call by which a push or a photo
    changes the disk or is answered, one run for each: what was acknowledged is there, the rest
    whole or not at all, and when the phone sends again everything is there once."""
    client = Watching(node.url, timeout=(20, 20))
    client.safe = {}
    phone = Phone(client)
    phone.enrol(node.invite())
    steps = steps_of(node, phone, tmp_path / "steps")
    assert {step for step, _ in steps} >= {"pwrite64", "fdatasync", "rename", "write", "sendto"}
    dice = Random(rounds.seed)
    chosen = steps if LONG else dice.sample(steps, 8)
    kills = 0
    for step, when in chosen:
        with traced(node.workers[0], tmp_path / "trace", *dying(step, when)) as seen:
            write_and_send(phone, dice)
        kills += seen.killed
        wait_for_answer(node.url)
        check_changes(node, [phone])
        check_photos(node, [phone])
        client.check_uploads()
        assert phone.sync().complete
    assert kills >= len(chosen) // 2
    check_whole(node, [phone])
    count = len(phone.memory.receipts)
    sys.stdout.write(
        f"measured: {kills} kills before {len(chosen)} of {len(steps)} steps, {count} changes and "
        f"{len(phone.memory.photos)} photos acknowledged, 0 lost; seed {rounds.seed}\n"
    )


def test_synced_before_every_answer(node: Node, tmp_path: Path) -> None:
    """The kernel is watched: before each 2xx or 303 to an enrolment, a push, a creation, a photo's
    last byte, a decision and a note at the desk, the database's log is synced (fdatasync), and a
    photo's file and folder before that; a piece's answer comes after its bytes are synced."""
    phone, code = node.phone(), node.invite()
    desk = Desk(node.url, node.sign_in_link())
    dice = Random(4)
    report = scene.observe(phone, dice)
    assert phone.sync().complete
    calls = ("-e", "trace=fdatasync,fsync,sendto,sendmsg")
    with traced(node.workers[0], tmp_path / "trace", *calls) as seen:
        Phone(Client(node.url)).enrol(code)
        assert desk.note(report, "Sedd.")
        assert desk.accept(report)
        sha256 = scene.photograph(phone, report, picture := scene.picture(dice, 1200))
        phone.client.push([phone.memory.written[change] for change in phone.memory.outbox])
        Uploads(phone.client).send(Photo(sha256, len(picture), "image/jpeg"), BytesIO(picture))
    answers = synced_before_answers(seen)
    expected = [*["fieldapp.db-wal"] * 5, "part", "part", "fieldapp.db-wal"]
    assert len(answers) == len(expected)
    for synced, last in zip(answers, expected, strict=True):
        assert synced, "answered before anything was synced"
        assert synced[-1].endswith(last), synced
    shelf = [Path(path).parent.name == "photos" for path in answers[-1]]
    assert answers[-1][0].endswith(".part")
    assert shelf.index(True) < len(shelf) - 1, "the photo's folder is synced before its row"


def synced_before_answers(seen: Trace) -> list[list[str]]:
    """For each answer of success, the files that were synced since the one before."""
    found: list[list[str]] = [[]]
    for line in seen.lines:
        if synced := SYNCED.search(line):
            found[-1].append(synced[1])
        elif answer := ANSWER.search(line):
            assert answer[1][0] == "2" or answer[1] == "303", line
            found.append([])
    return found[:-1]


def test_restore_killed_before_every_rename(node: Node, rounds: Rounds, tmp_path: Path) -> None:
    """`fieldapp restore` and `fieldapp backup` are killed before each rename and each sync: what
    was in the folder is there or moved aside, and the same command once more succeeds."""
    phone = node.phone()
    write_and_send(phone, Random(1))
    node.kill()
    assert node.finish("backup", str(tmp_path / "copy")) == 0
    environment = {**os.environ, **node.environment}
    points = [("rename", n) for n in range(1, 12)] + [("fsync", n) for n in range(1, 8)]
    for step, when in points if LONG else Random(rounds.seed).sample(points, 2):
        trace = tmp_path / "trace"
        run_dying(["restore", str(tmp_path / "copy")], environment, step, when, trace)
        databases = list(node.folder.rglob("fieldapp.db"))
        assert databases, "nothing is left of the municipality"
        assert node.finish("restore", str(tmp_path / "copy")) == 0
        check_whole(node, [phone])
        target = tmp_path / f"again-{step}-{when}"
        run_dying(["backup", str(target)], environment, step, when, trace)
        if not target.exists():
            assert node.finish("backup", str(target)) == 0
        assert node.finish("restore", "--check", str(target)) == 0
