"""The records of fieldapp.storage.report_columns, laid out as arrays that can be counted fast.

One array for each field, one set of them for each segment of the reports. They are kept in memory,
some 40 bytes for a report, and a segment is read again when its stamp tells that it was written.
What has been counted in a segment is kept with it, so that it need not be counted again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from fieldapp.storage import report_columns
from fieldapp.storage.report_columns import NEVER

Numbers = NDArray[Any]
Place = TypeVar("Place", int, Numbers)
T = TypeVar("T")
_RECORD = np.dtype(
    [
        ("number", "<u4"),
        ("seq", "<u4"),
        ("happened", "<i8"),
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("category", "<u4"),
        ("area", "<u4"),
        ("day", "<u2"),
        ("week_hour", "u1"),
        ("kind", "u1"),
        ("authority", "u1"),
        ("state", "u1"),
        ("marks", "u1"),
        ("spare", "u1"),
    ]
)
_ARRAYS = (
    "number", "seq", "happened", "lat", "lon", "category", "area", "day", "week_hour", "marks",
)  # fmt: skip
# Some kilobytes each; as many questions as a desk asks before it asks the first again.
_MOST_KEPT = 64


class Kept:
    """What has been counted, by name; of too much of it the oldest is forgotten."""

    def __init__(self) -> None:
        self._counted: dict[Hashable, Any] = {}

    def get(self, what: Hashable, count: Callable[[], T]) -> T:
        """What was counted under this name before, or is now."""
        if what in self._counted:
            found: T = self._counted[what]
            return found
        while len(self._counted) >= _MOST_KEPT:
            self._counted.pop(next(iter(self._counted), None), None)
        self._counted[what] = counted = count()
        return counted


@dataclass(frozen=True, slots=True)
class Segment:
    """Reports in the order of their numbers; place n of each array is of the same report.

    `sight` is kind, authority and state in one number: see `sight`. `spans` are the least and the
    greatest of `number`, `seq` and `happened`, of those that happened at some time.
    """

    number: Numbers
    seq: Numbers
    happened: Numbers
    lat: Numbers
    lon: Numbers
    category: Numbers
    area: Numbers
    day: Numbers
    week_hour: Numbers
    marks: Numbers
    sight: Numbers
    spans: dict[str, tuple[int, int]]
    counts: Kept = field(default_factory=Kept, init=False)

    def meets(self, first: int, last: int) -> bool:
        """Whether any number of it can be between these."""
        least, greatest = self.spans["number"]
        return least <= last and first <= greatest


@dataclass(frozen=True, slots=True)
class Columns:
    """All segments, and what was counted of all of them together."""

    segments: tuple[Segment, ...]
    counts: Kept = field(default_factory=Kept, init=False)


# The part of a sight that is the state.
STATE = 0b111
Stamps = tuple[tuple[int, int], ...]
# For all threads of a process: segments by their number, and all of them as they were last seen.
_KEPT: dict[int, tuple[int, Segment]] = {}
_LAST: list[tuple[Stamps, Columns]] = []


def sight(kind: Place, authority: Place, state: Place) -> Place:
    """Kind, authority and state, by their places in report_columns, in eight bits."""
    return (kind << 5) + (authority << 3) + state


def every(db: sqlite3.Connection) -> Columns:
    """All reports as this transaction sees them."""
    stamps = tuple(report_columns.stamps(db))
    for last, kept in _LAST:
        if last == stamps:
            return kept
    found = Columns(tuple(_segment(db, *stamped) for stamped in stamps))
    _LAST[:] = [(stamps, found)]
    return found


def _segment(db: sqlite3.Connection, number: int, stamp: int) -> Segment:
    """From memory, unless it has been written since; a stamp is never given twice."""
    kept = _KEPT.get(number)
    if kept and kept[0] == stamp:
        return kept[1]
    segment = _laid_out(report_columns.read(db, number))
    _KEPT[number] = stamp, segment
    return segment


def _laid_out(content: bytes) -> Segment:
    records = np.frombuffer(content, dtype=_RECORD)
    own = {name: np.ascontiguousarray(records[name]) for name in _ARRAYS}
    spans = {name: _span(own[name]) for name in ("number", "seq")}
    spans["happened"] = _span(own["happened"][own["happened"] > NEVER])
    sights = sight(records["kind"], records["authority"], records["state"])
    return Segment(**own, sight=sights, spans=spans)


def _span(values: Numbers) -> tuple[int, int]:
    """The least and the greatest; of nothing, two between which nothing lies."""
    return (int(values.min()), int(values.max())) if len(values) else (0, -1)
