"""Periods in words."""

from datetime import date

import pytest

from fieldapp.domain.periods import Period, Unit
from fieldapp.web import spans


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-16", "2026-11-22", "16 nov–22 nov 2026"),
        ("2025-12-29", "2026-01-04", "29 dec 2025–4 jan 2026"),
        ("2026-11-20", "2026-11-20", "20 nov 2026"),
    ],
)
def test_a_period_is_told_by_its_ends(first: str, last: str, words: str) -> None:
    assert spans.span(Period(date.fromisoformat(first), date.fromisoformat(last))) == words


@pytest.mark.parametrize(
    ("unit", "short", "full"),
    [
        ("week", "v. 1", "vecka 1, 29 dec 2025–4 jan 2026"),
        ("month", "dec", "dec 2025"),
        ("year", "2025", "2025"),
    ],
)
def test_a_part_is_told_by_its_name(unit: Unit, short: str, full: str) -> None:
    part = Period(date(2025, 12, 29), date(2026, 1, 4))
    assert (spans.short(part, unit), spans.full(part, unit)) == (short, full)


def test_the_first_month_of_a_year_names_it() -> None:
    assert spans.short(Period(date(2026, 1, 1), date(2026, 1, 31)), "month") == "jan 2026"
