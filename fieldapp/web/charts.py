"""A chart of bars, each with a mark for the year before, as coordinates for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from fieldapp.web.words import grouped

WIDTH, HEIGHT, LEFT, TOP, FOOT = 960, 240, 64, 12, 212
_MOST_LABELS = 16
_BAR, _MARK = 0.6, 0.9
_ROUND = (1, 2, 4, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """What one bar is of: counts are None for too few to be told."""

    label: str
    words: str
    reports: int | None
    before: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Lengths are in the SVG's own units. `mark` is how high the year before is, if it is told."""

    x: float
    y: float
    width: float
    height: float
    mark: float | None
    mark_from: float
    mark_to: float
    middle: float
    label: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the chart at a count."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    left: int
    foot: int
    bars: list[Bar]
    lines: list[Line]


def chart(points: Sequence[Point]) -> Chart:
    """One bar for each point, in their order; as many have a label as there is room for."""
    counts = [one for point in points for one in (point.reports, point.before) if one]
    top = _round_up(max(counts, default=1))
    apart = max(1, -(-len(points) // _MOST_LABELS))
    slot = (WIDTH - LEFT) / max(len(points), 1)
    bars = [
        _bar(point, LEFT + place * slot, slot, top, is_labelled=place % apart == 0)
        for place, point in enumerate(points)
    ]
    halves = (0, top // 2, top) if top % 2 == 0 else (0, top)
    lines = [Line(_height(count, top), grouped(count)) for count in halves]
    return Chart(WIDTH, HEIGHT, LEFT, FOOT, bars, lines)


def _bar(point: Point, left: float, slot: float, top: int, *, is_labelled: bool) -> Bar:
    y = _height(point.reports or 0, top)
    return Bar(
        x=_round(left + slot * (1 - _BAR) / 2),
        y=y,
        width=_round(slot * _BAR),
        height=_round(FOOT - y),
        mark=None if point.before is None else _height(point.before, top),
        mark_from=_round(left + slot * (1 - _MARK) / 2),
        mark_to=_round(left + slot * (1 + _MARK) / 2),
        middle=_round(left + slot / 2),
        label=point.label if is_labelled else "",
        words=point.words,
        url=point.url,
    )


def _height(count: int, top: int) -> float:
    return _round(FOOT - (FOOT - TOP) * count / top)


def _round_up(count: int) -> int:
    """The least round number that is no smaller."""
    power = int(10.0 ** floor(log10(count)))
    return next(each * power for each in _ROUND if each * power >= count)


def _round(length: float) -> float:
    return round(length, 1)
