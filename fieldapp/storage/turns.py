"""Fair turns between writers: threads in the order they came, processes one by one.

SQLite's own busy timeout lets writers race, and some wait for ever. Here the first thread of each
process waits for two locks on files beside the database: `next`, held by whoever is the next in
line, and `turn`. Nobody can pass the one who holds `next`, so a process waits for at most one turn
of each other. The locks belong to open files, so they die with their process.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldapp.domain.problems import Problem
from fieldapp.storage import disk

_SHORTEST_NAP = 0.0002
_LONGEST_NAP = 0.005


class Turns:
    """The line in front of one database file."""

    def __init__(self, database: Path) -> None:
        self._next = f"{database}-next"
        self._turn = f"{database}-turn"
        self._line = _Line()

    @contextmanager
    def take(self, patience: float) -> Iterator[None]:
        """Holds the turn. Raises Problem busy when it has not come within this many seconds."""
        deadline = time.monotonic() + patience
        with self._line.place(deadline):
            with _locked(self._next, deadline):
                turn = _lock(self._turn, deadline)
            try:
                yield
            finally:
                os.close(turn)


class _Line:
    """Threads in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    @contextmanager
    def place(self, deadline: float) -> Iterator[None]:
        mine = self._join()
        try:
            if not mine.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise Problem("busy")
            yield
        finally:
            self._leave(mine)

    def _join(self) -> threading.Lock:
        mine = threading.Lock()
        mine.acquire()
        with self._guard:
            self._waiting.append(mine)
            if self._waiting[0] is mine:
                mine.release()
        return mine

    def _leave(self, mine: threading.Lock) -> None:
        with self._guard:
            was_first = self._waiting[0] is mine
            self._waiting.remove(mine)
            if was_first and self._waiting:
                self._waiting[0].release()


@contextmanager
def _locked(path: str, deadline: float) -> Iterator[None]:
    file = _lock(path, deadline)
    try:
        yield
    finally:
        os.close(file)


def _lock(path: str, deadline: float) -> int:
    """The open file that holds the lock; a file of its own, for a fork shares what was open."""
    with disk.refusing_when_full():
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    nap = _SHORTEST_NAP
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(file)
                raise Problem("busy") from None
            time.sleep(nap)
            nap = min(nap * 1.5, _LONGEST_NAP)
        else:
            return file
