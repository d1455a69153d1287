"""One run of the measurements: what is needed for it, its folder, and where the figures go."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fieldapp.bench import (
    browser,
    datasette,
    desk,
    machine,
    photos,
    register,
    report,
    saves,
    server,
    sizes,
    starts,
)
from fieldapp.bench.extent import Extent, shortened
from fieldapp.bench.figures import Figure
from fieldapp.resources import ROOT, STATIC

_REPORT = ROOT / "docs/performance.md"
_PARTS: dict[str, Callable[[Extent], list[Figure]]] = {
    "server": server.measure,
    "photos": photos.measure,
    "sizes": lambda extent: sizes.measure(),
    "phone": lambda extent: [*starts.measure(extent), *saves.measure(extent)],
    "register": register.measure,
    "desk": desk.measure,
}
_NEEDS = {
    "server": ("wrk",),
    "photos": ("node",),
    "sizes": (),
    "phone": ("node",),
    "register": ("node",),
    "desk": ("wrk",),
}
PARTS = tuple(_PARTS)


class Missing(Exception):
    """Something that a measurement needs is not there; the text says what and what installs it."""


def measure(
    part: str,
    *,
    short: bool,
    present: int | None,
    say: Callable[[str], None],
    data: Path | None = None,
) -> str:
    """One part's report as Markdown. Whatever it started has ended when it returns."""
    _check(part)
    facts, day = machine.facts(), f"{datetime.now(UTC):%Y-%m-%d}"
    with tempfile.TemporaryDirectory(prefix="fieldapp-bench-") as folder:
        extent = shortened(Path(folder), say) if short else Extent(Path(folder), say)
        if present is not None:
            extent = replace(extent, present=present)
        extent = replace(extent, data=data)
        return report.text(day, facts, _PARTS[part](extent))


def write(part: str, told: str) -> None:
    """Puts the part's report into docs/performance.md."""
    report.write(_REPORT, part, told)


def _check(part: str) -> None:
    missing = [program for program in _NEEDS[part] if not shutil.which(program)]
    if part in ("phone", "register") and not browser.chromium():
        missing.append("chromium")
    if part == "desk" and not datasette.PROGRAM.is_file():
        missing.append("Datasette")
    if not (ROOT / "node_modules").is_dir() or not (STATIC / "dist/manifest.json").is_file():
        missing.append("the build of the phone app")
    if missing:
        raise Missing(f"{', '.join(missing)}: not there. `make bench` in a checkout installs it.")
