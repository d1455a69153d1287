"""Whether a permit allows serving now: hours past midnight, seasons past the new year, terms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.permitted_hours import Allowed, allowed
from fieldapp.domain.premises_fields import WEEKDAYS

# 20 November 2026 is a Friday.
WEEKEND = {"hours": {"fr": "11:00-01:00", "sa": "11:00-01:00", "mo": "11:00-22:00"}}
SUMMER = {**WEEKEND, "season": {"from": "05-01", "to": "09-30"}}
WINTER = {**WEEKEND, "season": {"from": "12-01", "to": "02-28"}}


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T10:59", Allowed("closed", opens=when("2026-11-20T11:00"))),
        ("2026-11-20T11:00", Allowed("open", until=when("2026-11-21T01:00"))),
        ("2026-11-21T00:59", Allowed("open", until=when("2026-11-21T01:00"))),
        ("2026-11-21T01:00", Allowed("closed", opens=when("2026-11-21T11:00"))),
        ("2026-11-22T00:30", Allowed("open", until=when("2026-11-22T01:00"))),
        ("2026-11-22T12:00", Allowed("closed", opens=when("2026-11-23T11:00"))),
        ("2026-11-24T00:30", Allowed("closed", opens=when("2026-11-27T11:00"))),
    ],
)
def test_hours_belong_to_the_day_on_which_they_began(moment: str, expected: Allowed) -> None:
    assert allowed(WEEKEND, when(moment)) == expected


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-04-25T12:00", "closed"),
        ("2026-05-01T12:00", "open"),
        ("2026-10-01T00:30", "closed"),
        ("2027-10-01T12:00", "closed"),
    ],
)
def test_a_season_closes_the_rest_of_the_year(moment: str, state: str) -> None:
    assert allowed(SUMMER, when(moment)).state == state


def test_a_season_may_pass_the_new_year() -> None:
    assert allowed(WINTER, when("2027-01-01T12:00")).state == "open"
    closed = allowed(WINTER, when("2027-03-05T12:00"))
    assert closed == Allowed("closed", opens=when("2027-12-03T11:00"))


def test_the_last_night_of_a_season_is_served_out() -> None:
    permit = {"hours": {"we": "18:00-01:00"}, "season": {"from": "05-01", "to": "09-30"}}
    assert allowed(permit, when("2026-10-01T00:30")).state == "open"


def test_a_permit_whose_last_day_has_passed_has_ended() -> None:
    permit = {**WEEKEND, "from": "2026-01-01", "to": "2026-11-20"}
    assert allowed(permit, when("2026-11-20T23:00")).state == "open"
    assert allowed(permit, when("2026-11-21T00:30")).state == "open"
    assert allowed(permit, when("2026-11-21T11:00")) == Allowed("ended")


def test_a_permit_that_has_not_begun_says_when_it_does() -> None:
    permit = {**WEEKEND, "from": "2026-12-01"}
    assert allowed(permit, when("2026-11-20T12:00")).opens == when("2026-12-04T11:00")


@pytest.mark.parametrize("permit", [{}, {"hours": {}}, {"number": "SÖ 4"}])
def test_a_permit_without_hours_says_nothing_of_them(permit: dict[str, object]) -> None:
    assert allowed(permit, when("2026-11-20T12:00")) == Allowed("unknown")


def test_a_permit_without_hours_is_closed_out_of_season() -> None:
    permit = {"season": {"from": "05-01", "to": "09-30"}}
    assert allowed(permit, when("2026-11-20T12:00")) == Allowed("closed")


def test_days_edge_to_edge_are_one_opening() -> None:
    permit = {"hours": {"fr": "20:00-24:00", "sa": "00:00-02:00"}}
    assert allowed(permit, when("2026-11-20T21:00")).until == when("2026-11-21T02:00")


def test_what_never_closes_has_no_end() -> None:
    permit = {"hours": dict.fromkeys(WEEKDAYS, "00:00-24:00")}
    assert allowed(permit, when("2026-11-20T21:00")) == Allowed("open")


CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")
PERMITS = st.fixed_dictionaries(
    {"hours": st.dictionaries(st.sampled_from(WEEKDAYS), st.tuples(CLOCKS, CLOCKS).map("-".join))}
)
MOMENTS = st.datetimes(when("2026-01-01"), when("2027-12-31"))


@given(PERMITS, MOMENTS)
def test_it_is_open_when_it_is_said_to_open_and_closed_when_it_is_said_to_close(
    permit: dict[str, dict[str, str]], moment: datetime
) -> None:
    now = allowed(permit, moment)
    if now.until:
        assert allowed(permit, now.until - timedelta(microseconds=1)).state == "open"
        assert allowed(permit, now.until).state == "closed"
    if now.opens:
        assert now.opens > moment
        assert allowed(permit, now.opens).state == "open"
        assert allowed(permit, now.opens - timedelta(microseconds=1)).state == "closed"
