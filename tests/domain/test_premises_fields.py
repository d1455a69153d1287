"""What a premises may hold."""

from __future__ import annotations

from typing import Any

import pytest

from fieldapp.domain.records import refusal
from tests import inspections, make


def refused(fields: dict[str, Any]) -> tuple[str, str] | None:
    return refusal("premises", fields, fields, make.catalog())


@pytest.mark.parametrize(
    "fields",
    [
        inspections.PUB,
        {"permits/folkol": {}},
        {"permits/folkol": None},
        {"permits/smoke_free": {"hours": None, "from": None}},
        {"permits/serving_outdoors": {"season": {"from": "04-01", "to": "09-30"}}},
        {"permits/serving_outdoors": {"season": {"from": "10-01", "to": "02-29"}}},
        {"permits/ecig": {"from": "2026-01-01", "to": "2026-01-01"}},
        {"permits/tobacco": {"hours": {"mo": "00:00-24:00", "su": None}}},
        {"permits/tobacco": {"of_a_newer_peer": [1]}},
        {"contacts/permit_holder": {"name": "Ägaren", "phone": "", "email": None}},
        {"contacts/manager": None, "merged_into": None, "of_a_newer_peer": 1, "own/path": 2},
        {"merged_into": make.new_id(), "closed_on": "2026-12-31"},
        {"org_number": ""},
    ],
)
def test_what_a_premises_may_hold(fields: dict[str, Any]) -> None:
    assert refused(fields) is None


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("risk", 5, "heltal"),
        ("visits_per_year", 13, "heltal"),
        ("org_number", "556016-0681", "kontrollsiffran"),
        ("closed_on", "2026-02-30", "datum"),
        ("closed_on", "20260230", "datum"),
        ("merged_into", "den andra", "id"),
        ("permits/whisky", {}, "slaget av tillstånd"),
        ("permits/", {}, "slaget av tillstånd"),
        ("permits/folkol", "ja", "objekt"),
        ("permits/folkol", {"from": "2026"}, "from: det ska vara ett datum"),
        ("permits/folkol", {"from": "2026-02-01", "to": "2026-01-31"}, "to: är före"),
        ("permits/folkol", {"hours": {"mån": "11:00-01:00"}}, "hours: det ska vara tider"),
        ("permits/folkol", {"hours": {"mo": "11-01"}}, "hours: mo: det ska vara två klockslag"),
        ("permits/folkol", {"hours": {"mo": "24:00-01:00"}}, "hours: mo"),
        ("permits/folkol", {"hours": {"mo": "11:00"}}, "hours: mo"),
        ("permits/folkol", {"hours": {"mo": 11}}, "hours: mo"),
        ("permits/folkol", {"season": {"from": "05-01"}}, "season: to: uppgiften saknas"),
        ("permits/folkol", {"season": {"from": "05-32", "to": "06-01"}}, "season: from"),
        ("permits/folkol", {"audience": "alla"}, "audience"),
        ("contacts/cook", {"name": "x"}, "rollen"),
        ("contacts/manager", {"name": 7}, "name: det ska vara en text"),
    ],
)
def test_what_it_may_not_hold(name: str, value: Any, why: str) -> None:
    found = refused({name: value})
    assert found
    assert found[0] == name
    assert why in found[1]
