"""Backups made while writes go on, restored the morning after, and a replica that follows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from fieldapp.storage import log, photos, restore
from sync.client import Client
from sync.phone import Phone
from tests import make
from tests.api.live import wait_for_answer
from tests.faults import scene
from tests.faults.conftest import LONG, Rounds
from tests.faults.desk import Desk
from tests.faults.load import Load
from tests.faults.node import Node, check_changes, check_photos, check_whole
from tests.faults.nursery import children

PHONES = 5
LITESTREAM = str(Path(sys.executable).with_name("litestream"))
pytestmark = pytest.mark.slow


def test_backup_while_writes_go_on(node: Node, rounds: Rounds, tmp_path: Path) -> None:
    """`fieldapp backup` runs again and again while phones, a desk and a follower work: every copy
    passes its drill, is the log as it was at one moment, and has the file of every photo that it
    has a row for."""
    node.start()
    load = Load(node, 4, Random(rounds.seed))
    load.start()
    copies = [tmp_path / f"copy{n}" for n in range(20 if LONG else 3)]
    assert [node.finish("backup", str(copy)) for copy in copies] == [0] * len(copies)
    load.stop()
    with node.opened() as opened, opened.read() as db:
        chain = {line.seq: line.chain for line in log.read_log(db)}
    for copy in copies:
        manifest, wrong = restore.check(copy, make.catalog())
        assert wrong == []
        assert chain.get(manifest.last_seq, "") == manifest.chain
        assert all(photos.original(copy / "photos", one).exists() for one in manifest.photos)
    seqs = [restore.read(copy).last_seq for copy in copies]
    assert seqs == sorted(seqs)
    load.settle()
    check_whole(node, load.phones)


def test_restored_from_last_nights_backup(node: Node, rounds: Rounds, tmp_path: Path) -> None:
    """The server is restored from a backup after more reports, corrections and photos came in and
    one more phone was let in: it has a new epoch, the phones send again what they hold, the one
    that it no longer knows after a new invitation, and changes, digests and photos are as they
    were before."""
    node.start()
    dice, code = Random(rounds.seed), node.invite()
    phones = [node.phone() for _ in range(PHONES)]
    desk = Desk(node.url, node.sign_in_link())
    for phone in phones:
        assert desk.note(_work(phone, dice, 2), "Sedd i går.")
    assert node.finish("backup", str(tmp_path / "last-night")) == 0
    newcomer = Phone(Client(node.url))
    newcomer.enrol(code)
    for phone in (*phones, newcomer):
        _work(phone, dice, 200 if LONG else 20)
    before, kept, epoch = node.digests(), node.photos(), newcomer.memory.epoch
    node.kill()
    assert node.finish("restore", str(tmp_path / "last-night")) == 0
    node.start()
    assert len(node.digests()) < len(before)
    refused = newcomer.sync().error
    assert refused
    assert refused.name == "token-unknown"
    newcomer.enrol(node.invite_again(newcomer.memory.person["id"]))
    for phone in (*phones, newcomer):
        assert phone.sync().complete
        assert phone.memory.epoch != epoch
    assert (node.digests(), node.photos()) == (before, kept)
    check_whole(node, [*phones, newcomer])


def _work(phone: Phone, dice: Random, count: int) -> str:
    """Sends so many reports, one with a photo; the last report."""
    for _ in range(count):
        report = scene.observe(phone, dice)
    scene.photograph(phone, report, scene.picture(dice, 80))
    assert phone.sync().complete
    scene.correct(phone, report, dice)
    report = scene.observe(phone, dice)
    assert phone.sync().complete
    return report


class Replicated:
    """A node whose server Litestream starts, as docs/running.md says; each ends with the other."""

    def __init__(self, node: Node, place: Path) -> None:
        self.node, self.config, self.log = node, place / "litestream.yml", place / "litestream.log"
        self.config.write_text(
            f"exec: {sys.executable} -m fieldapp serve\n"
            f"dbs:\n  - path: {node.folder / 'fieldapp.db'}\n    replica:\n      type: file\n"
            f"      path: {place / 'replica'}\n      sync-interval: 100ms\n"
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [LITESTREAM, "replicate", "-config", str(self.config)]
        environment = {**os.environ, **self.node.environment}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        wait_for_answer(self.node.url)

    def kill_server(self) -> None:
        """SIGKILL to the server and its workers; Litestream sends what it has and ends."""
        assert self.process
        (server,) = children(self.process.pid)
        for pid in (server, *children(server)):
            os.kill(pid, signal.SIGKILL)
        self.process.wait(60)

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill_server()

    def restore(self, target: Path) -> None:
        """As docs/running.md says: up to the last transaction, or the one before a torn one."""
        if self._restore(target, f"{self._last:016x}").returncode:
            self._restore(target, f"{self._last - 1:016x}").check_returncode()

    @property
    def _last(self) -> int:
        """The newest transaction in the replica."""
        listed = self._run("ltx", self.node.folder / "fieldapp.db")
        listed.check_returncode()
        return max(int(line.split()[2], 16) for line in listed.stdout.splitlines()[1:])

    def _restore(self, target: Path, txid: str) -> subprocess.CompletedProcess[str]:
        words = ("-integrity-check", "full", "-txid", txid, "-o", target)
        return self._run("restore", *words, self.node.folder / "fieldapp.db")

    def _run(self, command: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        line = [LITESTREAM, command, "-config", self.config, *words]
        return subprocess.run(line, check=False, capture_output=True, text=True)


def test_replicated_by_litestream(node: Node, rounds: Rounds, tmp_path: Path) -> None:
    """Litestream starts the server and replicates its database to a folder while phones and a desk
    work; the server is killed (SIGKILL) at random, again and again. What is restored from the
    replica, with the photos of the folder beside it, has every change and photo that anybody was
    told is safe, passes the doctor, and becomes a node in a new epoch by `fieldapp backup` and
    `fieldapp restore`."""
    assert node.finish("init") == 0
    replicated = Replicated(node, tmp_path)
    load: Load | None = None
    try:
        for dice in rounds.of(2, 30):
            replicated.start()
            load = load or Load(node, 3, Random(rounds.seed))
            load.start()
            load.wait(dice.uniform(0.2, 1))
            replicated.kill_server()
            load.stop()
    finally:
        replicated.close()
    assert load
    twin = Node(tmp_path / "twin", node.nursery)
    replicated.restore(twin.folder / "fieldapp.db")
    shutil.copytree(node.folder / "photos", twin.folder / "photos")
    # What it has beyond the database was written in full, but neither taken up nor acknowledged.
    before = twin.digests()
    assert set(before) >= set(node.digests())
    check_changes(twin, load.phones)
    check_photos(twin, load.phones)
    assert twin.findings() == []
    with twin.opened() as opened:
        epoch = opened.epoch
    assert twin.finish("backup", str(tmp_path / "copy")) == 0
    assert twin.finish("restore", str(tmp_path / "copy")) == 0
    with twin.opened() as opened:
        assert opened.epoch != epoch
    assert twin.digests() == before
