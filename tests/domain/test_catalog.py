"""The catalog: what phones are given, and what is said of entries that cannot be used."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import fieldapp.catalog
from fieldapp.domain import privacy
from fieldapp.domain.catalog import Catalog, CatalogError

FOLDER = Path(fieldapp.catalog.__file__).parent
FILES = fieldapp.catalog.tables(FOLDER, [])
ROOT = Path(__file__).parent.parent.parent
Tables = dict[str, Any]


@pytest.fixture
def tables() -> Tables:
    return copy.deepcopy(FILES)


def test_it_has_the_shape_that_phones_expect(catalog: Catalog) -> None:
    assert set(catalog.as_json()) == declared("Catalog")


def declared(interface: str) -> set[str]:
    types = (ROOT / "static/src/types.d.ts").read_text()
    found = re.search(rf"export interface {interface} \{{(.+?)\n\}}", types, re.DOTALL)
    assert found
    return set(re.findall(r"^  (\w+)\??:", found[1], re.MULTILINE))


@pytest.mark.parametrize(
    ("interface", "members"),
    [
        ("CatalogArea", "areas"),
        ("CatalogCategory", "observations"),
        ("CatalogPermit", "permits"),
        ("CatalogChecklist", "checklists"),
        ("CatalogQuestion", "control_purchase"),
    ],
)
def test_so_have_its_items(catalog: Catalog, interface: str, members: str) -> None:
    items = catalog.as_json()[members]
    assert items
    assert all(set(item) == declared(interface) for item in items)


def test_so_have_the_points_and_the_words_of_a_visit(catalog: Catalog) -> None:
    shown = catalog.as_json()
    points = [item for one in shown["checklists"] for item in one["items"]]
    assert points
    assert all(set(point) == declared("CheckItem") for point in points)
    for visits in (shown["visits"], catalog.without_supervision.as_json()["visits"]):
        assert set(visits) == declared("CatalogVisits")
        assert set(visits["deadlines"]) == {"critical", "serious", "minor", "information"}


def test_it_is_json_and_its_version_says_what_it_holds(tables: Tables) -> None:
    one = Catalog.from_tables(tables)
    assert json.loads(json.dumps(one.as_json())) == one.as_json()
    assert re.fullmatch("[0-9a-f]{12}", one.version)
    tables["receivers"]["receivers"][0]["label"] = "Något annat"
    assert Catalog.from_tables(tables).version != one.version


def test_all_categories_of_the_domain_are_there(catalog: Catalog) -> None:
    assert set(catalog.observations) == {f"OB{number:02}" for number in range(1, 26)}


def test_an_item_is_offered_within_its_term_only_but_known_for_ever(tables: Tables) -> None:
    tables["areas"]["areas"][0] |= {"valid_from": "2026-02-01", "valid_to": "2026-02-28"}
    ended = tables["areas"]["areas"][0]["id"]

    def offered(day: date) -> bool:
        areas = Catalog.from_tables(tables, today=day).as_json()["areas"]
        return ended in {area["id"] for area in areas}

    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [offered(day) for day in days] == [False, True, True, False]
    assert ended in Catalog.from_tables(tables, today=days[-1]).area_ids


def test_a_point_is_in_the_smallest_area_around_it(tables: Tables) -> None:
    place = {"name": "Allt", "lat": 55.793, "lon": 13.112, "valid_from": "2026-01-01"}
    tables["areas"]["areas"].insert(0, {"id": "allt", "radius": 20000, **place})
    found = Catalog.from_tables(tables)
    assert found.area_at(55.793, 13.112) == "kavlinge-centrum"
    assert found.area_at(55.85, 13.0) == "allt"
    assert found.area_at(59.3, 18.0) is None


def test_words_are_found_for_every_kind_of_id(catalog: Catalog) -> None:
    words = {
        "OB19": "Trasig eller bristande belysning",
        "vikhog": "Vikhög",
        "nightWalk": "Nattvandring",
        "polis": "Polisen",
        "1-10": "1–10",
        "YS": "Yttre tillsyn, servering",
        "YS24": "Uppskattat antal gäster",
        "KK02": "Kontrollköparens kod (ej namn)",
        "serving_outdoors": "Serveringstillstånd, uteservering",
        "serving_supervisor": "Serveringsansvarig",
        "follow_up": "Uppföljning",
        "preventive": "Förebyggande besök",
        "rescue_service": "Räddningstjänsten",
        "declined": "Ville inte bekräfta",
        "ecig_ban": "Säljförbud i högst 6 månader, e-cigaretter",
        "unknown": "unknown",
    }
    assert {own: catalog.label(own) for own in words} == words


def test_no_two_things_share_an_id(catalog: Catalog) -> None:
    shown = catalog.as_json()
    lists = (*shown.values(), *shown["visits"].values())
    items = [item for found in lists if isinstance(found, list) for item in found if "id" in item]
    ids = [item["id"] for item in items]
    ids += [point["id"] for one in shown["checklists"] for point in one["items"]]
    ids += catalog.supervision.measures
    assert len(ids) > 200
    assert sorted(ids) == sorted(set(ids))


def test_another_day_offers_other_things_from_the_same_catalog(catalog: Catalog) -> None:
    before, after = catalog.on(date(2026, 5, 31)), catalog.on(date(2026, 6, 1))
    assert before.version != after.version
    assert catalog.on(date(2026, 6, 1)) is after
    assert after.checklists == catalog.checklists
    assert after.privacy_rules == catalog.privacy_rules
    assert catalog.on(date(2025, 12, 31)).privacy_rules == ()


def test_who_makes_no_visits_carries_none_of_it(catalog: Catalog) -> None:
    less = catalog.without_supervision
    assert less.version != catalog.version
    assert len(json.dumps(less.as_json())) < len(json.dumps(catalog.as_json())) / 2
    assert less.as_json()["observations"] == catalog.as_json()["observations"]


def test_a_visit_freezes_what_phones_of_that_day_are_given(catalog: Catalog) -> None:
    day = date(2026, 6, 1)
    shown = next(one for one in catalog.on(day).as_json()["checklists"] if one["id"] == "YS")
    kept = {"id", "question", "reference", "answer", "options", "severity", "group", "field"}
    frozen = catalog.frozen("YS", on=day)
    assert frozen == {
        "title": shown["title"],
        "version": catalog.on(day).version,
        "items": [{name: item[name] for name in kept} for item in shown["items"]],
    }
    evening = catalog.frozen("YS", evening=True, on=day)["items"]
    assert {item["id"] for item in evening} == set(shown["evening"])
    with pytest.raises(KeyError):
        catalog.frozen("KK", on=day)


def test_what_is_asked_of_the_catalog_by_id_is_answered_or_none(catalog: Catalog) -> None:
    assert catalog.checklist("KK") is None
    assert catalog.check_item("KK01") is None
    item = catalog.on(date(2026, 6, 1)).check_item("YS18")
    assert item is not None
    assert item.reference == "AL 8:15 (upphävd)"


def test_what_a_privacy_rule_needs_is_in_all_that_it_matches(catalog: Catalog) -> None:
    vectors = (ROOT / "sync/vectors/privacy").glob("*.json")
    texts = {text for file in vectors for text in _texts(json.loads(file.read_text()))}
    assert len(texts) > 50
    for rule in catalog.privacy_rules:
        tried = [privacy.Rule(rule.id, rule.pattern, rule.ignore_case, rule.action, rule.hint)]
        for text in texts:
            assert privacy.flags(text, [rule]) == privacy.flags(text, tried), (rule.id, text)


def _texts(found: Any) -> set[str]:
    if isinstance(found, str):
        return {found}
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return {text for value in inner for text in _texts(value)}


def _outline(area: Tables, ring: Any) -> None:
    area["outline"] = ring
    del area["radius"]


WRONG: list[tuple[str, Callable[[Tables], Any], str, str]] = [
    (
        "a call that is none",
        lambda t: t["observations"]["observations"][4].update(call="911"),
        "observations.toml, observations OB05",
        "call ska vara något av",
    ),
    (
        "a receiver that is none",
        lambda t: t["observations"]["observations"][0].update(receivers=["ingen"]),
        "observations.toml, observations OB01",
        "receivers nämner 'ingen'",
    ),
    (
        "an entry that is misspelt",
        lambda t: t["areas"]["areas"][0].update(radios=3),
        "areas.toml, areas kavlinge-centrum",
        "okänd uppgift: radios",
    ),
    (
        "an entry that is missing",
        lambda t: t["receivers"]["receivers"][0].pop("label"),
        "receivers.toml, receivers lagesbild",
        "label saknas",
    ),
    (
        "an id that stands twice",
        lambda t: t["areas"]["areas"].append(dict(t["areas"]["areas"][0])),
        "areas.toml, areas kavlinge-centrum",
        "id finns två gånger",
    ),
    (
        "a place outside the world",
        lambda t: t["areas"]["areas"][1].update(lat=95.0),
        "areas.toml, areas kavlinge-station",
        "lat ska vara mellan -90 och 90",
    ),
    (
        "a ring that is none",
        lambda t: _outline(t["areas"]["areas"][1], [[1, 2]]),
        "areas.toml, areas kavlinge-station",
        "outline ska vara minst tre punkter",
    ),
    (
        "a pattern that is none",
        lambda t: t["privacy"]["rules"][0].update(pattern="("),
        "privacy.toml, rules email",
        "pattern går inte att läsa",
    ),
    (
        "a term that ends before it begins",
        lambda t: t["shifts"]["shift_kinds"][0].update(valid_to="2025-01-01"),
        "shifts.toml, shift_kinds nightWalk",
        "valid_to är före valid_from",
    ),
    (
        "a day that is none",
        lambda t: t["shifts"]["shift_kinds"][0].update(valid_to="2026-02-30"),
        "shifts.toml, shift_kinds nightWalk",
        "valid_to ska vara ett datum",
    ),
    (
        "bounds out of order",
        lambda t: t["shifts"]["participants"].update(least=9),
        "shifts.toml, filen.participants",
        "i stigande ordning",
    ),
    ("a file that is missing", lambda t: t.pop("areas"), "areas.toml, filen", "saknas"),
    (
        "a list that is none",
        lambda t: t["areas"].update(areas="alla"),
        "areas.toml, filen",
        "areas ska vara en lista",
    ),
    (
        "a truth that is none",
        lambda t: t["observations"]["observations"][0].update(note="ja"),
        "observations.toml, observations OB01",
        "note ska vara true eller false",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "where", "why"), [wrong[1:] for wrong in WRONG], ids=[wrong[0] for wrong in WRONG]
)
def test_what_cannot_be_used_is_told_with_file_item_and_reason(
    tables: Tables, spoil: Callable[[Tables], Any], where: str, why: str
) -> None:
    spoil(tables)
    with pytest.raises(CatalogError) as told:
        Catalog.from_tables(tables)
    [mistake] = told.value.mistakes
    assert str(mistake).startswith(where)
    assert why in mistake.reason
