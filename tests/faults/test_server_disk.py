"""The server's disk is full, refuses, or fails: told as such, nothing half, well again after."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
import requests

from fieldapp.storage import uploads
from sync.phone import Phone
from tests.api.pictures import metadata
from tests.faults import scene
from tests.faults.desk import Desk
from tests.faults.kernel import refusing, traced
from tests.faults.node import Node, check_changes, check_whole
from tests.faults.nursery import Nursery

MEGABYTE = 1 << 20
pytestmark = pytest.mark.slow
BYTES = "application/offset+octet-stream"


@pytest.fixture
def node(tmp_path: Path, nursery: Nursery) -> Iterator[Node]:
    found = Node(tmp_path / "node", nursery, WORKERS="1", THREADS="2")
    found.start()
    yield found
    found.kill()


REFUSALS = [
    pytest.param(("pwrite64", "write"), "ENOSPC", 507, "disk-full", id="full"),
    pytest.param(("pwrite64", "write"), "EROFS", 503, "disk-unwritable", id="read-only"),
    pytest.param(("fdatasync",), "EIO", 503, "disk-unwritable", id="failing"),
]


@pytest.mark.parametrize(("steps", "error", "status", "name"), REFUSALS)
def test_a_disk_that_refuses(
    node: Node, tmp_path: Path, steps: tuple[str, ...], error: str, status: int, name: str
) -> None:
    """The kernel refuses what is written to the database's log and to a photo (disk full,
    read-only, failing): every write route answers 507 or 503 with the problem and Retry-After,
    the desk a page that says what is safe; nothing is half-written, reading goes on, and when
    the disk is well everything is received."""
    phone, dice, code = node.phone(), Random(11), node.invite()
    desk = Desk(node.url, node.sign_in_link())
    report = scene.observe(phone, dice)
    assert phone.sync().complete
    before = node.digests()
    writes = Writes(node, phone, scene.picture(dice, 600))
    scene.photograph(phone, report, writes.picture)
    part = uploads.part_file(node.folder / "photos", writes.upload.rpartition("/")[2])
    files = [Path(f"{node.folder}/fieldapp.db-wal"), part]
    with traced(node.workers[0], tmp_path / "trace", *refusing(error, steps, files)):
        for answer in (writes.enrol(code), writes.push(), writes.create(), writes.append()):
            assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{name}")
            assert int(answer.headers["Retry-After"]) > 0
        page = desk.post(f"/reports/{report}/notes", text="Sedd.")
        assert page.status_code == status
        assert "Inget är förlorat" in page.text
        outcome = phone.sync()
        assert outcome.error
        assert outcome.error.name == name
        assert requests.get(f"{node.url}/-/health", timeout=20).ok
    assert node.digests() == before
    assert node.photos() == {}
    assert writes.enrol(code).status_code == 201
    assert desk.note(report, "Sedd.")
    assert phone.sync().complete
    check_whole(node, [phone])


class Writes:
    """One request for every write route."""

    def __init__(self, node: Node, phone: Phone, picture: bytes) -> None:
        self.url, self.phone, self.picture = node.url, phone, picture
        self.signed = {"Authorization": f"Bearer {phone.memory.token}", "Tus-Resumable": "1.0.0"}
        created = self.create()
        assert created.status_code == 201
        self.upload = created.headers["Location"]

    def enrol(self, code: str) -> requests.Response:
        body = {"code": code, "device": scene.make.new_id(), "token": "t" * 43, "name": "Ny"}
        return self._call("POST", "/api/devices", json=body)

    def push(self) -> requests.Response:
        waiting = [self.phone.memory.written[one] for one in self.phone.memory.outbox]
        return self._call("POST", "/api/changes", json={"protocol": 1, "changes": waiting})

    def create(self) -> requests.Response:
        about = {
            "Upload-Length": str(len(self.picture)),
            "Upload-Metadata": metadata(self.picture),
        }
        return self._call("POST", "/api/photos", headers=about)

    def append(self) -> requests.Response:
        about = {"Upload-Offset": "0", "Content-Type": BYTES}
        return self._call("PATCH", self.upload, headers=about, data=self.picture)

    def _call(self, method: str, path: str, **options: object) -> requests.Response:
        headers = {**self.signed, **options.pop("headers", {})}  # type: ignore[dict-item]
        return requests.request(method, self.url + path, headers=headers, timeout=20, **options)


Fill = Callable[[Node], None]


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Fill, Fill]]:
    """A real file system of 6 MB, where the kernel allows it; else files of 600 kB at most.

    How it is filled up, and how there is room again.
    """
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield partial(_limit, 600_000), partial(_limit, resource.RLIM_INFINITY)
        return
    ballast = folder / "ballast"
    try:
        yield lambda _: _fill(ballast), lambda _: ballast.unlink()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _limit(most: int, node: Node) -> None:
    for pid in node.workers:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        for size in (MEGABYTE, 4096, 1):
            with suppress(OSError):  # no space left
                while file.write(b"\0" * size):
                    pass


def test_a_full_disk(tmp_path: Path, nursery: Nursery) -> None:
    """A real, small disk with database, photos and the server's log file on it is filled up while
    reports and photos come in: the phone keeps them and hears of a full disk, nothing that was
    acknowledged is lost, the server answers on, and all arrives when there is room."""
    with small_disk(tmp_path / "disk") as (fill, empty):
        node = Node(tmp_path / "disk" / "node", nursery, WORKERS="1")
        try:
            node.start()
            _fill_up_and_recover(node, fill, empty)
        finally:
            node.kill()


def _fill_up_and_recover(node: Node, fill: Fill, empty: Fill) -> None:
    phone, dice = node.phone(), Random(12)
    report = scene.observe(phone, dice)
    assert phone.sync().complete
    fill(node)
    said = set()
    for _ in range(5):
        scene.photograph(phone, report, scene.picture(dice, 300))
        for _ in range(40):
            scene.observe(phone, dice)
        outcome = phone.sync()
        said.add(outcome.error.name if outcome.error else "")
        assert requests.get(f"{node.url}/-/health", timeout=20).ok
    assert "disk-full" in said or "disk-unwritable" in said
    assert said <= {"", "disk-full", "disk-unwritable"}
    check_changes(node, [phone])
    empty(node)
    assert phone.sync().complete
    check_whole(node, [phone])
