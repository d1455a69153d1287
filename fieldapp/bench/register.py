"""Goal 10: an inspector's register on the phone. Its first pull, and how long a search takes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Page

from fieldapp import catalog
from fieldapp.bench import browser, gateway, register_material, servers, site
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, Goal, at_most, series
from fieldapp.bench.gateway import Gateway
from fieldapp.bench.throttle import NotPossible
from fieldapp.storage import changes
from fieldapp.storage.database import Database

_SIXTH = 1 / 6
_SLOWER = "CPU ÷ 6"
_MOST_MS = 50
_BATCH = 500
_WARM_UP = 50
_ENROL = "(code) => register.enrol(code)"
_BEGIN = "(query) => register.begin(query)"
_ASK = "({ queries, warmUp }) => register.ask(queries, warmUp)"


def measure(extent: Extent) -> list[Figure]:
    return Register(extent).figures()


class Register:
    """A server with so many premises, one who has visited some of them, and phones of another."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._data = extent.folder / "register"
        self._writer = register_material.inspector("writer")
        self._phone = register_material.inspector("register")
        self._profiles = 0
        self._gateway = Gateway()

    def figures(self) -> list[Figure]:
        self._extent.say(f"a register of {self._extent.premises:,} premises")
        folder = self._extent.folder / "site-of-register"
        site.build(folder)
        servers.enrol(self._data, [self._writer, self._phone])
        self._fill()
        with (
            servers.running_fieldapp(self._data) as url,
            gateway.served(folder, url) as self._gateway,
        ):
            found = self._measured("", None)
            try:
                return found + self._measured(f", {_SLOWER}", _SIXTH)
            except NotPossible as error:
                what = f"search: p95, {_SLOWER}"
                return [*found, Figure(10, what, "ms", None, note=str(error))]

    def _fill(self) -> None:
        rules, node = catalog.load(), Database(self._data)
        stream = register_material.register(self._writer, rules, self._extent.premises)
        while batch := list(islice(stream, _BATCH)):
            with node.write() as db:
                changes.push(db, batch, self._writer.sender, rules, datetime.now(UTC), None)
        node.close()

    def _measured(self, where: str, share: float | None) -> list[Figure]:
        """Phones that are let in, and then asked."""
        pulled = f"first pull of {self._extent.premises:,} premises{where}"
        self._extent.say(pulled)
        took, packed = [], []
        found: dict[str, list[float]] = {}
        for turn in range(self._extent.repetitions):
            profile = self._new_profile()
            before = self._gateway.received
            took.append(self._first_pull(profile, share) / 1000)
            packed.append((self._gateway.received - before) / 1e6)
            for what, ms in self._asked(profile, share, f"register {turn}").items():
                found.setdefault(what, []).append(ms)
        searches = [
            Figure(10, f"{what}{where}", "ms", series(ms), goal=_goal(what, share))
            for what, ms in found.items()
        ]
        figures = [Figure(10, f"{pulled}: time", "s", series(took)), *searches]
        if share is None:
            figures.insert(1, Figure(10, f"{pulled}: received", "MB", series(packed)))
        return figures

    def _first_pull(self, profile: Path, share: float | None) -> float:
        """The ms from the code to the end of the first run: records, supervision, catalog."""
        code = servers.invite(self._data, self._phone)
        with browser.opened(profile, share) as page:
            self._visit(page)
            told = page.evaluate(_ENROL, code)
        if told["error"]:
            raise RuntimeError(f"the first run failed: {told['error']}")
        return float(told["ms"])

    def _asked(self, profile: Path, share: float | None, seed: str) -> dict[str, float]:
        """What is asked of a browser that has just been started: first, and in the long run."""
        today = datetime.now(UTC).date()
        asked = register_material.questions(_WARM_UP + self._extent.searches, today, seed)
        with browser.opened(profile, share) as page:
            self._visit(page)
            first = {"the first search after a start": page.evaluate(_BEGIN, asked["search"][0])}
            p95 = {f"{what}: p95": self._p95(page, queries) for what, queries in asked.items()}
            return first | p95

    def _p95(self, page: Page, queries: list[dict[str, Any]]) -> float:
        times: list[float] = page.evaluate(_ASK, {"queries": queries, "warmUp": _WARM_UP})
        return quantiles(times, n=100)[94]

    def _visit(self, page: Page) -> None:
        page.goto(f"http://localhost:{self._gateway.port}/favicon.ico")
        page.add_script_tag(url="/register-page.js", type="module")
        page.wait_for_function("globalThis.register")

    def _new_profile(self) -> Path:
        self._profiles += 1
        return self._extent.folder / f"profile-of-register-{self._profiles}"


def _goal(what: str, share: float | None) -> Goal | None:
    return at_most(_MOST_MS) if share and what.endswith("p95") else None
