"""Chromium as a phone, on a profile that may outlive it, if wished held to a part of a core."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from fieldapp.bench.throttle import share_of_a_core

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Where Chromium is, if it is anywhere."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def opened(profile: Path, share: float | None = None) -> Iterator[Page]:
    """An empty page of a browser, held to this share of a core. Raises NotPossible."""
    with ExitStack() as stack:
        move = stack.enter_context(share_of_a_core(share)) if share else None
        playwright = stack.enter_context(sync_playwright())
        context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=chromium(),
            args=_FLAGS,
            viewport={"width": 390, "height": 844},
            permissions=["geolocation"],
            geolocation={"latitude": 55.793, "longitude": 13.112, "accuracy": 12},
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        stack.callback(context.close)
        if move:
            move(_main_process(profile))
        yield context.pages[0]


def _main_process(profile: Path) -> int:
    mark = f"--user-data-dir={profile}"
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_text(errors="replace").split("\0")
        except OSError:
            continue
        if mark in words and not any(word.startswith("--type=") for word in words):
            return int(process.name)
    raise ProcessLookupError("the browser that was just opened")
