"""Visits are listed by what there is to list them by, as those of what their premises became."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from fieldapp.storage import visits
from fieldapp.storage.visits import Filters
from tests import make
from tests.storage.register import INSPECTOR, SECOND, Register
from tests.storage.register import register as register

ALL = {"old", "kiosk", "bar", "new", "police"}
OURS = ALL - {"police"}
EACH: list[tuple[dict[str, Any], set[str]]] = [
    ({}, ALL),
    ({"authorities": ["kommun"]}, OURS),
    ({"authorities": []}, set()),
    ({"states": ["submitted"]}, {"kiosk", "new", "police"}),
    ({"states": ["issued", "dismissed"]}, {"bar", "old"}),
    ({"states": []}, set()),
    ({"visit_kind": "field"}, ALL),
    ({"visit_kind": "desk"}, set()),
    ({"occasion": "event"}, {"kiosk"}),
    ({"premises": "Krog"}, {"old", "bar", "new"}),
    ({"premises": "Bar"}, set()),
    ({"inspector": SECOND.person.id}, {"kiosk", "new"}),
    ({"since": "2026-11-20"}, {"new", "police"}),
    ({"until": "2026-01-01"}, {"old"}),
    ({"with_deficiencies": True}, {"bar", "new", "police"}),
    ({"with_critical": True}, {"new"}),
    ({"in_conflict": True}, set()),
    ({"statement_before": "2026-12-06"}, {"bar"}),
    ({"statement_before": "2026-12-05"}, set()),
    ({"following_by": "2027-01-15"}, {"new"}),
]


def found(register: Register, chosen: dict[str, Any]) -> Filters:
    place = chosen.get("premises")
    told = {"premises": register.premises[place].record} if place else {}
    return Filters(**{**chosen, **told})


def names(register: Register, of: list[visits.Listed]) -> list[str]:
    known = {visit.record: name for name, visit in register.visits.items()}
    return [known[one.id] for one in of]


@pytest.mark.parametrize(("chosen", "expected"), EACH, ids=[" ".join(each[0]) for each in EACH])
def test_it_finds_what_it_says(
    register: Register, chosen: dict[str, Any], expected: set[str]
) -> None:
    filters = found(register, chosen)
    listed = visits.find(register.db, filters).visits
    assert set(names(register, listed)) == expected
    counts = visits.by_state(register.db, filters)
    if "states" not in chosen:
        assert sum(counts.values()) == len(expected)


def test_every_filter_is_tried_here() -> None:
    assert {name for chosen, _ in EACH for name in chosen} == {f.name for f in fields(Filters)}


def test_the_newest_come_first_and_pages_together_are_the_whole(register: Register) -> None:
    listed: list[visits.Listed] = []
    before = None
    for _ in OURS:
        page = visits.find(register.db, Filters(authorities=["kommun"]), before, 1)
        listed += page.visits
        before = page.before
    assert names(register, listed) == ["new", "bar", "kiosk", "old"]
    assert before is None


def test_how_many_there_are_in_each_state(register: Register) -> None:
    counts = visits.by_state(register.db, Filters(authorities=["kommun"], states=["issued"]))
    expected = {"submitted": 2, "returned": 0, "dismissed": 1, "reviewed": 0, "issued": 1}
    assert counts == expected


def test_what_is_known_of_one(register: Register) -> None:
    bar = visits.get(register.db, register.visits["bar"].record)
    assert bar
    krog = register.premises["Krog"].record
    assert (bar.premises, bar.premises_name, bar.state) == (krog, "Krog", "issued")
    assert (bar.sent_on, bar.manner, bar.statement_due) == ("2026-11-21", "post", "2026-12-05")
    assert (bar.statement_on, bar.case_number) == (None, None)
    assert (bar.at, bar.day) == ("2026-11-19T19:07:30.123Z", "2026-11-19")
    assert bar.inspectors == (INSPECTOR.person.id,)
    assert (bar.deficiencies, bar.critical, bar.version) == (1, 0, 1)
    assert bar.receipt


def test_what_comes_later_of_a_dispatch_is_added(register: Register) -> None:
    register.say("dispatch", "bar", statement_on="2026-12-01")
    register.say("dispatch", "bar", case_number="2026-17")
    bar = visits.get(register.db, register.visits["bar"].record)
    assert bar
    assert (bar.sent_on, bar.statement_on) == ("2026-11-21", "2026-12-01")
    assert bar.case_number == "2026-17"
    assert visits.find(register.db, Filters(statement_before="2027-01-01")).visits == []


def test_all_visits_of_a_premises(register: Register) -> None:
    krog, bar = (register.premises[name].record for name in ("Krog", "Bar"))
    assert names(register, visits.of_premises(register.db, krog)) == ["new", "bar", "old"]
    assert visits.of_premises(register.db, bar) == []


def test_another_authoritys_visit_knows_the_premises_by_name_only(register: Register) -> None:
    police = visits.get(register.db, register.visits["police"].record)
    assert police
    assert police.premises_name == "Krog Exempel"


def test_a_draft_and_a_deleted_one_are_not_there(register: Register) -> None:
    for told in ({"submitted_at": None}, {"deleted": True}):
        visit = INSPECTOR.visit(**told)
        make.push(register.db, INSPECTOR, visit)
        assert visits.get(register.db, visit.record) is None
    assert visits.get(register.db, make.new_id()) is None


def test_a_conflict_is_told(register: Register) -> None:
    visit = register.visits["new"]
    edits = [INSPECTOR.edit(visit, summary=text) for text in ("Lugnt.", "Stökigt.")]
    make.push(register.db, INSPECTOR, *edits)
    listed = visits.find(register.db, Filters(in_conflict=True)).visits
    assert names(register, listed) == ["new"]
