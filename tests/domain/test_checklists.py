"""Checklists: what a point may say, when it holds, and what a visit keeps of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.checklists import CheckItem, Checklist, Reference
from fieldapp.domain.tables import Table

POINT = {
    "id": "AB01",
    "question": "Är det så?",
    "reference": "AL 8:16",
    "answer": "assessment",
    "severity": "minor",
    "group": "Allt",
}
NOW = {"severity": "critical", "now": "Säg till nu."}


def read(items: list[dict[str, Any]], **more: Any) -> tuple[Checklist, list[str]]:
    entries = {"id": "AB", "title": "Provlista", "short": "Prov", "visit_kinds": ["field"]}
    table = Table("ab.toml", "filen", {**entries, "items": items, **more}, [])
    return Checklist.read(table), [f"{one.item}: {one.reason}" for one in table.mistakes]


def point(**changed: Any) -> dict[str, Any]:
    return {**POINT, **changed}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"options": ["a", "b"]}, "options hör inte till ett svar av slaget assessment"),
        ({"answer": "choice"}, "options ska vara minst två olika alternativ"),
        ({"answer": "choice", "options": ["a"]}, "options ska vara minst två olika alternativ"),
        ({"answer": "choices", "options": ["a", "a"]}, "options ska vara minst två olika"),
        ({"severity": "critical"}, "now saknas"),
        ({"severity": "critical", "now": "  "}, "now saknas"),
        ({"now": "Spring."}, "now hör bara till kritiska punkter"),
        ({"field": "reporter"}, "field ska vara något av"),
        ({"severity": "K"}, "severity ska vara något av"),
        ({"answer": "yes"}, "answer ska vara något av"),
        ({"group": ""}, "group ska vara en text som säger något"),
        ({"id": "AB 01"}, "id ska vara en text av formen"),
        ({"questions": "?"}, "okänd uppgift: questions"),
    ],
)
def test_a_point_that_contradicts_itself_is_told(changed: dict[str, Any], why: str) -> None:
    _, [told] = read([point(**changed)])
    assert told.startswith("items AB")
    assert why in told


@pytest.mark.parametrize(
    "changed",
    [
        NOW,
        {"answer": "choice", "options": ["a", "b"]},
        {"answer": "count", "severity": "information", "hint": "Endast antal.", "field": ""},
        {"field": "present"},
    ],
)
def test_a_point_that_fits_is_read(changed: dict[str, Any]) -> None:
    found, told = read([point(**changed)])
    assert told == []
    assert found.items[0].as_json().items() >= changed.items()


def test_an_evening_names_points_that_exist() -> None:
    _, told = read([point()], evening=["AB01", "AB02"])
    assert told == ["filen: evening nämner 'AB02', som inte finns"]


def test_an_id_stands_twice_only_for_terms_that_do_not_meet() -> None:
    until, since = point(valid_to="2026-05-31"), point(valid_from="2026-06-01", question="Nytt?")
    found, told = read([until, since])
    assert told == []
    days = [date(2026, 5, 31), date(2026, 6, 1)]
    assert [[item.question for item in found.on(day)] for day in days] == [
        ["Är det så?"],
        ["Nytt?"],
    ]
    _, told = read([point(valid_to="2026-06-01"), since])
    assert told == ["items AB01: id finns två gånger samma dag"]


def test_points_of_a_group_stand_together() -> None:
    groups = ("Allt", "Annat", "Allt", "Allt")
    _, told = read([point(id=f"AB0{place}", group=name) for place, name in enumerate(groups)])
    assert told == ["filen: gruppen 'Allt' står på två ställen"]


def test_an_evening_goes_through_its_few_and_where_there_are_none_through_all() -> None:
    items = [point(), point(id="AB02"), point(id="AB03", valid_to="2026-05-31")]
    found, _ = read(items, evening=["AB02", "AB03"])
    day = date(2026, 6, 1)
    assert [item.id for item in found.on(day, evening=True)] == ["AB02"]
    assert [item.id for item in found.on(day)] == ["AB01", "AB02"]
    assert found.as_json(day)["evening"] == ["AB02"]
    assert len(read(items)[0].on(day, evening=True)) == 2


def test_a_visit_keeps_what_is_needed_to_read_it_for_ever() -> None:
    [item] = read([point(**NOW, hint="Titta noga.")])[0].items
    assert item.frozen() == {**POINT, "severity": "critical", "options": [], "field": ""}


@pytest.mark.parametrize(
    ("verified", "unverified", "shown"),
    [
        ("AL 8:16", "", "AL 8:16"),
        ("", "", None),
        ("", "FL 5–6 §§", "FL"),
        ("", "§ 5", None),
        ("AL 8:16", "LSO 2:2", "AL 8:16; LSO"),
        ("AL 9:18–19; LTLP 7:11", "AL 9:17", "AL 9:18–19; LTLP 7:11"),
        ("ALV 1:1", "AL 9:17", "ALV 1:1; AL"),
        ("", "AL 9:6; OL 3:1", "AL; OL"),
        ("", "AL, bestämmelserna om gårdsförsäljning", "AL, bestämmelserna om gårdsförsäljning"),
    ],
)
def test_what_is_not_verified_is_shown_without_its_paragraph(
    verified: str, unverified: str, shown: str | None
) -> None:
    assert Reference(verified, unverified).shown == shown


@given(st.text("AL FO;§0123456789:(),–k.", max_size=30))
def test_nothing_unverified_ever_shows_a_number_or_a_paragraph(unverified: str) -> None:
    assert not re.search(r"[\d§]", Reference("", unverified).shown or "")


def test_a_point_says_whether_its_reference_is_verified() -> None:
    table = Table("ab.toml", "items AB01", point(reference_unverified="LSO 2:2"), [])
    item = CheckItem.read(table)
    assert (item.reference, item.reference_verified) == ("AL 8:16; LSO", False)
