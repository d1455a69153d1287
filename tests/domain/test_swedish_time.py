"""Swedish time: summer and winter, and the hours of the week."""

import pytest

from fieldapp.domain.swedish_time import HOURS_A_WEEK, local, week_hour


@pytest.mark.parametrize(
    ("utc", "hour"),
    [
        ("2026-11-15T23:00:00.000Z", 0),
        ("2026-11-15T22:59:59.999Z", HOURS_A_WEEK - 1),
        ("2026-11-20T20:07:30.000Z", 4 * 24 + 21),
        ("2026-07-03T20:07:30.000Z", 4 * 24 + 22),
    ],
)
def test_the_week_begins_on_monday_by_the_clock_on_the_wall(utc: str, hour: int) -> None:
    assert week_hour(local(utc)) == hour


def test_the_hour_that_comes_twice_is_the_same_hour_of_the_week() -> None:
    first, second = local("2026-10-25T00:30:00.000Z"), local("2026-10-25T01:30:00.000Z")
    assert week_hour(first) == week_hour(second) == 6 * 24 + 2
