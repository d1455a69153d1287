"""The shipped checklists, permits and measures are those of the trade, and claim no more of the
law than somebody has read."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fieldapp import catalog
from fieldapp.domain.checklists import VISIT_FIELDS, Checklist
from fieldapp.domain.supervision_words import PRODUCTS, PURCHASE_FIELDS

CATALOG = catalog.load()
BEFORE, AFTER = date(2026, 5, 31), date(2026, 6, 1)
EVENING = [
    "YS01",
    "YS03",
    "YS04",
    "YS05",
    "YS07",
    "YS08",
    "YS13",
    "YS15",
    "YS17",
    "YS23",
    "YS25",
    "YS32",
]
# Which points a checklist has had at any time, and how many of them are offered since June 2026.
POINTS = {
    "HD": ([f"HD{n:02}" for n in range(1, 11)], 10),
    "YS": (sorted([*(f"YS{n:02}" for n in range(1, 33)), "YS18b"]), 32),
    "FO": ([f"FO{n:02}" for n in range(1, 19)], 18),
    "TN": ([f"TN{n:02}" for n in range(1, 26)], 25),
    "RM": ([f"RM{n:02}" for n in range(1, 16)], 15),
    "IN": ([f"IN{n:02}" for n in range(1, 21)], 20),
    "GF": ([f"GF{n:02}" for n in range(1, 11)], 10),
}
CRITICAL = ["YS03", "YS05", "YS22", "YS23", "YS25", "YS30", "FO14", "TN02", "TN09", "TN22"]
# What nobody has read in the law itself, as it is shown.
UNVERIFIED = {
    "HD06": "FL",
    "YS23": "AL 8:16; LSO",
    "YS25": "AL 8:16; LSO",
    "TN01": "LTLP 1:3; LTN",
    "TN04": "LTN",
    "TN06": "LTLP 5:6, 5:16; HSLF-FS 2024:4; LTN",
    "TN11": "LTLP 5:18; LTN",
    "IN13": "AL 8:14; OL",
    "IN14": "AL 5:5, 8:8; LTLP 5:6–7, 5:16; LTN",
    "IN17": "AL 9:18–19; LTLP 7:11",
    "IN18": "tillsynsplan AL",
    "KK01": "AL 9:15 a; LTLP 7:22; LTN",
    **{f"GF{n:02}": "AL, bestämmelserna om gårdsförsäljning" for n in range(1, 11)},
    **dict.fromkeys(["serving_admonition", "serving_warning"], "AL"),
    **dict.fromkeys(["farm_admonition", "farm_warning", "farm_revocation"], "AL"),
    **dict.fromkeys(["nicotine_order", "nicotine_warning", "nicotine_ban"], "LTN"),
}
UNREAD = re.compile(
    r"AL [^;]*\b9:(?:2|3|6|11|12|17)\b|LSO \d|OL \d|FL [56]\b|LTN (?!5, 7–8 §§|8 §|9–10 §§|19 §)\d"
)


def checklist(own: str) -> Checklist:
    found = CATALOG.checklist(own)
    assert found is not None
    return found


def test_there_are_these_checklists() -> None:
    assert set(CATALOG.checklists) == set(POINTS)


@pytest.mark.parametrize("own", POINTS)
def test_every_point_is_there(own: str) -> None:
    points, offered = POINTS[own]
    assert sorted(item.id for item in checklist(own).items) == points
    assert len(checklist(own).on(AFTER)) == offered


def test_the_demand_for_food_ends_and_what_follows_can_be_no_deficiency() -> None:
    ids = [{item.id for item in checklist("YS").on(day)} for day in (BEFORE, AFTER)]
    assert [found & {"YS18", "YS18b"} for found in ids] == [{"YS18"}, {"YS18b"}]
    food = CATALOG.check_item("YS18b")
    assert food is not None
    assert (food.answer, food.severity, food.reference) == ("choice", "information", None)


def test_farm_sales_last_as_long_as_their_law() -> None:
    ends = (date(2025, 5, 31), date(2025, 6, 1), date(2031, 5, 31), date(2031, 6, 1))
    assert [checklist("GF").term.holds(day) for day in ends] == [False, True, True, False]
    assert CATALOG.permits["farm_sales"].term == checklist("GF").term


def test_an_evening_is_twelve_points_in_four_groups() -> None:
    evening = checklist("YS").on(AFTER, evening=True)
    assert [item.id for item in evening] == EVENING
    assert len({item.group for item in evening}) == 4
    assert [one.id for one in CATALOG.checklists.values() if one.evening] == ["YS"]


def test_what_is_critical_says_what_to_do_now() -> None:
    items = [item for one in CATALOG.checklists.values() for item in one.items]
    assert sorted(item.id for item in items if item.now) == sorted(CRITICAL)
    assert sorted(item.id for item in items if item.severity == "critical") == sorted(CRITICAL)
    assert all(re.search("112|114 14", item.now) for item in items if item.now)


def test_no_question_words_a_sanction() -> None:
    words = re.compile("sanktionera|böter|straff|vite|bötfäll", re.IGNORECASE)
    for one in CATALOG.checklists.values():
        for item in one.items:
            assert not words.search(f"{item.question} {item.now} {item.hint}"), item.id


def test_the_visit_answers_what_it_knows() -> None:
    found = {item.id: item.field for item in checklist("HD").items if item.field}
    assert found == {
        "HD01": "started_at",
        "HD02": "ended_at",
        "HD03": "inspectors",
        "HD04": "present",
        "HD05": "occasion",
        "HD07": "acknowledgement",
        "HD09": "acknowledgement",
        "HD10": "acknowledgement",
    }
    assert set(found.values()) == set(VISIT_FIELDS)
    others = [one for one in CATALOG.checklists.values() if one.id != "HD"]
    assert not any(item.field for one in others for item in one.items)


def test_what_nobody_has_read_in_the_law_shows_no_paragraph() -> None:
    references = dict(CATALOG.supervision.references())
    unverified = {own: one.shown for own, one in references.items() if one.unverified}
    assert unverified == UNVERIFIED
    assert not [own for own, one in references.items() if UNREAD.search(one.shown or "")]


@pytest.mark.parametrize(
    ("own", "options"),
    [("YS32", 6), ("YS31", 4), ("FO08", 3), ("TN01", 6), ("TN24", 3), ("RM01", 14), ("HD04", 7)],
)
def test_choices_are_whole(own: str, options: int) -> None:
    item = CATALOG.check_item(own)
    assert item is not None
    assert len(item.options) == options
    assert item.answer == ("choices" if own == "TN01" else "choice")


def test_every_permit_calls_for_the_visit_and_for_something_to_look_at() -> None:
    assert list(CATALOG.permits) == [
        *("serving_indoors", "serving_outdoors", "serving_temporary", "catering"),
        *("folkol_serving", "folkol", "tobacco", "ecig", "nicotine", "farm_sales", "smoke_free"),
    ]
    called = {own for permit in CATALOG.permits.values() for own in permit.checklists}
    assert called == set(POINTS)
    for permit in CATALOG.permits.values():
        assert permit.checklists[0] == "HD"
        assert any("field" in checklist(own).visit_kinds for own in permit.checklists[1:])


def test_retail_is_of_the_products_that_can_be_bought_for_control() -> None:
    retail = {one.id: one.product for one in CATALOG.permits.values() if one.product}
    assert retail == {product: product for product in PRODUCTS}


@pytest.mark.parametrize(
    ("permit", "references"),
    [
        ("serving_indoors", [None, "AL", "AL", "AL 9:18", "AL 11 kap."]),
        ("folkol", ["AL 9:19", "AL 9:19", "AL 11 kap."]),
        ("folkol_serving", ["AL 9:19", "AL 9:19", "AL 11 kap."]),
        ("farm_sales", ["AL", "AL", "AL", "AL 11 kap."]),
        ("tobacco", ["LTLP 7:9", "LTLP 7:11", "LTLP 7:10", "LTLP 10 kap."]),
        ("ecig", ["LTLP 7:12", "LTLP 7:15", "LTLP 7:13", "LTLP 10 kap."]),
        ("nicotine", ["LTN", "LTN", "LTN"]),
        ("smoke_free", ["LTLP 7:9"]),
    ],
)
def test_measures_are_those_of_each_law(permit: str, references: list[str | None]) -> None:
    assert [one.reference for one in CATALOG.measures_for([permit])] == references


def test_all_kinds_of_serving_have_the_same_measures_and_no_fine() -> None:
    kinds = ("serving_indoors", "serving_outdoors", "serving_temporary", "catering")
    found = [CATALOG.measures_for([kind]) for kind in kinds]
    assert all(one == found[0] for one in found)
    assert not [one.label for one in found[0] if "vite" in one.label]


def test_every_field_of_a_control_purchase_has_its_question_and_no_checklist_does() -> None:
    questions = CATALOG.supervision.purchases
    assert [one.id for one in questions] == [f"KK{n:02}" for n in range(1, 17)]
    assert {name for one in questions for name in one.fields} == set(PURCHASE_FIELDS)
    assert not any(own.startswith("KK") for own in CATALOG.checklists)
    assert not CATALOG.measures_for([one.id for one in questions])


def test_a_name_is_noted_of_the_serving_supervisor_only() -> None:
    assert CATALOG.visits.named_roles == {"serving_supervisor"}


def test_the_worse_the_sooner() -> None:
    days = CATALOG.visits.deadlines
    assert days["critical"] < days["serious"] < days["minor"] <= days["information"]
