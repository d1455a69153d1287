"""Requests that are torn, slow or fat: nothing half, bounded memory, and others are answered."""

from __future__ import annotations

import gzip
import json
import re
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
import requests

from sync.phone import Phone
from tests.api import pictures
from tests.api.live import raw
from tests.faults import scene
from tests.faults.desk import Desk
from tests.faults.node import Node, check_whole

TIMES = 24
PATIENCE = 5
"""Seconds within which a server that is not held up answers, on a busy machine too."""
MOST_MEMORY = 200_000
"""In kB, for one worker at its worst."""
FORM = "application/x-www-form-urlencoded"
pytestmark = pytest.mark.slow


class Routes:
    """One whole request for every route that writes, as bytes, and the way to tear them."""

    def __init__(self, node: Node) -> None:
        self.node, self.phone, dice = node, node.phone(), Random(10)
        self.report = scene.observe(self.phone, dice)
        assert self.phone.sync().complete
        self.desk = Desk(node.url, node.sign_in_link())
        scene.photograph(self.phone, self.report, picture := scene.picture(dice, 200))
        signed = {"Authorization": f"Bearer {self.phone.memory.token}", "Tus-Resumable": "1.0.0"}
        about = {"Upload-Length": str(len(picture)), "Upload-Metadata": pictures.metadata(picture)}
        bytes_of = {**signed, "Content-Type": "application/offset+octet-stream"}
        made = requests.post(f"{node.url}/api/photos", headers={**signed, **about}, timeout=20)
        path = made.headers["Location"]
        batch = {"protocol": 1, "changes": list(self.phone.memory.written.values()) * 50}
        enrolment = {"code": "0" * 8, "device": scene.make.new_id(), "token": "t" * 43}
        self.whole = {
            "enrol": raw("POST", "/api/devices", {}, json.dumps(enrolment).encode()),
            "push": raw("POST", "/api/changes", signed, json.dumps(batch).encode()),
            "create": raw("POST", "/api/photos", {**bytes_of, **about}, picture),
            "append": raw("PATCH", path, {**bytes_of, "Upload-Offset": "0"}, picture),
            "sign-in": self._form("/sign-in", username="x", password="y" * 2000),
            "review": self._form(f"/reports/{self.report}/review", decision="accept", version="1"),
            "note": self._form(f"/reports/{self.report}/notes", text="Halv anteckning. " * 40),
        }

    def tear(self, route: str, cut: int, *, reset: bool) -> None:
        with closing(socket.create_connection(("127.0.0.1", self.node.port))) as connection:
            connection.sendall(self.whole[route][:cut])
            if reset:
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    def _form(self, path: str, **fields: str) -> bytes:
        body = urlencode({"csrf_token": self.desk.token, **fields}).encode()
        return raw("POST", path, {"Cookie": self.desk.cookie, "Content-Type": FORM}, body)


@pytest.fixture
def routes(node: Node) -> Iterator[Routes]:
    node.start()
    found = Routes(node)
    yield found
    assert "Traceback" not in node.log.read_text()


def answered(node: Node) -> bool:
    return requests.get(f"{node.url}/-/health", timeout=PATIENCE).ok


def counts(node: Node) -> dict[str, int]:
    with node.opened() as opened, opened.read() as db:
        tables = ("changes", "quarantine", "photos", "devices", "attempts", "audit")
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_torn_requests(routes: Routes) -> None:
    """Every write route, the desk's forms too, gets 24 requests that end in the middle, by a close
    and by a reset: the next request is answered at once, no row is written, and a whole one then
    does what it should."""
    node = routes.node
    before = counts(node)
    for route, whole in routes.whole.items():
        for n in range(TIMES):
            routes.tear(route, len(whole) * (n + 1) // (TIMES + 1), reset=bool(n % 2))
        assert answered(node), route
        assert counts(node) == before, route
    assert routes.phone.sync().complete
    assert routes.desk.note(routes.report, "Hel anteckning.")
    check_whole(node, [routes.phone])


def test_slow_loris(routes: Routes) -> None:
    """Connections on every write route, more than there are threads, stop in mid-request and stay:
    others push, send photos and review as if they were not there."""
    node = routes.node
    with ExitStack() as waiting:
        for n in range(TIMES):
            for whole in routes.whole.values():
                connection = socket.create_connection(("127.0.0.1", node.port))
                waiting.enter_context(closing(connection))
                connection.sendall(whole[: len(whole) * (n % 4 + 1) // 6][:40_000])
        assert answered(node)
        assert routes.desk.note(routes.report, "Snabb anteckning.")
        report = scene.observe(routes.phone, Random(1))
        assert routes.phone.sync().error is None
        assert routes.desk.accept(report)
    assert routes.phone.sync().complete
    check_whole(node, [routes.phone])


BOMB = gzip.compress(b'{"protocol": 1, "changes": [' + b" " * 200_000_000 + b"]}")
FAT = {
    "a million changes": (b'{"protocol":1,"changes":[' + b'{"id":"x"},' * 400_000, {}, 413),
    "a zip bomb": (BOMB, {"Content-Encoding": "gzip"}, 400),
    "a deep nest": (b'{"protocol":1,"changes":' + b"[" * 1_000_000, {}, 400),
    "a long number": (b'{"protocol":' + b"9" * 1_000_000 + b"}", {}, 400),
    "a large header": (b"{}", {"X-Fat": "x" * 100_000}, 400),
    "many headers": (b"{}", {f"X-{n}": "x" for n in range(500)}, 400),
    "no JSON": (bytes(1_000_000), {}, 400),
}


def test_fat_requests(routes: Routes) -> None:
    """A batch of half a million, a zip bomb, a nest a million deep, a number of a million digits,
    headers without end, a photo of 10 GB and a picture of 60,000 by 60,000 points: each is refused
    by 4xx, memory stays bounded, and the next request is answered."""
    node, phone = routes.node, routes.phone
    before = counts(node)
    signed = {"Authorization": f"Bearer {phone.memory.token}"}
    for name, (body, headers, status) in FAT.items():
        told = requests.post(
            f"{node.url}/api/changes", body, headers={**signed, **headers}, timeout=60
        )
        assert told.status_code in (status, 422, 431), name
        assert answered(node), name
    assert _create(node, phone, b"x", 10_000_000_000).status_code == 413
    bomb = pictures.bomb()
    assert _create(node, phone, bomb, len(bomb), bomb).status_code == 422
    assert counts(node) == before
    assert all(_most_memory(pid) < MOST_MEMORY for pid in node.workers)


def _create(
    node: Node, phone: Phone, content: bytes, size: int, body: bytes = b""
) -> requests.Response:
    headers = {
        "Authorization": f"Bearer {phone.memory.token}",
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(size),
        "Upload-Metadata": pictures.metadata(content, "image/png"),
        **({"Content-Type": "application/offset+octet-stream"} if body else {}),
    }
    return requests.post(f"{node.url}/api/photos", body, headers=headers, timeout=60)


def _most_memory(pid: int) -> int:
    """The most that a process has had in memory, in kB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1])
