"""Counts of the reports that filters find: by hour of the week, by day, by area and by square.

Every filter may stand with every other, and all are exact: the columns of all reports are gone
through, which takes some milliseconds for a million of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from fieldapp.domain.grid import Box, Grid
from fieldapp.domain.swedish_time import HOURS_A_WEEK
from fieldapp.storage import columns, report_columns
from fieldapp.storage.columns import STATE, Numbers, Segment, sight
from fieldapp.storage.report_columns import (
    AUTHORITIES,
    DEGREE,
    KINDS,
    NEVER,
    NOWHERE,
    OTHER_AUTHORITY,
    OTHER_KIND,
    STATES,
)
from fieldapp.storage.report_filters import Filters, match

# Days are counted from 1970-01-01; this is its proleptic Gregorian ordinal.
FIRST_DAY = report_columns.FIRST_DAY
_OF_A_BYTE = 256
_LAST = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a grid with so many reports, and the middle of where they were, in degrees."""

    row: int
    column: int
    reports: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Found:
    """Reports of some segments: of each, which of its places; None for all of them."""

    parts: list[tuple[Segment, Numbers | None]]

    def total(self) -> int:
        return sum(len(numbers) for numbers in self.each("number"))

    def each(self, name: str) -> Iterator[Numbers]:
        """One field of what was found, segment by segment."""
        for segment, chosen in self.parts:
            own: Numbers = getattr(segment, name)
            yield own if chosen is None else own[chosen]


def find(db: sqlite3.Connection, filters: Filters, among: Collection[int] | None = None) -> Found:
    """What the filters find, of the reports with these numbers if any are given."""
    numbers = _among(db, filters, among)
    tests = _Tests(filters)
    parts = [(segment, tests.of(segment, numbers)) for segment in columns.every(db)]
    return Found([(segment, chosen) for segment, chosen in parts if chosen is None or len(chosen)])


def with_place(found: Found) -> Found:
    """Those of them that have a place."""
    parts = []
    for segment, chosen in found.parts:
        is_placed = segment.lat != NOWHERE
        every = np.flatnonzero(is_placed) if chosen is None else chosen[is_placed[chosen]]
        parts.append((segment, every))
    return Found(parts)


def newest(found: Found, most: int) -> list[int]:
    """The row numbers of those that were submitted last, the newest first."""
    seqs = [*found.each("seq")]
    if not seqs:
        return []
    seq, number = np.concatenate(seqs), np.concatenate([*found.each("number")])
    last = np.argpartition(seq, -most)[-most:] if len(seq) > most else np.arange(len(seq))
    return [int(one) for one in number[last[np.argsort(seq[last])[::-1]]]]


def by_week_hour(found: Found) -> list[int]:
    """How many in each hour of the week, Monday at midnight first, by Swedish time."""
    counts = np.zeros(_OF_A_BYTE, np.int64)
    for hours in found.each("week_hour"):
        counts += np.bincount(hours, minlength=_OF_A_BYTE)
    return [int(count) for count in counts[:HOURS_A_WEEK]]


def by_day(found: Found) -> dict[int, int]:
    """How many on each day, counted from 1970-01-01; days without any are left out."""
    counts = np.zeros(2**16, np.int64)
    for days in found.each("day"):
        own = np.bincount(days)
        counts[: len(own)] += own
    counts[report_columns.NOTHING] = 0
    return {int(day): int(counts[day]) for day in np.flatnonzero(counts)}


def by_area(found: Found, areas: Sequence[str]) -> dict[str, int]:
    """How many in each of these areas."""
    counts = dict.fromkeys(areas, 0)
    codes = [report_columns.code(area) for area in areas]
    for own in found.each("area"):
        for area, code in zip(areas, codes, strict=True):
            counts[area] += int(np.count_nonzero(own == code))
    return counts


def by_state(found: Found) -> dict[str, int]:
    """How many in each state."""
    counts = np.zeros(len(STATES), np.int64)
    for sights in found.each("sight"):
        counts += np.bincount(sights & STATE, minlength=len(STATES))
    return {state: int(count) for state, count in zip(STATES, counts, strict=True)}


def by_square(found: Found, grid: Grid, box: Box) -> list[Square]:
    """How many in each square that meets the box; squares without any are left out."""
    south, west, north, east = (round(degrees * DEGREE) for degrees in box)
    first_row, first_column = south // grid.tall, west // grid.wide
    rows, columns = north // grid.tall - first_row + 1, east // grid.wide - first_column + 1
    sums = np.zeros((3, rows * columns))
    for lat, lon in zip(found.each("lat"), found.each("lon"), strict=True):
        row, column = lat // grid.tall - first_row, lon // grid.wide - first_column
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        place = (row * columns + column)[inside]
        sums[0] += np.bincount(place, minlength=rows * columns)
        sums[1] += np.bincount(place, weights=lat[inside], minlength=rows * columns)
        sums[2] += np.bincount(place, weights=lon[inside], minlength=rows * columns)
    return [
        Square(
            first_row + at // columns,
            first_column + at % columns,
            int(sums[0, at]),
            float(sums[1, at] / sums[0, at] / DEGREE),
            float(sums[2, at] / sums[0, at] / DEGREE),
        )
        for at in map(int, np.flatnonzero(sums[0]))
    ]


class _Tests:
    """The filters, made ready to be tried on segments."""

    def __init__(self, filters: Filters) -> None:
        self._sights = _sights(filters)
        self._hours = _table(filters.week_hours) if filters.week_hours else None
        names = [filters.category] if filters.category else []
        # Both narrow, one by one.
        groups = [("category", names), ("category", filters.categories)]
        groups += [("area", [filters.area] if filters.area else [])]
        self._codes = [(name, [*map(report_columns.code, own)]) for name, own in groups if own]
        self._since = report_columns.milliseconds(filters.since) if filters.since else None
        self._until = report_columns.milliseconds(filters.until) if filters.until else None
        self._box = [round(degrees * DEGREE) for degrees in filters.box or ()]
        asked = (filters.flagged, filters.in_conflict, filters.lacking_photos)
        marks = (report_columns.FLAGGED, report_columns.IN_CONFLICT, report_columns.LACKING_PHOTOS)
        self._marks = sum(mark for mark, is_asked in zip(marks, asked, strict=True) if is_asked)

    def of(self, segment: Segment, among: Numbers | None) -> Numbers | None:
        """The places of those that pass, or None when all of them do."""
        passed = self._passed(segment)
        mask = next(passed, None) if among is None else _are_among(segment.number, among)
        if mask is None:
            return None
        for other in passed:
            mask &= other
            if not mask.any():
                break
        return np.flatnonzero(mask)

    def _passed(self, segment: Segment) -> Iterator[Numbers]:
        if self._sights is not None:
            yield self._sights[segment.sight]
        for name, codes in self._codes:
            yield _is_any(getattr(segment, name), codes)
        if self._since is not None:
            yield segment.happened >= self._since
        if self._until is not None:
            yield (segment.happened <= self._until) & (segment.happened > NEVER)
        if self._box:
            south, west, north, east = self._box
            yield (segment.lat >= south) & (segment.lat <= north)
            yield (segment.lon >= west) & (segment.lon <= east)
        if self._hours is not None:
            yield self._hours[segment.week_hour]
        if self._marks:
            yield segment.marks & self._marks == self._marks


def _sights(filters: Filters) -> Numbers | None:
    """Which kinds, authorities and states together are asked for; None when all are."""
    kinds = {*filters.kinds} if filters.kinds is not None else None
    if filters.kind:
        kinds = {filters.kind} if kinds is None else kinds & {filters.kind}
    if kinds is None and filters.authorities is None and not filters.states:
        return None
    wanted = [
        sight(kind, authority, state)
        for kind in _places(KINDS, kinds, OTHER_KIND)
        for authority in _places(AUTHORITIES, filters.authorities, OTHER_AUTHORITY)
        for state in _places(STATES, filters.states or None, len(STATES) - 1)
    ]
    return _table(wanted)


def _places(names: Sequence[str], wanted: Collection[str] | None, last: int) -> list[int]:
    """Where those wanted stand; None wants all, also those without a place of their own."""
    if wanted is None:
        return [*range(last + 1)]
    return [names.index(name) for name in wanted if name in names]


def _table(wanted: Iterable[int]) -> Numbers:
    found = np.zeros(_OF_A_BYTE, np.bool_)
    found[[*wanted]] = True
    return found


def _is_any(values: Numbers, codes: Sequence[int]) -> Numbers:
    found: Numbers = values == codes[0]
    for code in codes[1:]:
        found |= values == code
    return found


def _among(
    db: sqlite3.Connection, filters: Filters, among: Collection[int] | None
) -> Numbers | None:
    """The numbers that searches by words and by reporter leave, in order; None leaves all."""
    sets = [] if among is None else [among]
    bounds = (min(among), max(among)) if among else (0, _LAST)
    if words := match(filters.text):
        query = "SELECT rowid FROM reports_fts WHERE reports_fts MATCH ? AND rowid BETWEEN ? AND ?"
        sets.append([row[0] for row in db.execute(query, (words, *bounds))])
    if filters.reporter:
        query = "SELECT rowid FROM reports WHERE reporter = ?"
        sets.append([row[0] for row in db.execute(query, (filters.reporter,))])
    arrays = [np.unique(np.asarray(own, np.uint32)) for own in sets]
    return reduce(np.intersect1d, arrays) if arrays else None


def _are_among(numbers: Numbers, among: Numbers) -> Numbers:
    found = np.zeros(len(numbers), np.bool_)
    if len(numbers):
        own = among[(among >= numbers[0]) & (among <= numbers[-1])]
        places = np.searchsorted(numbers, own)
        found[places[numbers[places] == own]] = True
    return found
