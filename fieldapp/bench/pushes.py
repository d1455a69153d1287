"""Goals 1 and 2: batches of 100 changes, and single ones at 1 and at 16 connections."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from fieldapp.bench import servers, wrk
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import (
    Figure,
    Goal,
    Series,
    alternate,
    at_most,
    ratio_at_least,
    ratio_at_most,
    series,
)
from fieldapp.bench.material import Phone, phones, write_load
from fieldapp.bench.wrk import Load
from fieldapp.domain.catalog import Catalog

_BATCH = 100
_WRITERS = 16
_Server = AbstractContextManager[str]


@dataclass
class Pushes:
    """Three take turns: the floor, Fältappen without reports, and Fältappen with many.

    `filled` is the folder of the many. The other two begin anew each time.
    """

    extent: Extent
    catalog: Catalog
    filled: Path
    _writers: list[Phone] = field(default_factory=lambda: phones(_WRITERS, "push"))
    _refused: int = 0
    _busiest: float = 0.0

    def measure(self) -> list[Figure]:
        self._enrol()
        return [*self._batches(), *self._singles(1), *self._singles(_WRITERS), *self._soundness()]

    def batches(self) -> list[Figure]:
        """Goal 1 alone."""
        self._enrol()
        return self._batches()

    def _enrol(self) -> None:
        for folder in (self._template, self.filled):
            servers.enrol(folder, self._writers)

    def _batches(self) -> list[Figure]:
        floor, empty, full = (_rates(loads, _BATCH) for loads in self._loads(_BATCH, 1))
        what, present = f"batch of {_BATCH}", f"{self.extent.present:,} reports present"
        unit = "records/s"
        return [
            Figure(1, f"{what}, no reports present", unit, empty, floor, goal=ratio_at_least(0.5)),
            Figure(1, f"{what}, {present}", unit, full, floor),
            Figure(
                1, f"{what}, {present}", unit, full, empty, "none present", ratio_at_least(0.8)
            ),
        ]

    def _singles(self, at_a_time: int) -> list[Figure]:
        floor, empty, full = self._loads(1, at_a_time)
        p50 = ratio_at_most(2) if at_a_time == 1 else None
        p99 = at_most(60) if at_a_time > 1 else None
        figures = []
        for loads, present in ((empty, "no"), (full, f"{self.extent.present:,}")):
            what = f"single, {at_a_time} at a time, {present} reports present"
            figures += [
                Figure(2, f"{what}: rate", "1/s", _rates(loads), _rates(floor)),
                _latency(
                    f"{what}: p50", [load.p50 for load in loads], [f.p50 for f in floor], p50
                ),
                _latency(
                    f"{what}: p99", [load.p99 for load in loads], [f.p99 for f in floor], p99
                ),
            ]
        return figures

    def _soundness(self) -> list[Figure]:
        refused, busiest = series([self._refused]), series([self._busiest])
        return [
            Figure(2, "writes refused, broken off or set aside", "", refused, goal=at_most(0)),
            Figure(2, "what the generator itself used, at most", "core", busiest),
        ]

    def _loads(self, batch: int, at_a_time: int) -> list[list[Load]]:
        """For each of the three, a load for each repetition."""
        self.extent.say(f"pushes of {batch}, {at_a_time} at a time")
        folder = self.extent.folder
        anew = self._write_bodies(batch, "anew")

        def at_floor() -> Load:
            return self._load(servers.running_floor(folder), "/push", anew, at_a_time)

        def at_empty() -> Load:
            server = servers.running_fieldapp(folder / "empty", self._template)
            return self._counted(server, folder / "empty", anew, at_a_time)

        def at_full() -> Load:
            bodies = self._write_bodies(batch, "added")
            server = servers.running_fieldapp(self.filled)
            return self._counted(server, self.filled, bodies, at_a_time)

        return alternate(self.extent.repetitions, at_floor, at_empty, at_full)

    def _counted(self, server: _Server, folder: Path, bodies: list[Path], at_a_time: int) -> Load:
        load = self._load(server, "/api/changes", bodies, at_a_time)
        self._refused += load.refused + load.broken + servers.set_aside(folder)
        self._busiest = max(self._busiest, load.busy)
        return load

    def _load(self, server: _Server, path: str, bodies: list[Path], at_a_time: int) -> Load:
        warm_up, measured = bodies
        with server as url:
            wrk.post(url + path, warm_up, at_a_time, self.extent.warm_up)
            return wrk.post(url + path, measured, at_a_time, self.extent.seconds)

    def _write_bodies(self, batch: int, name: str) -> list[Path]:
        """Bodies for the warm-up and for the measurement, of changes that are nowhere else."""
        extent = self.extent
        a_second = extent.batches_a_second if batch > 1 else extent.singles_a_second
        paths = [extent.folder / f"{name}-warm-up", extent.folder / f"{name}-measured"]
        for path, seconds in zip(paths, (extent.warm_up, extent.seconds), strict=True):
            write_load(path, self._writers, self.catalog, batch, int(a_second * seconds))
        return paths

    @property
    def _template(self) -> Path:
        return self.extent.folder / "template"


def _rates(loads: Sequence[Load], each: int = 1) -> Series:
    return series([load.rate * each for load in loads])


def _latency(what: str, ours: list[float], floor: list[float], goal: Goal | None) -> Figure:
    return Figure(2, what, "ms", series(ours), series(floor), goal=goal)
