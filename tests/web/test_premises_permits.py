"""What a permit allows now, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from fieldapp.web.premises_permits import held, now_in_words
from tests import make

WEEKEND = {"hours": {"fr": "16:00-01:00", "sa": "16:00-01:00"}}
SUMMER = {**WEEKEND, "season": {"from": "05-01", "to": "09-30"}}


def when(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00")


@pytest.mark.parametrize(
    ("permit", "moment", "expected"),
    [
        (WEEKEND, "2026-11-20T21:00", ("Får ha öppet nu, till 01.00", "is-open")),
        (WEEKEND, "2026-11-21T00:30", ("Får ha öppet nu, till 01.00", "is-open")),
        (WEEKEND, "2026-11-20T12:00", ("Stängt nu, får öppna 16.00", "is-shut")),
        (WEEKEND, "2026-11-23T12:00", ("Stängt nu, får öppna fre 27 nov 16.00", "is-shut")),
        (SUMMER, "2026-11-20T21:00", ("Stängt nu, säsong 1 maj–30 sep", "is-shut")),
        ({}, "2026-11-20T21:00", ("Gäller, inga tider angivna", "")),
        ({"to": "2026-11-19"}, "2026-11-20T21:00", ("Upphörde 19 nov 2026", "is-ended")),
        ({"from": "2027-01-01"}, "2026-11-20T21:00", ("Gäller från 1 jan 2027", "is-shut")),
        ({"hours": {"mo": None}}, "2026-11-20T21:00", ("Stängt nu", "is-shut")),
    ],
)
def test_now_is_told_in_words(
    permit: dict[str, Any], moment: str, expected: tuple[str, str]
) -> None:
    assert now_in_words(permit, when(moment)) == expected


def test_permits_come_in_the_catalogs_order_and_those_taken_away_do_not() -> None:
    values = {"permits/tobacco": {}, "permits/serving_indoors": WEEKEND, "permits/folkol": None}
    found = held(values, make.catalog(), when("2026-11-20T21:00"))
    assert [one.label for one in found] == [
        "Serveringstillstånd, inomhus",
        "Tillstånd för försäljning av tobak",
    ]
    assert found[0].days == [
        ("mån–tors", "stängt"),
        ("fre–lör", "16.00–01.00"),
        ("sön", "stängt"),
    ]


def test_all_that_a_permit_says_is_told() -> None:
    permit = {**SUMMER, "number": "S-1", "from": "2024-05-02", "audience": "public"}
    (one,) = held({"permits/serving_outdoors": permit}, make.catalog(), when("2026-11-20T21:00"))
    assert {fact.label: fact.value for fact in one.facts} == {
        "Nummer": "S-1",
        "Gäller": "från 2 maj 2024",
        "Säsong": "1 maj–30 sep",
        "Gäller för": "Allmänheten",
    }
