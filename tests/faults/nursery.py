"""Forks `fieldapp` off a process that has imported it all, so that hundreds can be killed in turn.

Each is a process group of its own. Run as a script it takes one order a line: a command to start,
or a process to wait for. When its input ends, it kills those that are left.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Nursery:
    """The process that forks, seen from the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, words: list[str], environment: dict[str, str], log: Path) -> int:
        """The id of a process, and of its group, that runs `fieldapp` with these words."""
        return self._ask({"words": words, "environment": environment, "log": str(log)})

    def kill(self, pid: int) -> None:
        """SIGKILL to the whole group at once; returns when none of it is left."""
        group = _group(pid)
        watched = [os.pidfd_open(one) for one in group]
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        self._ask({"wait": pid})
        for one in watched:
            _gone(one)

    def wait(self, pid: int) -> int:
        """How a process ended: its exit status, negative for a signal."""
        return self._ask({"wait": pid})

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, order: dict[str, Any]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def children(pid: int) -> list[int]:
    """The processes that any of its threads has started."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(one) for one in thread.read_text().split()]
    return found


def _group(pid: int) -> list[int]:
    """Its children: gunicorn's workers. One that is gone already is left out."""
    found = []
    for child in children(pid):
        with suppress(ProcessLookupError):
            os.close(os.pidfd_open(child))
            found.append(child)
    return found


def _gone(watched: int) -> None:
    poller = select.poll()
    poller.register(watched, select.POLLIN)
    poller.poll()
    os.close(watched)


def _fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        # Here, so that the group is there before anybody is told its name.
        os.setpgid(pid, pid)
        return pid
    os.environ.update(order["environment"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, opened in ((0, nothing), (1, log), (2, log)):
        os.dup2(opened, target)
    from fieldapp.cli import main

    main(order["words"])
    raise AssertionError("a command ends by SystemExit")


def _serve() -> None:
    import fieldapp.api
    import fieldapp.web  # noqa: F401
    from fieldapp import catalog, cli, serving  # noqa: F401

    living: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "words" in order:
            answer = _fork(order)
            living.add(answer)
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1])
            living.discard(order["wait"])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    for pid in living:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    _serve()
