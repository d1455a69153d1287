"""Goal 5: photos over tus, sent by tus-js-client to Fältappen and to @tus/server in turn."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldapp.bench import pictures, servers
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, alternate, at_most, ratio_at_least, series
from fieldapp.bench.material import Phone, phones
from fieldapp.bench.processes import free_port, running

_HERE = Path(__file__).parent
_AT_A_TIME = (1, 4)
_ONE_TRIP = 300_000
_KILOBYTE, _MEGABYTE = 1000, 1_000_000


def measure(extent: Extent) -> list[Figure]:
    return Photos(extent).figures()


@dataclass
class Photos:
    """One phone that sends photos, all of them different, to either server."""

    extent: Extent

    def __post_init__(self) -> None:
        self._phone: Phone = phones(1, "photos")[0]
        self._template = self.extent.folder / "photo-template"

    def figures(self) -> list[Figure]:
        servers.enrol(self._template, [self._phone])
        found = []
        for size, count in self.extent.photos:
            self.extent.say(f"photos of {size // _KILOBYTE} kB")
            pictures.write(self._jpeg(size), size)
            found += [self._rate(size, count, at_once) for at_once in _AT_A_TIME]
            found += [self._requests(size), self._thrift(size)]
        return found

    def _requests(self, size: int) -> Figure:
        """Round trips for one photo."""
        sent = self._sent_to_us(self._jpeg(size), str(size), "1", "1")
        goal = at_most(1) if size <= _ONE_TRIP else None
        what = f"requests for a photo of {size // _KILOBYTE} kB"
        return Figure(5, what, "", series([sent["requests"]]), goal=goal)

    def _rate(self, size: int, count: int, at_a_time: int) -> Figure:
        arguments = (self._jpeg(size), str(size), str(count), str(at_a_time))
        peer, ours = alternate(
            self.extent.repetitions,
            lambda: self._sent_to_peer(*arguments),
            lambda: self._sent_to_us(*arguments),
        )
        amount = size * count / _MEGABYTE
        return Figure(
            5,
            f"photos of {size // _KILOBYTE} kB, {at_a_time} at a time",
            "MB/s",
            series([amount / sent["seconds"] for sent in ours]),
            series([amount / sent["seconds"] for sent in peer]),
            "@tus/server",
            ratio_at_least(1),
        )

    def _thrift(self, size: int) -> Figure:
        """What a phone sends again when its connection is reset half-way."""
        sent = [
            self._sent_to_us(self._jpeg(size), str(size), "cut")
            for _ in range(self.extent.repetitions)
        ]
        again = series([one["again"] / _KILOBYTE for one in sent])
        what = f"sent again after a cut in the middle of {size // _KILOBYTE} kB"
        return Figure(5, what, "kB", again, goal=at_most(64))

    def _jpeg(self, size: int) -> Path:
        return self.extent.folder / f"{size}.jpg"

    def _sent_to_us(self, *arguments: str | Path) -> dict[str, Any]:
        with servers.running_fieldapp(self.extent.folder / "photos", self._template) as url:
            return _node("photos.mjs", f"{url}/api/photos", self._phone.token, *arguments)

    def _sent_to_peer(self, *arguments: str | Path) -> dict[str, Any]:
        with _running_peer(self.extent.folder) as url:
            return _node("photos.mjs", url, "none", *arguments)


@contextmanager
def _running_peer(folder: Path) -> Iterator[str]:
    port, store = free_port(), folder / "tus-peer"
    store.mkdir(exist_ok=True)
    command = ["node", str(_HERE / "tus-peer.mjs"), str(port), str(store)]
    with running(command, port, folder / "tus-peer.log"):
        yield f"http://127.0.0.1:{port}/files"


def _node(script: str, *arguments: str | Path) -> dict[str, Any]:
    """What the script prints as JSON. Raises CalledProcessError with its errors in stderr."""
    command = ["node", _HERE / script, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
