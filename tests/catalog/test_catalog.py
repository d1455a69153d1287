"""The shipped catalog keeps to the rules of what volunteers may record."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from fieldapp import catalog
from fieldapp.domain.catalog_items import Area, Category
from fieldapp.domain.places import contains

CATALOG = catalog.load()
CATEGORIES = list(CATALOG.observations.values())
VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "privacy"


def ids(test: str) -> set[str]:
    return {one.id for one in CATEGORIES if getattr(one, test)}


def test_there_are_the_twenty_five_categories_in_order() -> None:
    assert [one.id for one in CATEGORIES] == [f"OB{n:02}" for n in range(1, 26)]


def test_free_text_is_shut_off_where_it_would_be_about_a_person() -> None:
    closed = {"OB06", "OB08", "OB10", "OB13", "OB24"}
    assert ids("note") == {one.id for one in CATEGORIES} - closed


def test_the_camera_is_for_things_only() -> None:
    things = {"OB11", "OB12", "OB14", "OB15", *(f"OB{n}" for n in range(18, 23))}
    assert ids("camera") == things


def test_emergencies_ask_for_the_call_and_keep_a_coarse_place() -> None:
    emergencies = {one.id for one in CATEGORIES if one.call == "112"}
    assert emergencies == {"OB05", "OB06", "OB08", "OB10", "OB16", "OB24"}
    assert {one.id for one in CATEGORIES if one.round_place == 100} == emergencies
    assert ids("round_place") == emergencies


def test_a_person_in_danger_leaves_nothing_but_the_time_and_the_call() -> None:
    assert ids("minimal") == {"OB24"}


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda one: one.id)
def test_a_call_is_explained_and_only_a_call(category: Category) -> None:
    assert bool(category.call_when) == bool(category.call)
    if category.call:
        assert ("112" if category.call == "112" else "114 14") in category.call_when


def test_the_icons_tell_the_categories_apart() -> None:
    icons = [one.icon for one in CATEGORIES]
    assert len(set(icons)) == len(icons)
    assert all(re.fullmatch("[a-z]+", icon) for icon in icons)


def test_nobody_goes_alone() -> None:
    together = CATALOG.participants
    assert (together.least, together.warn_below, together.most) == (2, 3, 15)


@pytest.mark.parametrize("area", CATALOG.areas, ids=lambda area: area.id)
def test_an_area_is_drawn_around_its_centre(area: Area) -> None:
    assert area.outline[0] == area.outline[-1]
    assert contains(area.outline, area.lat, area.lon)


def test_the_rules_of_the_vectors_are_those_of_the_catalog() -> None:
    rules = json.loads((VECTORS / "rules.json").read_text())["rules"]
    assert CATALOG.as_json()["privacy"]["rules"] == rules


def test_an_item_is_offered_within_its_term_only() -> None:
    before = catalog.load(today=date(2025, 12, 31)).as_json()
    within = catalog.load(today=date(2026, 6, 1)).as_json()
    assert before["observations"] == []
    assert len(within["observations"]) == 25


def test_the_map_is_as_the_settings_say() -> None:
    shown = catalog.load("/tiles/{z}/{x}/{y}", "Kartan").as_json()["map"]
    assert shown == {"tiles": "/tiles/{z}/{x}/{y}", "attribution": "Kartan"}
    assert catalog.load().as_json()["map"] == {"tiles": "", "attribution": ""}
