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
    types = (ROOT / "static/src/types.d.ts").read_text()
    declared = re.search(r"export interface Catalog \{(.+?)\n\}", types, re.DOTALL)
    assert declared
    assert set(catalog.as_json()) == set(re.findall(r"^  (\w+):", declared[1], re.MULTILINE))


@pytest.mark.parametrize(
    ("interface", "members"), [("CatalogArea", "areas"), ("CatalogCategory", "observations")]
)
def test_so_have_its_items(catalog: Catalog, interface: str, members: str) -> None:
    types = (ROOT / "static/src/types.d.ts").read_text()
    declared = re.search(rf"export interface {interface} \{{(.+?)\n\}}", types, re.DOTALL)
    assert declared
    names = set(re.findall(r"^  (\w+)\??:", declared[1], re.MULTILINE))
    assert all(set(item) == names for item in catalog.as_json()[members])


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
    found = map(catalog.label, ["OB19", "vikhog", "nightWalk", "polis", "1-10", "unknown"])
    words = ["Trasig eller bristande belysning", "Vikhög", "Nattvandring", "Polisen", "1–10"]
    assert list(found) == [*words, "unknown"]


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
