"""A mirror that runs again and again."""

from __future__ import annotations

import pytest

from fieldapp.domain.problems import Problem
from sync.outcome import Call, Offline, SyncError, SyncOutcome, Unknown
from sync.watch import LONGEST, Fault, pause, watch

AWAY = Offline("Ingen kontakt", "Inget är förlorat.", Call("GET", "http://c/", "x"))
BUSY = Unknown("Upptagen", "Försök igen.", Call("GET", "http://c/", "x", 503, "120"))


def lives(runs: list[SyncOutcome | Exception]) -> tuple[list[Fault | None], list[float]]:
    """What is told of each of these runs, and for how long it waits after each."""
    told: list[Fault | None] = []
    waited: list[float] = []
    left = iter(runs)

    def run() -> SyncOutcome:
        found = next(left)
        if isinstance(found, SyncError):
            return SyncOutcome(error=found)
        if isinstance(found, Exception):
            raise found
        return found

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) == len(runs)

    watch(run, lambda outcome, fault, seconds: told.append(fault), wait, 60)
    return told, waited


def test_it_waits_longer_for_each_failure_in_a_row_and_then_as_usual() -> None:
    runs = [SyncOutcome(), AWAY, AWAY, AWAY, AWAY, AWAY, SyncOutcome(), AWAY]
    told, waited = lives(runs)
    assert waited == [60, 120, 240, 480, LONGEST, LONGEST, 60, 120]
    assert told == [None, AWAY, AWAY, AWAY, AWAY, AWAY, None, AWAY]


def test_a_full_disk_is_waited_out_and_a_fault_in_the_program_is_not() -> None:
    full = Problem("disk-full")
    assert lives([full, SyncOutcome()]) == ([full, None], [120, 60])
    with pytest.raises(ZeroDivisionError):
        lives([ZeroDivisionError()])


def test_it_waits_as_long_as_the_other_node_asks() -> None:
    assert pause(10, 1, BUSY) == 120
    assert pause(200, 1, BUSY) == 400
    assert pause(2000, 3, BUSY) == 2000
    assert pause(0.1, 500) == LONGEST
