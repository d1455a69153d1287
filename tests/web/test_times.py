"""Times in words: Swedish time, and what to say of a clock that was wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fieldapp.web import times

FRIDAY = times.local("2026-11-20T20:07:30.123Z")


def test_a_servers_time_is_read_in_sweden() -> None:
    assert times.clock(FRIDAY) == "21:07"
    assert times.day(FRIDAY) == "fre 20 nov"
    assert times.short(FRIDAY) == "fre 20 nov 21:07"
    assert times.full(FRIDAY) == "fre 20 nov 2026 21:07"
    assert times.machine(FRIDAY) == "2026-11-20T21:07:30+01:00"


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2026-10-25T00:30:00.000Z", "02:30"),
        ("2026-10-25T01:30:00.000Z", "02:30"),
        ("2026-03-29T00:59:00.000Z", "01:59"),
        ("2026-03-29T01:00:00.000Z", "03:00"),
    ],
)
def test_the_nights_when_the_clocks_are_changed(utc: str, local: str) -> None:
    assert times.clock(times.local(utc)) == local


def test_a_reports_time_is_set_right_and_told_in_swedish_time() -> None:
    value = {"at": "2026-10-25T02:30:00.000+02:00", "offset": 60_000, "zone": "Europe/Stockholm"}
    assert times.full(times.moment(value)) == "sön 25 okt 2026 02:31"
    assert times.clock(times.moment({**value, "offset": None})) == "02:30"
    assert times.clock(times.moment({"at": "2026-11-20T15:07:30.000-05:00"})) == "21:07"


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (timedelta(seconds=59), "nyss"),
        (timedelta(seconds=-5), "nyss"),
        (timedelta(minutes=3), "för 3 min sedan"),
        (timedelta(hours=2, minutes=59), "för 2 tim sedan"),
        (timedelta(hours=47), "för 47 tim sedan"),
        (timedelta(days=3), "för 3 dagar sedan"),
        (timedelta(days=59), "för 59 dagar sedan"),
        (timedelta(days=61), "för 2 månader sedan"),
        (timedelta(days=729), "för 23 månader sedan"),
        (timedelta(days=731), "för 2 år sedan"),
        (timedelta(days=3085), "för 8 år sedan"),
    ],
)
def test_how_long_ago(since: timedelta, said: str) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert times.ago(now - since, now) == said


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (None, ""),
        (0, ""),
        (60_000, ""),
        (-60_000, ""),
        (61_000, "Telefonens klocka gick 1 min efter. Tiden är rättad."),
        (-7_500_000, "Telefonens klocka gick 2 tim 5 min före. Tiden är rättad."),
        (86_400_000, "Telefonens klocka gick 1 dygn efter. Tiden är rättad."),
    ],
)
def test_a_clock_that_was_wrong_by_more_than_a_minute_is_told(
    offset: int | None, said: str
) -> None:
    assert times.offset_in_words(offset) == said
