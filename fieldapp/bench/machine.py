"""What the figures were measured on. Neither names nor folders of it."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from fieldapp.bench import browser

_SYNCS = 50


def facts() -> dict[str, str]:
    """Name and value of each, ready to be read."""
    return {
        "cores": f"{os.cpu_count()} × {_cpu()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "file system": _file_system(Path(tempfile.gettempdir())),
        "fdatasync": f"{_fdatasync():.2f} ms",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Node": _version("node"),
        "browser": _version(browser.chromium() or "chromium"),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _file_system(folder: Path) -> str:
    """The type of the file system that the folder lies on."""
    best, found = Path(), "unknown"
    for line in Path("/proc/mounts").read_text().splitlines():
        _, mounted, kind, *_ = line.split()
        point = Path(mounted)
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, found = point, kind
    return found


def _fdatasync() -> float:
    """The median ms of a write of one page that is synced."""
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(_SYNCS):
            file.write(bytes(4096))
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return median(times)


def _version(program: str) -> str:
    try:
        ran = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except OSError:
        return "none"
    return ran.stdout.strip().removeprefix("v").partition(" built")[0]
