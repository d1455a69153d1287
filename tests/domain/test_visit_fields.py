"""What a visit may hold: answers are judged by the points that it carries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import visit_fields
from fieldapp.domain.records import refusal
from tests import inspections, make

LIST = {"checklist/YS": inspections.checklist()}
PERSON = "019aa2c0-0000-7000-8000-000000000001"
OTHER = "019aa2c0-0000-7000-8000-000000000002"
SHA = "ab" * 32
SIGNATURE = {"width": 300, "height": 120, "strokes": [[1, 2, 3.5, 4], []]}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
HEADS = st.sampled_from(
    ["answers", "checklist", "earlier", "handed_over", "inspectors", "photos", "present"]
)
TAILS = st.lists(st.sampled_from(["YS01", "value", "", PERSON, "outcome", "å"]), max_size=4)


def refused(fields: dict[str, Any], **before: Any) -> tuple[str, str] | None:
    return refusal("visit", fields, {**before, **fields}, make.catalog())


@pytest.mark.parametrize(
    "fields",
    [
        make.Phone(make.person("inspector", "kommun")).visit(answers={"YS07": "ok"}).fields,
        inspections.answers({"YS07": inspections.deficiency(corrected=True, said="Oj.")}),
        inspections.answers({"YS01": "not_checked", "YS06": 0, "HD01": "23:48", "YS18b": "nej"}),
        inspections.answers({"TN01": ["snus"], "HD10": "Inget att tillägga."}),
        {"answers/YS07/observed_at": make.time(), "answers/YS07/observed_by": "AB"},
        {"answers/YS07/deadline": "2026-12-24", "answers/YS07/value": None},
        {f"photos/{SHA}": make.manifest(item="YS23", evidence=True)},
        {f"earlier/{OTHER}/YS07/outcome": "remedied", f"earlier/{OTHER}/YS07/note": "Skylt uppe."},
        {f"handed_over/{PERSON}": make.time(), f"inspectors/{PERSON}": {"label": "AB"}},
        {"present/police": True, "joint": OTHER, "next_visit_on": "2027-01-15"},
        {"acknowledgement": {"role": "manager", "manner": "declined", "comment": "Nej."}},
        {"acknowledgement": {"manner": "signature", "at": make.time(), "signature": SIGNATURE}},
        {"premises_as_was": {"org_number": "", "holder": "x", "permits": ["folkol"]}},
        {"answers/YS01/of_a_newer_peer": 1, "mood/of": "a newer peer"},
    ],
)
def test_what_a_visit_may_hold(fields: dict[str, Any]) -> None:
    assert refused(fields, **LIST) is None


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("answers/YS01/value", "brist", "något av ok"),
        ("answers/YS01/value", True, "något av ok"),
        ("answers/YS06/value", -1, "heltal"),
        ("answers/HD01/value", "24:00", "klockslag"),
        ("answers/YS18b/value", "kanske", "ja, enklare, nej"),
        ("answers/TN01/value", ["snus", "snus"], "några av snus"),
        ("answers/TN01/value", "snus", "några av snus"),
        ("answers/HD10/value", "å" * 501, "högst 500"),
        ("answers/YS99/value", {"a": 1}, "inget svar"),
        ("answers/YS01/note", "å" * 2001, "högst 2000"),
        ("answers/YS01/corrected", "ja", "sant"),
        ("answers/YS01/deadline", "snart", "datum"),
        ("answers/Y S/value", "ok", "ingen punkt"),
        ("answers//value", "ok", "ingen punkt"),
        ("checklist/YS", {"title": "x", "items": [{"id": "YS01"}]}, "items: question"),
        ("checklist/YS", {"title": "x"}, "items: uppgiften saknas"),
        ("checklist/YS", {"title": "x", "items": {}}, "items"),
        ("checklist/", inspections.checklist(), "ingen punkt"),
        (f"earlier/{OTHER}/YS07/outcome", "ok", "remedied"),
        ("earlier/visit/YS07/outcome", "remedied", "ingen punkt"),
        (f"earlier/{OTHER}", "remedied", "ingen punkt"),
        ("handed_over/AB", make.time(), "ingen person"),
        (f"inspectors/{PERSON}", "AB", "objekt"),
        ("present/nasa", True, "myndigheten"),
        (f"photos/{SHA}", make.manifest(evidence="ja"), "evidence"),
        (f"photos/{SHA}", {"item": "YS01"}, "storlek"),
        ("photos/x", make.manifest(), "SHA-256"),
        ("acknowledgement", {"manner": "nod"}, "manner"),
        ("acknowledgement", {"manner": "signature", "signature": "X"}, "signature"),
        ("acknowledgement", {"manner": "signature", "signature": {"strokes": []}}, "bredd"),
        ("acknowledgement", {"manner": "read_aloud", "role": "manager", "name": "Bo"}, "name:"),
        ("acknowledgement", {"manner": "read_aloud", "name": "Bo"}, "name: den rollen"),
        ("next_visit_on", 20270115, "datum"),
        ("visit_kind", "outer", "field"),
        ("occasion", "random", "planned"),
    ],
)
def test_what_it_may_not_hold(name: str, value: Any, why: str) -> None:
    found = refused({name: value}, **LIST)
    assert found
    assert found[0] == name
    assert why in found[1]


@pytest.mark.parametrize(
    ("strokes", "why"),
    [
        ([[1, 2, 3]], "par"),
        (["12"], "par"),
        ([[1, None]], "tal"),
        ([[1, float("inf")]], "tal"),
        ([[1, 2]] * 1001, "för många"),
        ([[1, 2] * 20_001], "för många"),
    ],
)
def test_a_signature_is_strokes_of_pairs(strokes: Any, why: str) -> None:
    drawn = {**SIGNATURE, "strokes": strokes}
    assert why in (visit_fields.signature(drawn, make.catalog()) or "")


def test_only_who_answers_for_the_serving_is_named() -> None:
    named = make.catalog().visits.named_roles
    assert named
    for role in named:
        told = {"manner": "declined", "role": role, "name": "Ansvarig Exempel"}
        assert refused({"acknowledgement": told}) is None


@pytest.mark.parametrize("checklist", list(make.catalog().checklists))
def test_every_checklist_of_the_catalog_can_be_carried(checklist: str) -> None:
    frozen = make.catalog().frozen(checklist, on=date(2026, 11, 20))
    assert refused({f"checklist/{checklist}": frozen}) is None
    ids = [item["id"] for item in frozen["items"]]
    assert list(visit_fields.points({f"checklist/{checklist}": frozen})) == ids


def test_an_answer_that_comes_before_its_point_may_be_whatever_an_answer_can_be() -> None:
    for value in ("ok", 3, ["snus"], "21:35"):
        assert refused({"answers/YS18b/value": value}) is None
    later = {"checklist/YS": inspections.checklist()}
    assert refused(later, **{"answers/YS18b/value": 3}) is None


def test_an_answer_is_judged_by_the_point_as_it_was_in_the_visit() -> None:
    old = inspections.checklist("YS18b")
    old["items"][0]["options"] = ["ja", "nej", "vet inte"]
    assert refused({"answers/YS18b/value": "vet inte"}, **{"checklist/OLD": old}) is None
    assert refused({"answers/YS18b/value": "enklare"}, **{"checklist/OLD": old})


def test_points_are_told_with_their_checklist() -> None:
    values = {
        "checklist/YS": inspections.checklist("YS01", "YS07"),
        "checklist/TN": inspections.checklist("TN01"),
        "checklist/GONE": None,
    }
    found = visit_fields.points(values)
    assert list(found) == ["TN01", "YS01", "YS07"]
    assert found["YS07"]["checklist"] == "YS"


@given(HEADS, TAILS, ANYTHING)
def test_no_value_and_no_name_breaks_the_rules(head: str, tail: list[str], value: Any) -> None:
    name = "/".join([head, *tail])
    found = refused({name: value}, **LIST)
    assert found is None or (found[0] == name and found[1])
