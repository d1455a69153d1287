"""Servers started for a measurement, and surely ended after it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_PAUSE = 0.02


class NotStarted(Exception):
    """A server to be measured ended, or never answered; the text is the end of its log."""


@contextmanager
def running(
    command: Sequence[str], port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """The process id of a server that answers on the port. Raises NotStarted."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(process, port, log)
        yield process.pid
    finally:
        _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def largest(process: int) -> int:
    """The bytes of memory of its largest child that are in RAM."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return max(_resident(child) for child in children)


def spent(process: int) -> float:
    """The ms that the processor has worked for it and its children, all their threads together."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    tasks = [task for one in (process, *children) for task in Path(f"/proc/{one}/task").iterdir()]
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def _resident(process: str) -> int:
    pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(log.read_text(errors="replace")[-2000:])
        time.sleep(_PAUSE)


def _answers(port: int) -> bool:
    """Anything at all in answer will do; gunicorn listens before its workers are there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_START_SECONDS)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks politely, then ends the whole group; it is a session of its own, so nobody else's."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
