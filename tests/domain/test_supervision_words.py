"""Permits, words of a visit, measures and the questions of a control purchase."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldapp.domain.supervision_words import (
    MANNERS,
    OCCASIONS,
    PRESENT,
    PURCHASE_CHOICES,
    Measure,
    PermitKind,
    PurchaseQuestion,
    VisitWords,
    read_purchases,
)
from fieldapp.domain.tables import Files, Table

PERMIT = {"id": "folkol", "label": "Folköl", "short": "Folköl", "checklists": ["FO"]}


def table(**entries: Any) -> Table:
    return Table("a.toml", "filen", entries, [])


def told(found: Table) -> list[str]:
    return [f"{one.item}: {one.reason}" for one in found.mistakes]


def named(*ids: str) -> list[dict[str, Any]]:
    return [{"id": own, "label": own.capitalize()} for own in ids]


def words(**changed: Any) -> Table:
    whole = {
        "kinds": named("field", "desk", "preventive"),
        "occasions": named(*OCCASIONS),
        "present": named(*PRESENT),
        "manners": named(*MANNERS),
        "roles": [{"id": "staff", "label": "Personal", "named": False}],
        "deadlines": {"critical": 1, "serious": 14, "minor": 30, "information": 60},
    }
    return table(**{**whole, **changed})


def test_a_permit_is_retail_of_one_product_or_of_none() -> None:
    retail, other = table(**PERMIT, product="folkol"), table(**PERMIT)
    assert PermitKind.read(retail, ["FO"]).product == "folkol"
    assert PermitKind.read(other, ["FO"]).product is None
    assert told(retail) == told(other) == []


def test_a_permit_that_calls_for_an_unknown_checklist_is_told() -> None:
    found = table(**{**PERMIT, "checklists": ["FO", "XX"]}, product="beer")
    PermitKind.read(found, ["FO"])
    assert told(found)[0] == "filen: checklists nämner 'XX', som inte finns"
    assert told(found)[1].startswith("filen: product ska vara något av")


def test_a_permit_calls_only_for_checklists_that_are_offered() -> None:
    permit = PermitKind.read(table(**{**PERMIT, "checklists": ["FO", "IN"]}), ["FO", "IN"])
    assert permit.as_json({"IN"})["checklists"] == ["IN"]


def test_a_measure_is_for_kinds_of_permit_that_exist() -> None:
    found = table(id="ban", label="Förbud", reference="AL 9:19", permits=["folkol", "wine"])
    assert Measure.read(found, ["folkol"]).permits == ("folkol",)
    assert told(found) == ["filen: permits nämner 'wine', som inte finns"]


def test_the_words_of_a_visit_are_read() -> None:
    found = words()
    read = VisitWords.read(found)
    assert told(found) == []
    shown = read.as_json(date(2026, 6, 1))
    assert shown["roles"] == [{"id": "staff", "label": "Personal", "named": False}]
    assert shown["deadlines"]["serious"] == 14
    assert read.named_roles == frozenset()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kinds": named("field", "desk")}, "filen: kinds saknar preventive"),
        ({"manners": named(*MANNERS, "shout")}, "manners shout: id ska vara något av"),
        ({"roles": [{"id": "staff", "label": "Personal"}]}, "roles staff: named saknas"),
        ({"deadlines": {"critical": 1, "serious": 14, "minor": 30}}, "information saknas"),
        (
            {"deadlines": {"critical": -1, "serious": 14, "minor": 30, "information": 1}},
            "filen.deadlines: critical ska vara mellan 0 och 365",
        ),
    ],
)
def test_words_that_are_missing_or_strange_are_told(changed: dict[str, Any], why: str) -> None:
    found = words(**changed)
    VisitWords.read(found)
    [mistake] = told(found)
    assert why in mistake


def test_a_word_that_has_ended_is_not_offered() -> None:
    present = named(*PRESENT)
    present[0]["valid_to"] = "2026-05-31"
    shown = VisitWords.read(words(present=present)).as_json(date(2026, 6, 1))["present"]
    assert [one["id"] for one in shown] == list(PRESENT[1:])


def test_a_question_has_words_for_every_value_of_its_field() -> None:
    goods = named(*PURCHASE_CHOICES["goods"])
    whole = table(id="KK12", fields=["goods"], question="Vad hände?", options=goods)
    assert len(PurchaseQuestion.read(whole).as_json()["options"]) == 3
    assert told(whole) == []
    short = table(id="KK12", fields=["goods"], question="Vad hände?", options=goods[:2])
    PurchaseQuestion.read(short)
    assert told(short) == ["filen: options saknar bought_back"]
    strange = table(id="KK15", fields=["dialogue"], question="Vad hände?", options=goods)
    PurchaseQuestion.read(strange)
    assert told(strange) == ["filen: okänd uppgift: options"]


def test_a_field_has_one_question() -> None:
    asked = [{"id": f"KK0{n}", "fields": ["dialogue"], "question": "Vad?"} for n in (1, 2)]
    files = Files({"control_purchases": {"questions": asked}})
    read_purchases(files)
    assert [one.reason for one in files.mistakes] == ["fältet dialogue har två frågor"]
