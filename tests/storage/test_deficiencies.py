"""Deficiencies are listed by what there is to list them by, with how they stand."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from fieldapp.storage import deficiencies
from fieldapp.storage.deficiencies import Count, Filters
from tests import make
from tests.storage.register import Register
from tests.storage.register import register as register

ALL = {"bar YS07", "new YS01", "new YS03", "police YS01"}
EACH: list[tuple[dict[str, Any], set[str]]] = [
    ({}, ALL),
    ({"authorities": ["kommun"]}, ALL - {"police YS01"}),
    ({"authorities": []}, set()),
    ({"states": ["communicated"]}, {"bar YS07"}),
    ({"states": ["open", "remedied"]}, ALL - {"bar YS07"}),
    ({"states": []}, set()),
    ({"item": "YS01"}, {"new YS01", "police YS01"}),
    ({"checklist": "YS"}, ALL),
    ({"checklist": "TN"}, set()),
    ({"severity": "critical"}, {"new YS03"}),
    ({"premises": "Krog"}, ALL - {"police YS01"}),
    ({"premises": "Bar"}, set()),
    ({"since": "2026-11-20"}, ALL - {"bar YS07"}),
    ({"until": "2026-11-19"}, {"bar YS07"}),
    ({"overdue_on": "2026-11-20"}, {"bar YS07"}),
    ({"overdue_on": "2026-11-19"}, set()),
]


def chosen_of(register: Register, chosen: dict[str, Any]) -> Filters:
    place = chosen.get("premises")
    told = {"premises": register.premises[place].record} if place else {}
    return Filters(**{**chosen, **told})


def names(register: Register, of: list[deficiencies.Listed]) -> list[str]:
    known = {visit.record: name for name, visit in register.visits.items()}
    return [f"{known[one.visit]} {one.item}" for one in of]


@pytest.mark.parametrize(("chosen", "expected"), EACH, ids=[str(each[0]) for each in EACH])
def test_it_finds_what_it_says(
    register: Register, chosen: dict[str, Any], expected: set[str]
) -> None:
    filters = chosen_of(register, chosen)
    assert set(names(register, deficiencies.find(register.db, filters).deficiencies)) == expected
    for counts in (deficiencies.per_item, deficiencies.per_premises):
        assert sum(count.found for count in counts(register.db, filters)) == len(expected)
    if "states" not in chosen:
        assert sum(deficiencies.by_state(register.db, filters).values()) == len(expected)


def test_every_filter_is_tried_here() -> None:
    assert {name for chosen, _ in EACH for name in chosen} == {f.name for f in fields(Filters)}


def test_the_earliest_deadline_comes_first_and_pages_together_are_the_whole(
    register: Register,
) -> None:
    found: list[deficiencies.Listed] = []
    after = None
    for _ in range(3):
        page = deficiencies.find(register.db, Filters(authorities=["kommun"]), after, 1)
        found += page.deficiencies
        after = page.after
    assert names(register, found) == ["bar YS07", "new YS01", "new YS03"]
    assert after is None


def test_what_is_known_of_one(register: Register) -> None:
    bar = register.visits["bar"].record
    one = deficiencies.get(register.db, bar, "YS07")
    assert one
    assert (one.premises_name, one.state, one.deadline) == ("Krog", "communicated", "2026-11-19")
    assert (one.question, one.severity) == ("Är serveringsansvarig på plats?", "serious")
    assert (one.reference, one.day) == ("AL 8:18 1 st", "2026-11-19")
    assert one.note == "Ingen av de anmälda fanns på plats."
    assert deficiencies.get(register.db, bar, "YS01") is None
    assert deficiencies.get(register.db, make.new_id(), "YS07") is None


def test_what_the_desk_decides_is_how_it_stands(register: Register) -> None:
    bar = register.visits["bar"].record
    told = {"state": "case", "case_number": "2026-17", "measure": "warning"}
    register.say("deficiency", "bar", item="YS07", **told)
    one = deficiencies.get(register.db, bar, "YS07")
    assert one
    assert (one.state, one.case_number, one.measure) == ("case", "2026-17", "warning")
    register.say("deficiency", "bar", item="YS07", state="closed", reason="Beslut fattat.")
    one = deficiencies.get(register.db, bar, "YS07")
    assert one
    assert (one.state, one.reason) == ("closed", "Beslut fattat.")


def test_what_a_later_visit_sees_is_how_it_stands(register: Register) -> None:
    earlier = f"earlier/{register.visits['bar'].record}/YS07"
    seen = {f"{earlier}/outcome": "not_remedied", f"{earlier}/note": "Ingen nu heller."}
    register.visit("again", "Krog", occasion="follow_up", **seen)
    one = deficiencies.get(register.db, register.visits["bar"].record, "YS07")
    assert one
    assert one.state == "not_remedied"
    register.review("again", "dismiss", reason="Fel ställe.")
    one = deficiencies.get(register.db, register.visits["bar"].record, "YS07")
    assert one
    assert one.state == "communicated"


def test_a_visits_deficiencies_come_in_the_order_of_its_points(register: Register) -> None:
    found = deficiencies.of_visit(register.db, register.visits["new"].record)
    assert [(one.item, one.state, one.corrected) for one in found] == [
        ("YS01", "open", False),
        ("YS03", "remedied", True),
    ]


def test_how_many_in_each_state_of_each_point_and_at_each_premises(register: Register) -> None:
    ours = Filters(authorities=["kommun"])
    assert deficiencies.by_state(register.db, ours) == {
        "open": 1,
        "communicated": 1,
        "remedied": 1,
        "not_remedied": 0,
        "case": 0,
        "closed": 0,
    }
    per_item = deficiencies.per_item(register.db, Filters())
    assert per_item[0] == Count("YS01", "Råder ordning och nykterhet?", 2, 2, 0)
    krog = register.premises["Krog"].record
    assert deficiencies.per_premises(register.db, ours) == [Count(krog, "Krog", 3, 2, 1)]
