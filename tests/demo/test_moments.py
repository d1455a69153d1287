"""Days and hours that the demo names are those that people would mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.demo import moments
from fieldapp.demo.nights import HERE

SUNDAY = date(2026, 11, 22)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_weeks_are_counted_back_from_the_week_of_the_night() -> None:
    assert moments.weeks_before(SUNDAY, 0, "su") == SUNDAY
    assert moments.weeks_before(SUNDAY, 1, "sa") == date(2026, 11, 14)
    assert moments.weeks_before(SUNDAY, -2, "sa") == date(2026, 12, 5)


@given(days, st.sampled_from(("01-01", "07-14", "12-28")), st.sampled_from(moments.WEEKDAYS))
def test_a_day_of_the_year_is_the_last_that_has_been(
    night: date, month_and_day: str, weekday: str
) -> None:
    found = moments.latest(night, month_and_day, weekday)
    assert found <= night
    assert night - found < timedelta(days=366 + 14)
    assert moments.WEEKDAYS[found.weekday()] == weekday
    named = [date.fromisoformat(f"{found.year - ago}-{month_and_day}") for ago in (0, 1)]
    assert any(timedelta() <= found - day < timedelta(days=7) for day in named)


def test_an_hour_after_midnight_is_of_the_next_day() -> None:
    start = moments.at(SUNDAY, "23:50")
    assert moments.at_or_after(start, "23:55") == moments.at(SUNDAY, "23:55")
    assert moments.at_or_after(start, "01:12") == datetime(2026, 11, 23, 1, 12, tzinfo=HERE)


@given(days, st.integers(0, 30))
def test_the_desk_works_in_the_morning_of_weekdays(day: date, later: int) -> None:
    after = moments.at(day, "22:00")
    found = moments.morning(after, later, Random(1)).astimezone(HERE)
    assert found > after
    assert found.weekday() < 5
    assert 8 <= found.hour < 12


def test_hours_are_told_for_spans_of_days() -> None:
    found = moments.hours(["mo-th 11:00-22:00", "sa 12:00-01:00"])
    assert list(found) == ["mo", "tu", "we", "th", "sa"]
    assert (found["tu"], found["sa"]) == ("11:00-22:00", "12:00-01:00")
