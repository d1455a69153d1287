"""Goal 9, the desk beside Datasette on the same file with many reports, and goal 1 with them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles

from fieldapp import catalog, demo
from fieldapp.bench import datasette, processes, servers
from fieldapp.bench.desk_pages import (
    COMPARED,
    FOR_ADMINISTRATORS,
    HEAT,
    PAGES,
    RANKED,
    Compared,
    Filter,
    offered,
)
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import (
    Figure,
    Goal,
    Series,
    alternate,
    at_most,
    ratio_at_most,
    series,
)
from fieldapp.bench.pushes import Pushes
from fieldapp.bench.visitor import Visitor, visiting
from fieldapp.demo.cast import DESK
from fieldapp.storage.database import Database

_GOAL = 9
_A_PAGE, _A_FILTER, _RANKED, _FRESH, _KEPT, _MEMORY = 10, 100, 150, 200, 25, 250
_PAIRS, _EACH = 60, 5
_MEGABYTE = 1_000_000
_ADMINISTRATOR, _COORDINATOR = ((one.username, one.password) for one in DESK[:2])


def measure(extent: Extent) -> list[Figure]:
    """On a copy of the extent's data, or on a demo municipality with so many reports."""
    return [*Desk(extent, _prepared(extent)).figures()]


def _prepared(extent: Extent) -> Path:
    folder = extent.folder / "desk"
    if extent.data:
        folder.mkdir()
        for file in extent.data.glob("fieldapp.db*"):
            shutil.copy(file, folder)
        Database(folder).close()
        # What is still on its way to the disk would be in the way of what is measured.
        os.sync()
        return folder
    opened = Database(folder)
    demo.fill(opened, catalog.load(), now=datetime.now(UTC), reports=extent.present)
    opened.close()
    return folder


@dataclass(frozen=True)
class Run:
    """A page asked for again and again: ms of each, and ms of processor for one of them."""

    times: Sequence[float]
    processor: float

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20)[-1]


@dataclass(frozen=True)
class Asked:
    """A server and one who looks at its pages."""

    visitor: Visitor
    process: int

    def run(self, path: str, pages: int) -> Run:
        return self.timed(self.visitor.again(path), pages)

    def timed(self, each: Iterator[float], pages: int) -> Run:
        """The next so many of them."""
        before = processes.spent(self.process)
        times = [*islice(each, pages)]
        return Run(times, (processes.spent(self.process) - before) / pages)


@dataclass(frozen=True)
class Desk:
    """One worker that serves the folder, and a coordinator who looks at its pages."""

    extent: Extent
    folder: Path

    def figures(self) -> Iterator[Figure]:
        present = self._present()
        self.extent.say(f"the desk's pages at {present:,} reports")
        yield Figure(_GOAL, "reports present", "", series([present]))
        yield self._fresh()
        file, log = self.folder / "fieldapp.db", self.folder / "datasette.log"
        with (
            servers.serving(self.folder, workers=1) as (url, process),
            visiting(url, _COORDINATOR) as visitor,
        ):
            own = Asked(visitor, process)
            with datasette.serving(file, log) as (peer, its), visiting(peer) as other:
                for page in COMPARED:
                    yield from self._compared(page, own, Asked(other, its))
            yield from self._page("older, page after page", visitor.older("/reports"), own)
            yield from self._page(
                "full text, best hits first", visitor.again(RANKED), own, _RANKED
            )
            for name, path in (*PAGES.items(), ("a report", visitor.first_in("/reports"))):
                yield from self._page(name, visitor.again(path), own)
            yield from self._filters(visitor)
            with visiting(url, _ADMINISTRATOR) as other:
                for name, path in FOR_ADMINISTRATORS.items():
                    yield from self._page(name, other.again(path), Asked(other, process))
            size = processes.largest(process) / _MEGABYTE
            what = "memory of a worker after all of this"
            yield Figure(_GOAL, what, "MB", series([size]), goal=at_most(_MEMORY))
        extent = replace(self.extent, present=present)
        yield from Pushes(extent, catalog.load(), self.folder).batches()

    def _present(self) -> int:
        opened = Database(self.folder)
        with opened.read() as db:
            (count,) = db.execute("SELECT count(*) FROM reports").fetchone()
        opened.close()
        return int(count)

    def _fresh(self) -> Figure:
        """By a worker that has counted nothing yet."""
        found = []
        for _ in range(self.extent.repetitions):
            with (
                servers.serving(self.folder, workers=1) as (url, _),
                visiting(url, _COORDINATOR) as own,
            ):
                own.see("/reports/ground")
                found.append(own.see(HEAT).ms)
        what = "squares of the whole municipality, the first time after a start"
        return _ms(what, found, at_most(_FRESH))

    def _compared(self, page: Compared, own: Asked, other: Asked) -> Iterator[Figure]:
        """Raises ValueError unless both found something: a search can fail in silence."""
        for path, asked, shows in (
            (page.ours, own, page.shows[0]),
            (page.theirs, other, page.shows[1]),
        ):
            if shows not in asked.visitor.see(path).body:
                raise ValueError(f"{path} does not show {shows!r}")
        ours, theirs = alternate(
            self.extent.repetitions,
            lambda: own.run(page.ours, self.extent.pages),
            lambda: other.run(page.theirs, self.extent.pages),
        )
        bound = at_most(_KEPT if page.ours == HEAT else _A_PAGE)
        goals = {"p50": ratio_at_most(1), "p95": bound, "processor": None}
        for name, goal in goals.items():
            both = [[float(getattr(run, name)) for run in runs] for runs in (ours, theirs)]
            yield _ms(f"{page.name}: {name}", both[0], goal, series(both[1]))

    def _page(
        self, name: str, each: Iterator[float], own: Asked, most: float = _A_PAGE
    ) -> Iterator[Figure]:
        runs = [own.timed(each, self.extent.pages) for _ in range(self.extent.repetitions)]
        yield _ms(f"{name}: p95", (run.p95 for run in runs), at_most(most))
        yield _ms(f"{name}: processor", (run.processor for run in runs))

    def _filters(self, own: Visitor) -> Iterator[Figure]:
        every = offered(catalog.load())
        pairs = [pair for pair in combinations(every, 2) if pair[0][0] != pair[1][0]]
        some = Random("fieldapp bench desk").sample(pairs, _PAIRS)
        yield self._slowest(f"slowest of {len(every)} filters", [(one,) for one in every], own)
        yield self._slowest(f"slowest of {_PAIRS} pairs of filters", some, own)

    def _slowest(self, what: str, choices: Sequence[tuple[Filter, ...]], own: Visitor) -> Figure:
        found = []
        for chosen in choices:
            query = "&".join(f"{name}={value}" for name, value in chosen)
            found.append((median(islice(own.again(f"/reports?{query}"), _EACH)), query))
        ms, query = max(found)
        return _ms(f"{what}: `{query}`", [ms], at_most(_A_FILTER))


def _ms(
    what: str, values: Iterable[float], goal: Goal | None = None, beside: Series | None = None
) -> Figure:
    return Figure(_GOAL, what, "ms", series([*values]), beside, "Datasette", goal)
