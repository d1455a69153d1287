"""Goal 4: a pull of 10,000 records, of ten new ones, and of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from fieldapp.bench import floor, servers
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, Series, alternate, at_most, ratio_at_most, series
from fieldapp.bench.material import Phone
from fieldapp.bench.pulling import Pulled, Puller, puller
from fieldapp.domain.catalog import Catalog

_NEW = 10
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Pulls:
    """One phone that pulls what it has written, from the floor and from Fältappen in turn.

    `filled` is a folder in which the phone's records and many others' have been received.
    """

    extent: Extent
    catalog: Catalog
    filled: Path
    phone: Phone

    def measure(self) -> list[Figure]:
        self.extent.say("pulls")
        observations = self.phone.observations(self.catalog)
        floor.fill(self._floor, islice(observations, self.extent.pulled))
        return [*self._fresh(), *self._little(_NEW), *self._little(0)]

    def _fresh(self) -> list[Figure]:
        bare, brotli, gzip = alternate(
            self.extent.repetitions,
            lambda: self._everything(at_floor=True, accept="gzip"),
            lambda: self._everything(accept="br"),
            lambda: self._everything(accept="gzip"),
        )
        what = f"pull of {self.extent.pulled:,} records"
        return [
            Figure(
                4, f"{what}: time", "s", _seconds(brotli), _seconds(bare), goal=ratio_at_most(2)
            ),
            Figure(4, f"{what}: brotli", "MB", _size(brotli), _size(bare), goal=at_most(2.4)),
            Figure(4, f"{what}: gzip", "MB", _size(gzip), _size(bare)),
        ]

    def _little(self, new: int) -> list[Figure]:
        """So many records that came after the rest."""
        bare, ours = alternate(
            self.extent.repetitions,
            lambda: self._last(new, at_floor=True),
            lambda: self._last(new),
        )
        what = f"pull of {new} new" if new else "empty pull"
        times, bare_times = [
            series([median(pulled.seconds for pulled in runs) * 1000 for runs in of])
            for of in (ours, bare)
        ]
        sizes, bare_sizes = [series([runs[0].bytes for runs in of]) for of in (ours, bare)]
        p50, size = (at_most(3.5), None) if new else (None, at_most(300))
        return [
            Figure(4, f"{what}: p50", "ms", times, bare_times, goal=p50),
            Figure(4, f"{what}: body", "bytes", sizes, bare_sizes, goal=size),
        ]

    def _everything(self, *, at_floor: bool = False, accept: str) -> Pulled:
        with self._asked(at_floor, accept) as (client, start):
            client.pull(start)
            pulled = client.pull(start)
        if pulled.records != self.extent.pulled:
            raise ValueError(f"{pulled.records} records came instead of {self.extent.pulled}")
        return pulled

    def _last(self, new: int, *, at_floor: bool = False) -> list[Pulled]:
        with self._asked(at_floor, "br, gzip") as (client, start):
            before = client.pull(start, self.extent.pulled - new).cursor
            return [client.pull(before) for _ in range(self.extent.pulls)]

    @contextmanager
    def _asked(self, at_floor: bool, accept: str) -> Iterator[tuple[Puller, str]]:
        """A client of either server, and the cursor to begin with."""
        if at_floor:
            started = servers.running_floor(self.extent.folder, self._floor)
            path, start = "/pull", "0"
        else:
            started = servers.running_fieldapp(self.filled)
            path, start = "/api/records", ""
        with started as url, puller(url + path, self.phone.token, accept) as client:
            yield client, start

    @property
    def _floor(self) -> Path:
        return self.extent.folder / "floor-filled.db"


def _seconds(pulls: Sequence[Pulled]) -> Series:
    return series([pulled.seconds for pulled in pulls])


def _size(pulls: Sequence[Pulled]) -> Series:
    return series([pulled.bytes / _MEGABYTE for pulled in pulls])
