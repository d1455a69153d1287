"""Periods: parted without gaps, and compared with the same a year before."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.periods import (
    Period,
    Unit,
    a_year_before,
    last_twelve_months,
    parts,
    unit_for,
    week_of,
)

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
UNITS = st.sampled_from(["week", "month", "year"])


@given(first=DAYS, length=st.integers(0, 3000), unit=UNITS)
def test_its_parts_are_the_whole_and_in_order(first: date, length: int, unit: Unit) -> None:
    period = Period(first, first + timedelta(days=length))
    found = parts(period, unit)
    assert (found[0].first, found[-1].last) == (period.first, period.last)
    for one, other in pairwise(found):
        assert other.first - one.last == timedelta(days=1)
    assert sum(part.days for part in found) == period.days


@given(first=DAYS, length=st.integers(0, 400), unit=UNITS)
def test_the_year_before_is_a_year_before(first: date, length: int, unit: Unit) -> None:
    for part in parts(Period(first, first + timedelta(days=length)), unit):
        before = a_year_before(part, unit)
        assert 363 <= (part.first - before.first).days <= 367
        assert abs(before.days - part.days) <= 1
        if unit == "week":
            assert before.first.weekday() == part.first.weekday()


@pytest.mark.parametrize(
    ("part", "before"),
    [
        ((date(2024, 2, 1), date(2024, 2, 29)), (date(2023, 2, 1), date(2023, 2, 28))),
        ((date(2025, 2, 1), date(2025, 2, 28)), (date(2024, 2, 1), date(2024, 2, 29))),
        ((date(2024, 2, 29), date(2024, 2, 29)), (date(2023, 2, 28), date(2023, 2, 28))),
        ((date(2026, 11, 1), date(2026, 11, 20)), (date(2025, 11, 1), date(2025, 11, 20))),
    ],
)
def test_months_are_compared_whole(part: tuple[date, date], before: tuple[date, date]) -> None:
    assert a_year_before(Period(*part), "month") == Period(*before)


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "week"), (182, "week"), (183, "month"), (1488, "month"), (1489, "year")]
)
def test_a_longer_period_has_longer_parts(days: int, unit: Unit) -> None:
    first = date(2020, 1, 1)
    assert unit_for(Period(first, first + timedelta(days=days - 1))) == unit


def test_the_last_twelve_months_begin_on_the_first() -> None:
    assert last_twelve_months(date(2026, 11, 20)) == Period(date(2025, 12, 1), date(2026, 11, 20))
    assert last_twelve_months(date(2026, 12, 31)).first == date(2026, 1, 1)


def test_a_week_is_monday_to_sunday() -> None:
    assert week_of(date(2026, 11, 20)) == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert week_of(date(2026, 11, 16)).first == date(2026, 11, 16)
