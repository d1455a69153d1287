"""What supervision's files must agree on, and what is found in them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import fieldapp.catalog
from fieldapp.domain.supervision_rules import SupervisionRules
from fieldapp.domain.tables import Files

FILES = fieldapp.catalog.tables(fieldapp.catalog.FOLDER, [])
BEFORE, AFTER = date(2026, 5, 31), date(2026, 6, 1)
Tables = dict[str, Any]


def read(spoil: Callable[[Tables], Any] = lambda tables: None) -> tuple[SupervisionRules, Files]:
    tables = copy.deepcopy(FILES)
    spoil(tables)
    files = Files(tables)
    return SupervisionRules.read(files), files


@pytest.fixture(scope="module")
def rules() -> SupervisionRules:
    return read()[0]


def points(tables: Tables, checklist: str) -> list[Tables]:
    found: list[Tables] = tables[f"checklists/{checklist}"]["items"]
    return found


WRONG: list[tuple[str, Callable[[Tables], Any], str]] = [
    (
        "a permit names an unknown checklist",
        lambda t: t["permits"]["permits"][0].update(checklists=["HD", "ZZ"]),
        "permits.toml, permits serving_indoors: checklists nämner 'ZZ', som inte finns",
    ),
    (
        "an evening has a point that does not exist",
        lambda t: t["checklists/ys"]["evening"].append("YS99"),
        "checklists/ys.toml, filen: evening nämner 'YS99', som inte finns",
    ),
    (
        "an id is in two checklists",
        lambda t: points(t, "ys").append({**points(t, "ys")[-1], "id": "FO01"}),
        "checklists/ys.toml, filen: FO01 finns redan i checklists/fo.toml",
    ),
    (
        "an id is twice on the same day",
        lambda t: points(t, "fo").append(dict(points(t, "fo")[-1])),
        "checklists/fo.toml, items FO16: id finns två gånger samma dag",
    ),
    (
        "a checklist is in two files",
        lambda t: t["checklists/ys"].update(id="FO"),
        "checklists/ys.toml, filen: id FO finns redan i en annan fil",
    ),
    (
        "options where none belong",
        lambda t: points(t, "hd")[0].update(options=["ja", "nej"]),
        "checklists/hd.toml, items HD01: options hör inte till ett svar av slaget time",
    ),
    (
        "a critical point does not say what to do now",
        lambda t: points(t, "ys")[2].pop("now"),
        "checklists/ys.toml, items YS03: now saknas: säg vad som ska göras genast",
    ),
    (
        "a measure is for no permit",
        lambda t: t["measures"]["measures"][0]["permits"].append("wine"),
        "measures.toml, measures information: permits nämner 'wine', som inte finns",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "mistake"), [wrong[1:] for wrong in WRONG], ids=[wrong[0] for wrong in WRONG]
)
def test_what_the_files_disagree_on_is_told(spoil: Callable[[Tables], Any], mistake: str) -> None:
    _, files = read(spoil)
    assert mistake in [str(one) for one in files.mistakes]


def test_all_of_it_is_told_at_once() -> None:
    # Two of them disappear when a checklist takes another's id.
    alone = [wrong for wrong in WRONG if wrong[0] != "a checklist is in two files"]
    _, files = read(lambda tables: [spoil(tables) for _, spoil, _ in alone])
    assert {mistake for _, _, mistake in alone} == set(map(str, files.mistakes))


def test_a_point_is_found_as_it_is_and_else_as_it_was_last(rules: SupervisionRules) -> None:
    for day in (None, BEFORE, AFTER):
        found = rules.item("YS18", day)
        assert found is not None
        assert found.question == "Finns eget kök och varierat utbud av maträtter?"
    assert rules.item("YS99", AFTER) is None


def test_a_point_that_was_reworded_is_found_by_the_day() -> None:
    def reword(tables: Tables) -> None:
        old = points(tables, "fo")[0]
        points(tables, "fo").insert(1, {**old, "question": "Nytt?", "valid_from": AFTER})
        old["valid_to"] = BEFORE

    rules, files = read(reword)
    assert files.mistakes == []
    told = [item.question for day in (BEFORE, AFTER) if (item := rules.item("FO01", day))]
    assert told == ["Är försäljningen anmäld till kommunen med aktuella uppgifter?", "Nytt?"]
    assert rules.labels["FO01"] == "Nytt?"


def test_only_what_holds_that_day_is_offered(rules: SupervisionRules) -> None:
    def offered(day: date) -> set[str]:
        shown = rules.as_json(day)
        found = {item["id"] for one in shown["checklists"] for item in one["items"]}
        return found | {one["id"] for one in shown["permits"]}

    changing = {"YS18", "YS18b", "GF01", "farm_sales"}
    assert offered(date(2025, 5, 31)) & changing == {"YS18"}
    assert offered(BEFORE) & changing == {"YS18", "GF01", "farm_sales"}
    assert offered(AFTER) & changing == {"YS18b", "GF01", "farm_sales"}
    assert offered(date(2031, 6, 1)) & changing == {"YS18b"}


def test_measures_follow_the_permits(rules: SupervisionRules) -> None:
    def ids(*permits: str) -> list[str]:
        return [one.id for one in rules.measures_for(permits, AFTER)]

    assert ids("ecig") == ["ecig_order", "ecig_warning", "ecig_ban", "tobacco_report"]
    assert ids() == ids("unknown") == []
    assert ids("smoke_free", "folkol") == [
        "folkol_warning",
        "folkol_ban",
        "smoke_free_order",
        "alcohol_report",
    ]


def test_a_purchase_has_words_of_its_own(rules: SupervisionRules) -> None:
    assert rules.purchase_labels["outcome", "refused"] == "Nej – nekades"
    assert rules.purchase_labels["product", "tobacco"] == "Tobak"
    assert rules.labels["KK10"] == "Genomfördes köpet?"


def test_no_rules_are_rules_that_offer_nothing() -> None:
    shown = SupervisionRules().as_json(AFTER)
    assert not any(shown[name] for name in ("permits", "checklists", "control_purchase"))
    assert not any(shown["visits"].pop("deadlines").values())
    assert not any(shown["visits"].values())
