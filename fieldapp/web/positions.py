"""Positions in words, so that nobody needs the map to know where it was."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, cos, hypot, radians, tau
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.catalog_items import Area
from fieldapp.domain.places import METRES_PER_DEGREE
from fieldapp.web import words

DIRECTIONS = ("norr", "nordost", "öster", "sydost", "söder", "sydväst", "väster", "nordväst")


def in_words(position: Mapping[str, Any], catalog: Catalog) -> str:
    """`I Kävlinge centrum. 55,79301 N 13,11204 Ö, ± 12 m, telefonens position.`"""
    lat, lon = position["lat"], position["lon"]
    facts = [f"{_decimal(lat)} N {_decimal(lon)} Ö"]
    if position.get("accuracy"):
        facts.append(f"± {round(position['accuracy'])} m")
    if position.get("source") in words.SOURCES:
        facts.append(words.SOURCES[position["source"]])
    where = near(lat, lon, catalog)
    return f"{where}. {', '.join(facts)}." if where else f"{', '.join(facts)}."


def near(lat: float, lon: float, catalog: Catalog) -> str:
    """`I Kävlinge centrum`, `400 m norr om Furulund station`; nothing without areas."""
    inside = catalog.area_at(lat, lon)
    if inside:
        return f"I {catalog.label(inside)}"
    if not catalog.areas:
        return ""
    nearest = min(catalog.areas, key=lambda area: hypot(*_away(area, lat, lon)))
    east, north = _away(nearest, lat, lon)
    direction = DIRECTIONS[round(atan2(east, north) / tau * 8) % 8]
    return f"{_distance(hypot(east, north))} {direction} om {nearest.name}"


def _away(area: Area, lat: float, lon: float) -> tuple[float, float]:
    """Metres to the east and north of the area's middle; good enough within a municipality."""
    east = (lon - area.lon) * cos(radians(area.lat)) * METRES_PER_DEGREE
    return east, (lat - area.lat) * METRES_PER_DEGREE


def _distance(metres: float) -> str:
    if metres >= 1000:
        return f"{metres / 1000:.1f} km".replace(".", ",")
    return f"{round(metres, -1):.0f} m"


def _decimal(degrees: float) -> str:
    return f"{degrees:.5f}".replace(".", ",")
