"""Brings to the disk, at once and by its own thread, what was committed without waiting for it."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path


class Syncing:
    """The thread of one process for one file; it begins when it is first asked for.

    What is asked for while the disk is busy is done in one go after it. A disk that refuses ends
    the thread with a traceback, and the next one who asks begins another.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._asked = threading.Event()
        self._thread: threading.Thread | None = None
        self._ends = False

    def soon(self) -> None:
        """Waits for nothing. A fork has no thread of its parent's, and begins one of its own."""
        if not (self._thread and self._thread.is_alive()):
            self._asked, self._ends = threading.Event(), False
            self._thread = threading.Thread(target=self._run, name="syncing", daemon=True)
            self._thread.start()
        self._asked.set()

    def close(self) -> None:
        """Waits for what was asked for, and ends the thread."""
        self._ends = True
        self._asked.set()
        if self._thread and self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            self._sync()
            if self._ends:
                return

    def _sync(self) -> None:
        # SQLite removes the file when all of it is in the database, and that on the disk.
        with suppress(FileNotFoundError):
            file = os.open(self._file, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fdatasync(file)
            finally:
                os.close(file)
