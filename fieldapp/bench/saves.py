"""Goal 8: how long the phone takes to save, beside bare SQLite-WASM in the same worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from fieldapp.bench import browser, site
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, Series, at_most, ratio_at_least, series
from fieldapp.bench.throttle import NotPossible

_QUARTER = 0.25
_RUN = """(asked) => new Promise((resolve, reject) => {
  const worker = new Worker('/saves.js', { type: 'module' })
  worker.onmessage = ({ data }) => resolve(data)
  worker.onerror = (event) => reject(new Error(event.message))
  worker.postMessage(asked)
})"""
# The ms of every commit by subject and repetition.
_Times = dict[str, list[list[float]]]


def measure(extent: Extent) -> list[Figure]:
    """Saves in a browser that is free, and in one that is held to a quarter of a core."""
    folder = extent.folder / "site-of-saves"
    site.build(folder)
    free = _run(extent, folder, None)
    found = [
        Figure(8, "saves, photo included", "1/s", *_rates(free), goal=ratio_at_least(0.5)),
        Figure(8, "a save: p50", "ms", *_percentiles(free, 50)),
        Figure(8, "a save: p99", "ms", *_percentiles(free, 99)),
    ]
    where = f"at {_QUARTER} core"
    try:
        held = _run(extent, folder, _QUARTER)
    except NotPossible as error:
        return [*found, Figure(8, f"a save {where}: p99", "ms", None, note=str(error))]
    return [
        *found,
        Figure(8, f"saves {where}", "1/s", *_rates(held)),
        Figure(8, f"a save {where}: p50", "ms", *_percentiles(held, 50)),
        Figure(8, f"a save {where}: p99", "ms", *_percentiles(held, 99), goal=at_most(100)),
    ]


def _run(extent: Extent, folder: Path, share: float | None) -> _Times:
    extent.say("saves" if share is None else f"saves at {share} core")
    profile = extent.folder / f"saves-{share}"
    with site.served(folder) as port, browser.opened(profile, share) as page:
        page.goto(f"http://localhost:{port}/favicon.ico")
        asked = {"repetitions": extent.repetitions, "count": extent.saves}
        found: _Times = page.evaluate(_RUN, asked)
    return found


def _rates(times: _Times) -> tuple[Series, Series]:
    return _of_each(times, lambda ms: 1000 * len(ms) / sum(ms))


def _percentiles(times: _Times, percent: int) -> tuple[Series, Series]:
    return _of_each(times, lambda ms: quantiles(ms, n=100)[percent - 1])


def _of_each(times: _Times, of: Callable[[list[float]], float]) -> tuple[Series, Series]:
    """Ours and the floor's."""
    ours, floor = (series([of(ms) for ms in times[subject]]) for subject in ("ours", "floor"))
    return ours, floor
