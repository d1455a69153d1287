"""A control group whose processes share a part of one core. DevTools cannot hold workers back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CGROUPS = Path("/sys/fs/cgroup")
# Microseconds. The kernel takes no quota below a millisecond.
_SHORTEST_PERIOD, _SHORTEST_QUOTA = 5000, 1000
_LEAVING_SECONDS = 10.0


class NotPossible(Exception):
    """This machine does not let us make control groups; the text says why."""


@contextmanager
def share_of_a_core(share: float) -> Iterator[Callable[[int], None]]:
    """Gives a function that puts a process and its descendants into the group.

    The processes must have ended before the end of the block. Raises NotPossible.
    """
    quota = max(_SHORTEST_QUOTA, round(share * _SHORTEST_PERIOD))
    group = _made(quota, period=round(quota / share))
    try:
        yield lambda pid: _move(group, pid)
    finally:
        _remove(group)


def _made(quota: int, period: int) -> Path:
    """cgroup v1 keeps the cpu controller in a folder of its own, v2 has one tree."""
    old = _CGROUPS / "cpu"
    group = (old if old.is_dir() else _CGROUPS) / f"fieldapp-bench-{os.getpid()}"
    try:
        group.mkdir()
        if old.is_dir():
            (group / "cpu.cfs_period_us").write_text(str(period))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        else:
            (group / "cpu.max").write_text(f"{quota} {period}")
    except OSError as error:
        if group.is_dir():
            group.rmdir()
        raise NotPossible(f"no control group for CPU time: {error.strerror}") from error
    return group


def _move(group: Path, pid: int) -> None:
    for process in (pid, *descendants(pid)):
        try:
            (group / "cgroup.procs").write_text(str(process))
        except ProcessLookupError:
            continue


def descendants(pid: int) -> list[int]:
    """The processes that this one started, and theirs."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(after_name[1]), []).append(int(folder.name))
    found = list(children.get(pid, []))
    for child in found:
        found += children.get(child, [])
    return found


def _remove(group: Path) -> None:
    """A group can be removed when its last process has left, which takes a moment."""
    deadline = time.monotonic() + _LEAVING_SECONDS
    while True:
        try:
            group.rmdir()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
