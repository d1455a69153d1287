"""What permits allow, held to the phone's copy by sync/vectors/permits."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import permits
from fieldapp.domain.records import refusal
from tests import make

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "permits"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(VECTORS.glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))["cases"]
]
WALL = st.times().map(lambda told: told.strftime("%H:%M"))
SPANS = st.builds("{}-{}".format, WALL, WALL | st.just("24:00"))
DAYS = st.sampled_from(["mo", "tu", "we", "th", "fr", "sa", "su"])
YEAR_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: day.isoformat()[5:])
DATES = st.dates(date(2026, 10, 1), date(2026, 12, 31)).map(date.isoformat)
PERMITS = st.fixed_dictionaries(
    {},
    optional={
        "hours": st.dictionaries(DAYS, st.none() | SPANS),
        "season": st.fixed_dictionaries({"from": YEAR_DAYS, "to": YEAR_DAYS}),
        "from": DATES,
        "to": DATES,
    },
)
MOMENTS = st.datetimes(
    datetime(2026, 10, 20),  # noqa: DTZ001
    datetime(2026, 12, 20),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize("case", CASES)
def test_a_permit_allows_what_was_agreed(case: dict[str, Any]) -> None:
    permit, name = case["permit"], "permits/serving_indoors"
    assert refusal("premises", {name: permit}, {name: permit}, make.catalog()) is None
    found = permits.hours(permit, datetime.fromisoformat(case["moment"]))
    assert asdict(found) == case["expect"]


def open_by_the_rule(permit: dict[str, Any], here: datetime) -> bool:
    """Read off one day at a time: of those that could still be going on."""
    for back in (0, 1):
        day = here.date() - timedelta(days=back)
        told = permit["hours"].get(["mo", "tu", "we", "th", "fr", "sa", "su"][day.weekday()])
        if told and permits.holds(permit, day):
            begins, ends = (60 * int(part[:2]) + int(part[3:]) for part in told.split("-"))
            minute = 60 * here.hour + here.minute + back * 1440
            if begins <= minute < ends + (1440 if ends <= begins else 0):
                return True
    return False


@given(PERMITS, MOMENTS)
def test_it_is_open_when_a_days_hours_say_so(permit: dict[str, Any], moment: datetime) -> None:
    found = permits.hours(permit, moment)
    here = moment.astimezone(permits.ZONE).replace(tzinfo=None)
    if not permit.get("hours"):
        assert (found.open, found.begins, found.ends) == (None, None, None)
        return
    assert found.open is open_by_the_rule(permit, here)
    now = here.isoformat(timespec="minutes")
    if found.open:
        assert found.in_force
        assert (found.begins or "") <= now < (found.ends or "9")
    elif found.begins:
        assert now < found.begins < (found.ends or "9")


@given(PERMITS, st.dates(date(2026, 9, 1), date(2027, 2, 1)))
def test_it_holds_between_its_dates(permit: dict[str, Any], day: date) -> None:
    within = permit.get("from", "0") <= day.isoformat() <= permit.get("to", "9")
    assert within or not permits.holds(permit, day)
    if "season" not in permit:
        assert permits.holds(permit, day) is within


def test_the_permits_that_are_held() -> None:
    values = {
        "name": "x",
        "permits/folkol": {},
        "permits/tobacco": {"to": "2026-11-19"},
        "permits/ecig": None,
    }
    assert permits.held(values) == ["folkol", "tobacco"]
    assert permits.held(values, date(2026, 11, 20)) == ["folkol"]
    assert permits.held(values, date(2026, 11, 19)) == ["folkol", "tobacco"]
