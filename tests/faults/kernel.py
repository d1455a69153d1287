"""What a process asks of the kernel, by strace: watched, refused, or made its last act."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.nursery import ROOT

# All by which something changes on disk, or is told.
STEPS = (
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "rename",
    "ftruncate",
    "unlink",
    "mkdir",
    "sendto",
)
ENOUGH = 10.0
KILLED = "+++ killed by SIGKILL +++"
_CALL = re.compile(r"^(\d+) +(\w+)\(")


@dataclass(frozen=True)
class Trace:
    """The file that strace writes to."""

    path: Path

    @property
    def lines(self) -> list[str]:
        return self.path.read_text(errors="replace").splitlines()

    @property
    def killed(self) -> bool:
        return any(KILLED in line for line in self.lines)

    def counts(self) -> dict[str, int]:
        """The most calls of each step that one thread made, for strace counts by thread."""
        calls = Counter(found.groups() for line in self.lines if (found := _CALL.match(line)))
        most: dict[str, int] = {}
        for (_, name), count in calls.items():
            if name in STEPS:
                most[name] = max(count, most.get(name, 0))
        return most


@contextmanager
def traced(pid: int, trace: Path, *options: str) -> Iterator[Trace]:
    """Follows all threads of a process for a while; they go on when it ends."""
    command = ["strace", "-f", "-y", "-s", "64", "-o", str(trace), *options, "-p", str(pid)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        first = process.stderr.readline()
        assert "attached" in first, first
        yield Trace(trace)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=ENOUGH)
        except subprocess.TimeoutExpired:  # now and then it misses that its process has died
            process.kill()
            process.communicate()


def dying(step: str, when: int) -> tuple[str, ...]:
    """The options by which a process dies instead of making this step the n-th time."""
    return ("-e", f"trace={step}", "-e", f"inject={step}:signal=KILL:when={when}")


def refusing(error: str, steps: Sequence[str], files: Sequence[Path]) -> tuple[str, ...]:
    """The options by which the kernel refuses these steps on these files."""
    named = [word for file in files for word in ("-P", str(file))]
    listed = ",".join(steps)
    return (*named, "-e", f"trace={listed}", "-e", f"inject={listed}:error={error}")


def run_dying(
    words: Sequence[str], environment: dict[str, str], step: str, when: int, trace: Path
) -> bool:
    """Runs a `fieldapp` command; whether it came so far as to be killed at that step."""
    command = ["strace", "-f", "--seccomp-bpf", "-o", str(trace), *dying(step, when)]
    command += [sys.executable, "-B", "-m", "fieldapp", *words]
    subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    return Trace(trace).killed
