"""One row changes what it says and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from fieldapp.domain.premises_row import Wrong, changes
from tests import make

WEEK = {"mo": "11:00-22:00", "fr": "11:00-01:00"}


def changed(given: dict[str, Any], was: dict[str, Any] | None = None) -> dict[str, Any]:
    return changes(given, was or {}, make.catalog())


def test_what_is_the_same_is_no_change() -> None:
    was = {"name": "Krog", "place": make.position(), "permits/tobacco": {"number": "1"}}
    given = {"name": "Krog", "lat": 55.793, "lon": 13.112, "permits": ("tobacco",)}
    assert changed(given, was) == {}


def test_a_permit_keeps_what_the_row_does_not_say_of_it() -> None:
    was = {"permits/serving_indoors": {"number": "1", "hours": WEEK, "conditions": "Vakt."}}
    assert changed({"permit/number": "2"}, was) == {
        "permits/serving_indoors": {"number": "2", "hours": WEEK, "conditions": "Vakt."}
    }
    assert changed({"permit/conditions": None}, was) == {
        "permits/serving_indoors": {"number": "1", "hours": WEEK}
    }


def test_what_is_said_of_permits_is_said_of_those_for_serving_if_there_are_any() -> None:
    given = {"permits": ("serving_indoors", "serving_outdoors", "tobacco"), "permit/number": "7"}
    assert changed(given) == {
        "permits/serving_indoors": {"number": "7"},
        "permits/serving_outdoors": {},
        "permits/tobacco": {},
    }
    both = {"permits": ("folkol", "tobacco"), "permit/number": "7"}
    assert changed(both) == {"permits/folkol": {"number": "7"}, "permits/tobacco": {"number": "7"}}


def test_days_are_added_to_the_week_and_a_closed_day_is_taken_out() -> None:
    was = {"permits/serving_indoors": {"hours": WEEK}}
    given = {"permit/hours/sa": "12:00-01:00", "permit/hours/mo": None}
    assert changed(given, was) == {
        "permits/serving_indoors": {"hours": {"fr": "11:00-01:00", "sa": "12:00-01:00"}}
    }
    assert changed({"permit/hours": None}, was) == {"permits/serving_indoors": {}}


def test_serving_outdoors_is_a_permit_of_its_own() -> None:
    assert changed({"outdoors": {"season": {"from": "05-01", "to": "09-30"}}}) == {
        "permits/serving_outdoors": {"season": {"from": "05-01", "to": "09-30"}}
    }
    assert changed({"outdoors": None}, {"permits/serving_outdoors": {}}) == {}


def test_a_contact_is_added_to_and_goes_when_nothing_is_left_of_it() -> None:
    was = {"contacts/manager": {"name": "Kim"}}
    assert changed({"contacts/manager/phone": "000"}, was) == {
        "contacts/manager": {"name": "Kim", "phone": "000"}
    }
    assert changed({"contacts/manager/name": None}, was) == {"contacts/manager": None}


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"lat": 55.79}, "lon"),
        ({"lon": 13.1}, "lat"),
        ({"lat": 13.1, "lon": 55.79}, "lat"),
        ({"permit/number": "7"}, "permits"),
    ],
)
def test_what_does_not_hold_together_is_told(given: dict[str, Any], column: str) -> None:
    with pytest.raises(Wrong) as told:
        changed(given)
    assert told.value.column == column


def test_a_dash_takes_the_place_away() -> None:
    assert changed({"lat": None, "lon": None}, {"place": make.position()}) == {"place": None}
