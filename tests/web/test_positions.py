"""Positions in words."""

from __future__ import annotations

import pytest

from fieldapp import catalog
from fieldapp.domain.catalog import Catalog
from fieldapp.web.positions import in_words


@pytest.fixture(scope="module")
def rules() -> Catalog:
    return catalog.load()


def test_a_place_in_an_area_is_named_for_it(rules: Catalog) -> None:
    centre = next(area for area in rules.areas if area.id == "kavlinge-centrum")
    place = {"lat": centre.lat, "lon": centre.lon, "accuracy": 11.6, "source": "gps"}
    assert in_words(place, rules).endswith(", ± 12 m, telefonens position.")
    assert in_words(place, rules).startswith("I Kävlinge")


@pytest.mark.parametrize(
    ("north", "east", "direction"),
    [
        (0.2, 0, "norr"),
        (0.2, 0.35, "nordost"),
        (0, 0.35, "öster"),
        (-0.2, 0, "söder"),
        (0, -0.35, "väster"),
        (0.2, -0.35, "nordväst"),
    ],
)
def test_a_place_outside_is_told_by_the_nearest_area(
    north: float, east: float, direction: str, rules: Catalog
) -> None:
    assert f" km {direction} om " in in_words({"lat": 55.78 + north, "lon": 13.05 + east}, rules)


def test_what_is_not_known_is_not_told(rules: Catalog) -> None:
    place = {"lat": 55.793, "lon": 13.112, "accuracy": None, "source": "a newer way"}
    assert in_words(place, rules).endswith("55,79300 N 13,11200 Ö.")
