"""A mirror that runs again and again: what it waits out, and for how long."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.domain.problems import Problem
from sync.outcome import SyncError, SyncOutcome

LONGEST = 900.0
"""Seconds between tries, however long the other node has been away."""
Fault = Problem | SyncError
Run = Callable[[], SyncOutcome]
Tell = Callable[[SyncOutcome | None, Fault | None, float], None]


def watch(run: Run, tell: Tell, wait: Callable[[float], bool], every: float) -> None:
    """Runs, tells how it went, and waits, until `wait` says that it is time to stop.

    A network that is away, a node that refuses and a disk that is full are waited out, longer each
    time. Anything else is a fault in the program, and is raised.
    """
    failures = 0
    while True:
        outcome, fault = attempt(run)
        failures = failures + 1 if fault else 0
        seconds = pause(every, failures, fault)
        tell(outcome, fault, seconds)
        if wait(seconds):
            return


def attempt(run: Run) -> tuple[SyncOutcome | None, Fault | None]:
    """One run: what it did, and what stopped it."""
    try:
        outcome = run()
    except Problem as problem:
        return None, problem
    return outcome, outcome.error


def pause(every: float, failures: int, fault: Fault | None = None) -> float:
    """Seconds until the next run: twice as long for each failure in a row, and no less than the
    other node asked for."""
    seconds: float = min(every * 2.0 ** min(failures, 20), max(every, LONGEST))
    told = fault.call.retry_after if isinstance(fault, SyncError) else None
    asked = float(told) if told and told.isdecimal() else 0.0
    return max(seconds, min(asked, LONGEST))
