"""Premises are found by what there is to find them by, and each page follows the one before."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from fieldapp.storage import premises
from fieldapp.storage.premises import Filters, Order
from tests import inspections, make
from tests.storage.register import HARBOUR, INSPECTOR, POLICE, Register
from tests.storage.register import register as register

ALL = {"Krog", "Kiosk", "Ångbåten", "Zoo", "Polisens"}
EACH: list[tuple[dict[str, Any], set[str]]] = [
    ({}, ALL),
    ({"authorities": ["kommun"]}, ALL - {"Polisens"}),
    ({"authorities": []}, set()),
    ({"text": "krog"}, {"Krog"}),
    ({"text": "KIO"}, {"Kiosk"}),
    ({"text": "ångb"}, {"Ångbåten"}),
    ({"text": "angb"}, set()),
    ({"text": "cafe rene"}, {"Ångbåten"}),
    ({"text": "René Kajen"}, {"Ångbåten"}),
    ({"text": '"* (-:'}, ALL),
    ({"area": "barsebackshamn"}, {"Kiosk"}),
    ({"permit": "tobacco"}, {"Kiosk"}),
    ({"permit": "serving_indoors"}, ALL - {"Kiosk"}),
    ({"risk": 4}, {"Ångbåten"}),
    ({"overdue_on": "2026-11-20"}, {"Kiosk"}),
    ({"overdue_on": "2026-01-01"}, set()),
    ({"due_by": "2026-11-20"}, {"Kiosk", "Ångbåten", "Polisens"}),
    ({"due_by": "2027-01-15", "authorities": ["kommun"]}, {"Kiosk", "Ångbåten", "Krog"}),
    ({"never_visited": True, "authorities": ["kommun"]}, {"Ångbåten"}),
    ({"found_in_field": True}, set()),
    ({"with_open": True}, {"Krog"}),
    ({"in_conflict": True}, set()),
    ({"closed": True}, {"Ended"}),
    ({"box": (55.75, 12.90, 55.76, 12.91)}, {"Kiosk"}),
    ({"box": (55.79, 13.10, 55.80, 13.12)}, {"Krog", "Zoo", "Polisens"}),
    ({"text": "krog", "risk": 4}, set()),
]


def names(register: Register, **chosen: Any) -> list[str]:
    return [one.name for one in premises.find(register.db, Filters(**chosen)).premises]


@pytest.mark.parametrize(("chosen", "found"), EACH, ids=[str(each[0]) for each in EACH])
def test_it_finds_what_it_says(
    register: Register, chosen: dict[str, Any], found: set[str]
) -> None:
    assert set(names(register, **chosen)) == found
    assert premises.count(register.db, Filters(**chosen)) == len(found)


def test_every_filter_is_tried_here() -> None:
    assert {name for chosen, _ in EACH for name in chosen} == {f.name for f in fields(Filters)}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["Kiosk", "Krog", "Zoo", "Ångbåten"]),
        ("due", ["Ångbåten", "Kiosk", "Krog", "Zoo"]),
        ("risk", ["Ångbåten", "Krog", "Kiosk", "Zoo"]),
    ],
)
def test_they_come_in_order_and_pages_together_are_the_whole(
    register: Register, order: Order, expected: list[str]
) -> None:
    found, after = [], None
    for _ in expected:
        page = premises.find(register.db, Filters(authorities=["kommun"]), order, after, 1)
        found += [one.name for one in page.premises]
        after = page.after
    assert found == expected
    assert after is None


@pytest.mark.parametrize("order", get_args(Order))
def test_an_order_is_read_from_its_index(register: Register, order: Order) -> None:
    asked: list[str] = []
    register.db.set_trace_callback(asked.append)
    premises.find(register.db, Filters(), order)
    register.db.set_trace_callback(None)
    plan = register.db.execute(f"EXPLAIN QUERY PLAN {asked[-1]}").fetchall()
    assert f"premises_by_{order}" in str([row["detail"] for row in plan])
    assert "B-TREE" not in str([row["detail"] for row in plan])


@pytest.mark.parametrize("mark", ["", "x", "[1]", '{"a": 1}', "[[1],2]", "null"])
def test_a_strange_mark_is_the_first_page(register: Register, mark: str) -> None:
    assert len(premises.find(register.db, Filters(), "name", mark).premises) == len(ALL)


def test_what_is_known_of_one(register: Register) -> None:
    krog = premises.get(register.db, register.premises["Krog"].record)
    assert krog
    assert (krog.last_visit, krog.open, krog.deadline) == (
        register.visits["new"].record,
        2,
        "2026-11-19",
    )
    assert (krog.due_on, krog.risk, krog.visits_per_year) == ("2027-01-15", 3, 2)
    assert krog.permits == ("serving_indoors",)
    assert not krog.is_merged


def test_one_that_was_merged_is_opened_but_not_listed(register: Register) -> None:
    bar, krog = (register.premises[name].record for name in ("Bar", "Krog"))
    found = premises.get(register.db, bar)
    assert found
    assert (found.root, found.is_merged, found.open) == (krog, True, 0)
    assert [one.name for one in premises.merged_into(register.db, krog)] == ["Bar"]
    assert premises.merged_into(register.db, bar) == []


def test_one_that_was_deleted_is_not_there(register: Register) -> None:
    assert premises.get(register.db, register.premises["Gone"].record) is None
    assert premises.get(register.db, make.new_id()) is None


def test_an_import_knows_it_again_by_its_own_id(register: Register) -> None:
    found = premises.by_own_id(register.db, "kommun", "7")
    assert found
    assert found.name == "Krog"
    assert premises.by_own_id(register.db, "polis", "7") is None
    assert premises.by_own_id(register.db, "kommun", "") is None
    duplicate = register.add("Krogen", own_id="7")
    make.push(register.db, INSPECTOR, INSPECTOR.edit(register.premises["Krog"], deleted=True))
    again = premises.by_own_id(register.db, "kommun", "7")
    assert again
    assert again.id == duplicate.record


def test_a_conflict_and_a_find_in_the_field_are_told(register: Register) -> None:
    new = register.add("Ny", found_in_field=True, place=HARBOUR)
    one, other = INSPECTOR.edit(new, name="Ett"), INSPECTOR.edit(new, name="Två")
    make.push(register.db, INSPECTOR, one, other)
    assert names(register, in_conflict=True) == ["Två"]
    assert names(register, found_in_field=True) == ["Två"]


def test_what_it_was_called_before_is_not_found_any_more(register: Register) -> None:
    make.push(register.db, INSPECTOR, INSPECTOR.edit(register.premises["Zoo"], name="Tivoli"))
    assert names(register, text="zoo") == []
    assert names(register, text="tivo") == ["Tivoli"]
    assert inspections.PUB["name"] not in names(register, text="tivo")
    assert POLICE.person.authority == "polis"
