"""Real Chromium as a phone or a desk. Its profile outlives it, killed without warning or not."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, ViewportSize

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PATIENCE_MS = 15_000
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "permissions": ["geolocation", "camera"],
    "geolocation": {"latitude": 55.7930, "longitude": 13.1120, "accuracy": 12},
}
SIZES: dict[str, ViewportSize] = {
    "desk": {"width": 1280, "height": 800},
    "tablet": {"width": 820, "height": 1180},
}
"""What the desk is opened on."""
DESK: dict[str, Any] = {"viewport": SIZES["desk"]}


class Browser:
    """One profile folder; `open` starts Chromium on it, `kill` ends it as a dead battery would."""

    def __init__(self, playwright: Playwright, profile: Path, **look: Any) -> None:
        self.playwright = playwright
        self.profile = profile
        self.look = look
        self.context: BrowserContext | None = None
        self.faults: list[str] = []
        self.prepare: Callable[[BrowserContext], object] = lambda context: None
        """What is done before the first page is opened."""

    def open(self, url: str) -> Page:
        """A page on `url`. Uncaught errors and requests to other hosts are noted in `faults`."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=CHROMIUM,
            args=FLAGS,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            **self.look,
        )
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on("request", lambda request: self._watch(request.url, url))
        self.context.set_default_timeout(PATIENCE_MS)
        self.prepare(self.context)
        page = self.context.pages[0]
        page.goto(url)
        return page

    def kill(self) -> None:
        self.strike()
        # The connection to it may have died with it.
        with suppress(Error):
            self.close()
        self.context = None

    def strike(self) -> None:
        """SIGKILL to the browser's main process; its children die with it."""
        mark = f"--user-data-dir={self.profile}"
        for process in Path("/proc").glob("[0-9]*"):
            words = _command_line(process)
            if mark in words and not any(word.startswith("--type=") for word in words):
                os.kill(int(process.name), signal.SIGKILL)

    def set_offline(self, offline: bool) -> None:
        """Tells the pages what a radio would: `offline` and `online` events, and no way out."""
        assert self.context
        self.context.set_offline(offline)

    def close(self) -> None:
        if self.context:
            self.context.close()
            self.context = None

    def _watch(self, asked: str, home: str) -> None:
        origin = "/".join(home.split("/")[:3])
        if asked.startswith("http") and not asked.startswith(origin):
            self.faults.append(f"a request to a foreign host: {asked}")


def _command_line(process: Path) -> list[str]:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []
