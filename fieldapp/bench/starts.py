"""Goals 6 and 7: the phone app's first visit over a slow line, and its starts without network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldapp import catalog
from fieldapp.bench import browser, servers, site
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, alternate, at_most, series
from fieldapp.bench.material import Phone, phones
from fieldapp.bench.processes import free_port, running
from fieldapp.bench.throttle import NotPossible
from fieldapp.bench.visits import Seen, enrol, visit

_QUARTER = 0.25
_ROWS = 50
# "Slow 3G": bytes per second, and milliseconds there and back; with a cheap phone's processor.
_LINE = ("50000", "400")
_SLOWER = 6
_SLOWLY = f"slow 3G, CPU ÷ {_SLOWER}"


def measure(extent: Extent) -> list[Figure]:
    return Starts(extent).figures()


@dataclass
class Starts:
    """A phone whose person has reported fifty things, and the floor's page, in turn."""

    extent: Extent

    def __post_init__(self) -> None:
        self._phone: Phone = phones(1, "starts")[0]
        self._data = self.extent.folder / "starts"
        self._site = self.extent.folder / "site-of-starts"
        self._profiles = 0

    def figures(self) -> list[Figure]:
        site.build(self._site)
        servers.enrol(self._data, [self._phone])
        servers.receive(self._data, self._phone, catalog.load(), _ROWS)
        return [*self._first_visits(), *self._starts()]

    def _first_visits(self) -> list[Figure]:
        self.extent.say("the first visit over a slow line")
        floor, ours = alternate(self.extent.starts, self._first_visit_to_floor, self._first_visit)
        for seen in ours:
            seen["offline"] = max(seen["opened"], seen["stored"])
        return [
            _figure(f"{_SLOWLY}: shell painted", ours, floor, "painted", "painted"),
            _figure(f"{_SLOWLY}: first screen", ours, floor, "drawn", "painted", 3.5),
            _figure(f"{_SLOWLY}: ready for offline", ours, floor, "offline", "rows", 13),
        ]

    def _first_visit(self) -> Seen:
        with servers.running_fieldapp(self._data) as url:
            port = int(url.rpartition(":")[2])
            return self._over_slow_line(port, "/app/", ("drawn", "opened", "stored"))

    def _first_visit_to_floor(self) -> Seen:
        with site.served(self._site) as port:
            return self._over_slow_line(port, "/", ("rows",))

    def _over_slow_line(self, server: int, path: str, wanted: Sequence[str]) -> Seen:
        port, log = free_port(), self.extent.folder / "slow-line.log"
        line = [
            "node",
            str(Path(__file__).parent / "slow-line.mjs"),
            str(port),
            str(server),
            *_LINE,
        ]
        with running(line, port, log), browser.opened(self._new_profile()) as page:
            return visit(page, f"http://localhost:{port}{path}", wanted, _SLOWER)

    def _starts(self) -> list[Figure]:
        """The app's server has ended by then. The floor's goes on: its page is stored nowhere."""
        with site.served(self._site) as port:
            floor = self._visited_floor(f"http://localhost:{port}/")
            ours = self._enrolled()
            found = self._starts_at(None, floor, ours)
            try:
                return found + self._starts_at(_QUARTER, floor, ours)
            except NotPossible as error:
                what = f"offline start at {_QUARTER} core: the list"
                return [*found, Figure(7, what, "ms", None, note=str(error))]

    def _starts_at(self, share: float | None, floor: _Place, ours: _Place) -> list[Figure]:
        where = "offline start" if share is None else f"offline start at {share} core"
        self.extent.say(where)
        seen = alternate(self.extent.starts, lambda: floor.start(share), lambda: ours.start(share))
        most = 225 if share is None else 1800
        return [
            _figure(f"{where}: shell painted", seen[1], seen[0], "painted", "painted", unit="ms"),
            _figure(f"{where}: the list", seen[1], seen[0], "list", "rows", most, "ms"),
        ]

    def _visited_floor(self, url: str) -> _Place:
        place = _Place(self._new_profile(), url, ("rows",))
        place.start(None)
        return place

    def _enrolled(self) -> _Place:
        profile, code = self._new_profile(), servers.invite(self._data, self._phone)
        with servers.running_fieldapp(self._data) as url:
            url = url.replace("127.0.0.1", "localhost")
            enrol(profile, url, code, _ROWS)
        return _Place(profile, f"{url}/app/#/reports", ("drawn", "list"))

    def _new_profile(self) -> Path:
        self._profiles += 1
        return self.extent.folder / f"profile-{self._profiles}"


@dataclass(frozen=True)
class _Place:
    """A page that has been visited before with this profile, and what to wait for on it."""

    profile: Path
    url: str
    wanted: Sequence[str]

    def start(self, share: float | None) -> Seen:
        """A browser that has just been started, held to this share of a core."""
        with browser.opened(self.profile, share) as page:
            return visit(page, self.url, self.wanted)


def _figure(
    what: str,
    ours: Sequence[Seen],
    floor: Sequence[Seen],
    mark: str,
    floor_mark: str,
    most: float | None = None,
    unit: str = "s",
) -> Figure:
    per = 1000 if unit == "s" else 1
    return Figure(
        6 if unit == "s" else 7,
        what,
        unit,
        series([seen[mark] / per for seen in ours]),
        series([seen[floor_mark] / per for seen in floor]),
        goal=at_most(most) if most else None,
    )
