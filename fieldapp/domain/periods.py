"""Periods of whole days: weeks, months and years, and the same a year before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["week", "month", "year"]
_DAY = timedelta(days=1)
# Whole weeks, so that a Friday is compared with a Friday.
_WEEKS_A_YEAR = timedelta(weeks=52)
_MOST_WEEKS, _MOST_MONTHS = 26, 48


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to its last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def unit_for(period: Period) -> Unit:
    """In what a period is best parted, to be seen at one glance."""
    if period.days <= 7 * _MOST_WEEKS:
        return "week"
    return "month" if period.days <= 31 * _MOST_MONTHS else "year"


def parts(period: Period, unit: Unit) -> list[Period]:
    """The weeks, months or years of it, in order; the first and last only as far as it goes."""
    return [
        Period(max(first, period.first), min(after - _DAY, period.last))
        for first, after in _whole(period, unit)
    ]


def a_year_before(part: Period, unit: Unit) -> Period:
    """The same week, month or year one year earlier; of a part of one, the same part."""
    if unit == "week":
        return Period(part.first - _WEEKS_A_YEAR, part.last - _WEEKS_A_YEAR)
    return Period(_earlier(part.first), _end_earlier(part.last))


def last_twelve_months(today: date) -> Period:
    """The month that it is and the eleven before."""
    return Period(_month(today.year, today.month - 11), today)


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, that a day is in."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + 6 * _DAY)


def _whole(period: Period, unit: Unit) -> Iterator[tuple[date, date]]:
    """Each with its first day and that of the next."""
    first = _start(period.first, unit)
    while first <= period.last:
        after = _next(first, unit)
        yield first, after
        first = after


def _start(day: date, unit: Unit) -> date:
    if unit == "week":
        return week_of(day).first
    return date(day.year, day.month if unit == "month" else 1, 1)


def _next(first: date, unit: Unit) -> date:
    if unit == "week":
        return first + 7 * _DAY
    return _month(first.year, first.month + 1) if unit == "month" else date(first.year + 1, 1, 1)


def _month(year: int, month: int) -> date:
    """The first day of a month, which may be counted past the year's end or beginning."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _earlier(day: date) -> date:
    """The same day a year earlier; the last of February for a leap day."""
    return _at(day.year - 1, day.month, day.day)


def _end_earlier(day: date) -> date:
    """As `_earlier`, but the end of February stays its end."""
    is_end = (day + _DAY).day == 1
    return _month(day.year - 1, day.month + 1) - _DAY if is_end else _earlier(day)


def _at(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
