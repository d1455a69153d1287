"""Counts of the reports that filters find: by hour of the week, by day, by area and by square.

Every filter may stand with every other, and all are exact: the columns of all reports are gone
through, which takes some milliseconds for a million of them, and again only where something was
written. Count within the transaction in which was found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, TypeVar

import numpy as np

from fieldapp.domain.grid import Box, Grid
from fieldapp.domain.swedish_time import HOURS_A_WEEK
from fieldapp.storage import columns, report_columns, report_words
from fieldapp.storage.column_tests import Tests
from fieldapp.storage.columns import STATE, Columns, Numbers, Segment
from fieldapp.storage.report_columns import DEGREE, NOWHERE, STATES
from fieldapp.storage.report_filters import Filters

T = TypeVar("T")
_DAYS = 2**16
_LAST = 2**32 - 1
# More columns than a row of squares has.
_APART = 2**32
# Days are counted from 1970-01-01; this is its proleptic Gregorian ordinal.
FIRST_DAY = report_columns.FIRST_DAY
# As many squares as one array of counts may have; more lie so far apart that they are sorted.
_MOST_SQUARES = 1_000_000


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a grid with so many reports, and the middle of where they were, in degrees."""

    row: int
    column: int
    reports: int
    lat: float
    lon: float


class Part:
    """Those of one segment that are found. `key` names what was asked; None is asked only once."""

    def __init__(
        self, segment: Segment, tests: Tests, among: Callable[[], Numbers | None], key: Hashable
    ) -> None:
        self.segment = segment
        self._tests, self._among, self._key = tests, among, key
        self._chosen: Numbers | bool | None = False

    @property
    def chosen(self) -> Numbers | None:
        """Their places in the segment; None for all of them."""
        if self._chosen is False:
            self._chosen = self._choose()
        assert not isinstance(self._chosen, bool)
        return self._chosen

    def each(self, name: str) -> Numbers:
        """One field of them."""
        own: Numbers = getattr(self.segment, name)
        return own if self.chosen is None else own[self.chosen]

    def kept(self, what: str, count: Callable[[Part], T], *more: Hashable) -> T:
        """What is counted of them, or was before."""
        if self._key is None:
            return count(self)
        return self.segment.counts.get((self._key, what, *more), lambda: count(self))

    def _choose(self) -> Numbers | None:
        among = self._among()
        left = None if among is None else _places(self.segment.number, among)

        def field(name: str) -> Numbers:
            own: Numbers = getattr(self.segment, name)
            return own if left is None else own[left]

        mask: Numbers | None = None
        for passed in self._tests.passed(field):
            mask = passed if mask is None else mask & passed
            if not mask.any():
                break
        if mask is None:
            return left
        return np.flatnonzero(mask) if left is None else left[mask]


@dataclass(frozen=True)
class Found:
    """The reports that were found. `key` as a part has it."""

    every: Columns
    tests: Tests
    left: _Left
    key: Hashable
    between: tuple[int, int]

    @cached_property
    def parts(self) -> list[Part]:
        """By segment; those in which none can be are left out."""
        return [
            Part(segment, self.tests, self.left.numbers, self.key)
            for segment in self.every.segments
            if self.tests.may_pass(segment) and segment.meets(*self.between)
        ]

    def kept(self, what: str, count: Callable[[Part], T], *more: Hashable) -> Iterator[T]:
        """What is counted of each part, or was before."""
        return (part.kept(what, count, *more) for part in self.parts)

    def once(self, what: str, count: Callable[[], T], *more: Hashable) -> T:
        """What is counted of all of them together, or was before."""
        if self.key is None:
            return count()
        return self.every.counts.get((self.key, what, *more), count)

    def total(self) -> int:
        return sum(self.kept("total", lambda part: len(part.each("number"))))

    def numbers(self) -> list[int]:
        """Their row numbers, in order."""
        return [int(number) for part in self.parts for number in part.each("number")]


def find(db: sqlite3.Connection, filters: Filters, among: Collection[int] | None = None) -> Found:
    """What the filters find, of the reports with these numbers if any are given."""
    tests = Tests(filters)
    between = (min(among), max(among)) if among else (0, _LAST if among is None else -1)
    key = tests.key if among is None else None
    return Found(columns.every(db), tests, _Left(db, filters, among), key, between)


def by_week_hour(found: Found) -> Sequence[int]:
    """How many in each hour of the week, Monday at midnight first, by Swedish time."""
    return found.once(
        "week hours", lambda: _sums(found.kept("week hours", _week_hours), HOURS_A_WEEK)
    )


def by_day(found: Found) -> Mapping[int, int]:
    """How many on each day, counted from 1970-01-01; days without any are left out."""
    return found.once("days", lambda: _by_day(found))


def by_area(found: Found, areas: Sequence[str]) -> dict[str, int]:
    """How many in each of these areas."""
    codes = tuple(report_columns.code(area) for area in areas)

    def of(part: Part) -> list[int]:
        return _each_of(part.each("area"), codes)

    counts = found.once("areas", lambda: _sums(found.kept("areas", of, codes), len(codes)), codes)
    return dict(zip(areas, counts, strict=True))


def by_state(found: Found) -> dict[str, int]:
    """How many in each state."""
    counts = found.once("states", lambda: _sums(found.kept("states", _states), len(STATES)))
    return dict(zip(STATES, counts, strict=True))


def by_square(found: Found, grid: Grid, view: Box) -> list[Square]:
    """How many in each square that meets the view; squares without any are left out."""
    parts = [*found.kept("squares", lambda part: _squares(part, grid), grid.tall, grid.wide)]
    if not parts:
        return []
    places, sums = (np.concatenate(own, axis=-1) for own in zip(*parts, strict=True))
    south, west, north, east = (round(degrees * DEGREE) for degrees in view)
    rows, columns_ = places
    inside = (rows >= south // grid.tall) & (rows <= north // grid.tall)
    inside &= (columns_ >= west // grid.wide) & (columns_ <= east // grid.wide)
    (rows, columns_), sums = places[:, inside], sums[:, inside]
    squares, which = np.unique(_numbered(rows, columns_), return_inverse=True)
    count, lat, lon = (np.bincount(which, own) for own in sums)
    middles = (lat / count / DEGREE, lon / count / DEGREE)
    each = zip(*_placed(squares), count.astype(np.int64), *middles, strict=True)
    return [Square(*(one.item() for one in fields)) for fields in each]


def _sums(each: Iterable[Any], size: int) -> list[int]:
    """So many counts, of all parts together."""
    counts = np.zeros(size, np.int64)
    for own in each:
        counts += own
    return [int(count) for count in counts]


def _by_day(found: Found) -> dict[int, int]:
    counts = np.zeros(_DAYS, np.int64)
    for first, own in found.kept("days", _days):
        counts[first : first + len(own)] += own
    counts[report_columns.NOTHING] = 0
    return {int(day): int(counts[day]) for day in np.flatnonzero(counts)}


def _week_hours(part: Part) -> Numbers:
    return np.bincount(part.each("week_hour"), minlength=HOURS_A_WEEK)[:HOURS_A_WEEK]


def _days(part: Part) -> tuple[int, Numbers]:
    """The first day, and how many on it and each that follows."""
    days = part.each("day")
    first = int(days.min()) if len(days) else 0
    return first, np.bincount(days - first)


def _each_of(values: Numbers, codes: Sequence[int]) -> list[int]:
    return [int(np.count_nonzero(values == code)) for code in codes]


def _states(part: Part) -> Numbers:
    return np.bincount(part.each("sight") & STATE, minlength=len(STATES))


def _squares(part: Part, grid: Grid) -> tuple[Numbers, Numbers]:
    """The squares, as rows and columns, and of each how many and the sums of lat and lon."""
    lat, lon = part.each("lat"), part.each("lon")
    is_placed = lat != NOWHERE
    lat, lon = lat[is_placed], lon[is_placed]
    rows, columns_ = lat // grid.tall, lon // grid.wide
    if not len(rows):
        return np.zeros((2, 0), np.int64), np.zeros((3, 0))
    first, west = int(rows.min()), int(columns_.min())
    width = int(columns_.max()) - west + 1
    if (int(rows.max()) - first + 1) * width > _MOST_SQUARES:
        squares, which = np.unique(_numbered(rows, columns_), return_inverse=True)
        sums = np.stack([np.bincount(which, of) for of in (None, lat, lon)])
        return np.stack(_placed(squares)), sums
    places = (rows - first) * width + (columns_ - west)
    sums = np.stack([np.bincount(places, of) for of in (None, lat, lon)])
    taken = np.flatnonzero(sums[0])
    return np.stack((taken // width + first, taken % width + west)), sums[:, taken]


def _numbered(rows: Numbers, columns_: Numbers) -> Numbers:
    """One number for each square, so that they can be sorted."""
    numbered: Numbers = rows.astype(np.int64) * _APART + columns_ + _APART // 2
    return numbered


def _placed(squares: Numbers) -> tuple[Numbers, Numbers]:
    """The rows and columns of numbered squares."""
    return squares // _APART, squares % _APART - _APART // 2


class _Left:
    """The numbers that are left of all when words, a reporter and a list of them are asked for."""

    def __init__(
        self, db: sqlite3.Connection, filters: Filters, among: Collection[int] | None
    ) -> None:
        self._db, self._filters, self._among = db, filters, among
        self._numbers: Numbers | bool | None = False

    def numbers(self) -> Numbers | None:
        """In order; None for all. Looked up when first asked for."""
        if self._numbers is False:
            self._numbers = self._look_up()
        assert not isinstance(self._numbers, bool)
        return self._numbers

    def _look_up(self) -> Numbers | None:
        sets = [] if self._among is None else [np.unique(np.asarray([*self._among], np.uint32))]
        if report_words.match(self._filters.text):
            sets.append(report_words.numbers(self._db, self._filters.text))
        if self._filters.reporter:
            query = "SELECT rowid FROM reports WHERE reporter = ?"
            rows = self._db.execute(query, (self._filters.reporter,))
            sets.append(np.unique(np.asarray([row[0] for row in rows], np.uint32)))
        return reduce(np.intersect1d, sets) if sets else None


def _places(numbers: Numbers, among: Numbers) -> Numbers:
    """Where those of these numbers stand that are there; both are in order."""
    if not len(numbers):
        return np.zeros(0, np.int64)
    first = np.searchsorted(among, numbers[0])
    own = among[first : np.searchsorted(among, numbers[-1], "right")]
    places = np.searchsorted(numbers, own)
    found: Numbers = places[numbers[places] == own]
    return found
