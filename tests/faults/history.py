"""Judges of a recorded history: what was acknowledged, what is there, which cursors were given.

set: what was acknowledged is there, nothing twice, nothing that nobody sent.
register: each field has the value of its last writer, as the clocks of the changes say.
cursor: no change ever appears at or below a cursor that was handed out before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldapp.domain.changes import Change, fold, values


@dataclass
class History:
    """What the clients of a run saw."""

    attempted: dict[str, Change] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    pulls: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)

    def attempt(self, changes: Iterable[Change]) -> None:
        self.attempted |= {change.id: change for change in changes}

    def acknowledge(self, ids: Iterable[str]) -> None:
        self.acknowledged |= set(ids)

    def pulled(self, after: int, cursor: int, seqs: Iterable[int]) -> None:
        """A page: the cursor it was asked with, the one it handed out, what was on it."""
        self.pulls.append((after, cursor, tuple(seqs)))


def check_set(history: History, stored: Iterable[Change]) -> None:
    """`stored` is every change in the log, as often as it stands there."""
    counts = Counter(change.id for change in stored)
    assert not (lost := history.acknowledged - counts.keys()), f"acknowledged and lost: {lost}"
    assert not (invented := counts.keys() - history.attempted.keys()), f"nobody sent: {invented}"
    twice = {name for name, count in counts.items() if count > 1}
    assert not twice, f"stored more than once: {twice}"


def check_register(stored: Iterable[Change], records: Mapping[str, Mapping[str, Any]]) -> None:
    """`records` are the values that the node tells of each record."""
    parts: dict[str, list[Any]] = {}
    for change in stored:
        parts.setdefault(change.record, []).append(change.part)
    for record, found in parts.items():
        assert dict(records[record]) == values(fold(found)), (
            f"not its last writers' values: {record}"
        )


def check_cursor(history: History) -> None:
    """Every page holds only what came after the cursor it was asked with."""
    for after, cursor, seqs in history.pulls:
        assert after <= cursor, "a cursor went backwards"
        assert all(after < seq <= cursor for seq in seqs), "a change appeared behind a cursor"
