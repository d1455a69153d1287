"""Which reports stand on a page when no one index leads to them soon enough.

An index is walked until a page is full. Two filters together, or one without an index of its own,
may have it walk past a million reports to find that there are none; the columns tell at once.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from fieldapp.storage import report_columns, tallies
from fieldapp.storage.columns import Numbers
from fieldapp.storage.report_columns import NEVER
from fieldapp.storage.report_filters import Filters, keys, match
from fieldapp.storage.tallies import Found

# What a listed report calls by another name than the columns do.
_COLUMNS = {"happened_at": "happened", "number": "number", "seq": "seq"}


def is_walked(filters: Filters) -> bool:
    """Whether one index narrows to what is asked for, so that its walk soon fills a page."""
    sees_nothing = filters.authorities is not None and not filters.authorities
    if sees_nothing or filters.categories or filters.box or filters.week_hours:
        return False
    narrowing = (
        len(filters.states) == 1,
        filters.kind,
        filters.category,
        filters.area,
        filters.reporter,
        filters.since or filters.until,
        match(filters.text),
        filters.flagged,
        filters.in_conflict,
        filters.lacking_photos,
    )
    return sum(map(bool, narrowing)) < 2


def numbers(db: sqlite3.Connection, filters: Filters, before: str | None, limit: int) -> list[int]:
    """The row numbers of a page, in its order; `before` is the mark where the last one ended."""
    found = tallies.find(db, filters)
    order_by = [_all_of(found, _COLUMNS[key]) for key in keys(filters)]
    own = _all_of(found, "number")
    marks = _marks(before, len(order_by))
    if marks:
        left = _are_past(order_by, marks, filters.oldest_first)
        own, order_by = own[left], [key[left] for key in order_by]
    if len(own) > limit:
        left = _are_in_front(order_by[0], limit, filters.oldest_first)
        own, order_by = own[left], [key[left] for key in order_by]
    order = np.lexsort(order_by[::-1])
    chosen = order[:limit] if filters.oldest_first else order[::-1][:limit]
    return [int(number) for number in own[chosen]]


def _all_of(found: Found, name: str) -> Numbers:
    every = [*found.each(name)]
    return np.concatenate(every).astype(np.int64) if every else np.zeros(0, np.int64)


def _marks(before: str | None, count: int) -> list[int]:
    """The mark's values, or none when it is not one of this order."""
    values = (before or "").split("~")
    if not before or len(values) != count:
        return []
    try:
        return [_read(value) for value in values]
    except ValueError:
        return []


def _read(value: str) -> int:
    if "T" in value:
        return report_columns.milliseconds(value)
    number = int(value)
    if not NEVER < number < -NEVER:
        raise ValueError(value)
    return number


def _are_in_front(key: Numbers, limit: int, ascending: bool) -> Numbers:
    """Those among which the first so many are: sorting all of them takes far longer."""
    place = limit - 1 if ascending else len(key) - limit
    last = np.partition(key, place)[place]
    front: Numbers = key <= last if ascending else key >= last
    return front


def _are_past(keys: list[Numbers], marks: list[int], ascending: bool) -> Numbers:
    """Which of them come after the mark."""
    first = keys[0] > marks[0] if ascending else keys[0] < marks[0]
    if len(keys) == 1:
        return first
    last = keys[1] > marks[1] if ascending else keys[1] < marks[1]
    past: Numbers = first | ((keys[0] == marks[0]) & last)
    return past
