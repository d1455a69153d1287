"""Filters, made ready to be tried on the columns of reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property

import numpy as np

from fieldapp.storage import report_columns
from fieldapp.storage.columns import Numbers, Segment, sight
from fieldapp.storage.report_columns import (
    AUTHORITIES,
    DEGREE,
    KINDS,
    NEVER,
    OTHER_AUTHORITY,
    OTHER_KIND,
    STATES,
)
from fieldapp.storage.report_filters import Filters

_OF_A_BYTE = 256


class Tests:
    """What a report must be; words and reporters are looked up elsewhere.

    `key` is the same for filters that find the same, whatever order they list it in.
    """

    def __init__(self, filters: Filters) -> None:
        self.key: Hashable = _key(filters)
        self._filters = filters
        # Both narrow, one by one.
        groups = [("category", [filters.category] if filters.category else [])]
        groups += [("category", [*filters.categories])]
        groups += [("area", [filters.area] if filters.area else [])]
        self._codes = [(name, [*map(report_columns.code, own)]) for name, own in groups if own]
        self._since = report_columns.milliseconds(filters.since) if filters.since else None
        self._until = report_columns.milliseconds(filters.until) if filters.until else None
        self._box = [round(degrees * DEGREE) for degrees in filters.box or ()]
        asked = (filters.flagged, filters.in_conflict, filters.lacking_photos)
        marks = (report_columns.FLAGGED, report_columns.IN_CONFLICT, report_columns.LACKING_PHOTOS)
        self._marks = sum(mark for mark, is_asked in zip(marks, asked, strict=True) if is_asked)

    @cached_property
    def _sights(self) -> Numbers | None:
        return _sights(self._filters)

    @cached_property
    def _hours(self) -> Numbers | None:
        return _table(self._filters.week_hours) if self._filters.week_hours else None

    def may_pass(self, segment: Segment) -> bool:
        """Whether any of the segment can have happened in the period."""
        least, greatest = segment.spans["happened"]
        if self._since is not None and greatest < self._since:
            return False
        return self._until is None or least <= self._until

    def passed(self, field: Callable[[str], Numbers]) -> Iterator[Numbers]:
        """For each thing that is asked for, which of the reports are so whose `field` by name
        this gives."""
        if self._sights is not None:
            yield self._sights[field("sight")]
        for name, codes in self._codes:
            yield _is_any(field(name), codes)
        if self._since is not None:
            yield field("happened") >= self._since
        if self._until is not None:
            happened = field("happened")
            yield (happened <= self._until) & (happened > NEVER)
        if self._box:
            (south, west, north, east), lat, lon = self._box, field("lat"), field("lon")
            yield (lat >= south) & (lat <= north)
            yield (lon >= west) & (lon <= east)
        if self._hours is not None:
            yield self._hours[field("week_hour")]
        if self._marks:
            yield field("marks") & self._marks == self._marks


def _key(filters: Filters) -> str:
    """As text, whose hash is counted once. Collections mean the same in any order; a box not."""
    asked = {one.name: getattr(filters, one.name) for one in fields(filters)}
    asked["oldest_first"] = None
    return repr(
        [
            sorted(value) if isinstance(value, list | set | frozenset) else value
            for value in asked.values()
        ]
    )


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
