"""The records of fieldapp.storage.report_columns, laid out as arrays that can be counted fast.

One array for each field, one set of them for each segment of the reports. They are kept in memory,
some 40 bytes for a report, and a segment is read again when its stamp tells that it was written.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from fieldapp.storage import report_columns

Numbers = NDArray[Any]
Place = TypeVar("Place", int, Numbers)
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


@dataclass(frozen=True, slots=True)
class Segment:
    """Reports in the order of their numbers; place n of each array is of the same report.

    `sight` is kind, authority and state in one number: see `sight`.
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


# The part of a sight that is the state.
STATE = 0b111
# By the segment's number, for all threads of a process.
_KEPT: dict[int, tuple[int, Segment]] = {}


def sight(kind: Place, authority: Place, state: Place) -> Place:
    """Kind, authority and state, by their places in report_columns, in eight bits."""
    return (kind << 5) + (authority << 3) + state


def every(db: sqlite3.Connection) -> list[Segment]:
    """All reports as this transaction sees them."""
    return [_segment(db, *stamped) for stamped in report_columns.stamps(db)]


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
    own = {
        name: np.ascontiguousarray(records[name])
        for name in Segment.__dataclass_fields__
        if name != "sight"
    }
    return Segment(**own, sight=sight(records["kind"], records["authority"], records["state"]))
