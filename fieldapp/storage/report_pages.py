"""Which reports stand on a page when no one index leads to them soon enough.

An index is walked until a page is full. Two filters together, or one without an index of its own,
may have it walk past a million reports to find that there are none; the columns tell at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from fieldapp.storage import report_columns, tallies
from fieldapp.storage.columns import Numbers
from fieldapp.storage.report_columns import NEVER
from fieldapp.storage.report_filters import Filters, keys
from fieldapp.storage.report_words import match
from fieldapp.storage.tallies import Part

# What a listed report calls by another name than the columns do.
_COLUMNS = {"happened_at": "happened", "number": "number", "seq": "seq"}


def is_walked(filters: Filters) -> bool:
    """Whether one index narrows to what is asked for, so that its walk soon fills a page."""
    sees_nothing = filters.authorities is not None and not filters.authorities
    unindexed = (filters.kind, filters.categories, filters.box, filters.week_hours)
    if sees_nothing or any(unindexed):
        return False
    narrowing = (
        len(filters.states) == 1,
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
    order = [_COLUMNS[key] for key in keys(filters)]
    marks, ascending = _marks(before, len(order)), filters.oldest_first
    found = np.zeros((len(order) + 1, 0), np.int64)
    for part in _nearest_first(tallies.find(db, filters).parts, order[0], ascending):
        if found.shape[1] >= limit and _is_beyond(part, order[0], found[0], ascending):
            break
        own = np.stack([part.each(name).astype(np.int64) for name in (*order, "number")])
        if marks:
            own = own[:, _are_past(own, marks, ascending)]
        found = np.concatenate((found, own), axis=1)
        if found.shape[1] > limit:
            found = found[:, _are_in_front(found[0], limit, ascending)]
    places = np.lexsort(found[-2::-1])
    chosen = places[:limit] if ascending else places[::-1][:limit]
    return [int(number) for number in found[-1, chosen]]


def _nearest_first(parts: Sequence[Part], key: str, ascending: bool) -> list[Part]:
    """The segments in the order in which the page may begin in them."""
    ends = {id(part): part.segment.spans[key] for part in parts}
    if ascending:
        return sorted(parts, key=lambda part: ends[id(part)][0])
    return sorted(parts, key=lambda part: -ends[id(part)][1])


def _is_beyond(part: Part, key: str, found: Numbers, ascending: bool) -> bool:
    """Whether all of the segment comes after all that is found."""
    least, greatest = part.segment.spans[key]
    return bool(least > found.max() if ascending else greatest < found.min())


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


def _are_past(own: Numbers, marks: Sequence[int], ascending: bool) -> Numbers:
    """Which of them come after the mark."""
    past: Numbers = own[0] > marks[0] if ascending else own[0] < marks[0]
    if len(marks) == 1:
        return past
    last = own[1] > marks[1] if ascending else own[1] < marks[1]
    past |= (own[0] == marks[0]) & last
    return past
