"""Where things happen: near the spots that every area has, inside its outline and the border."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, floor, radians
from random import Random
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.catalog_items import Area
from fieldapp.domain.places import METRES_PER_DEGREE, Ring, contains

Position = dict[str, Any]
Point = tuple[float, float]
_SPOTS_AN_AREA = 4
_TRIES = 400
_AT_A_SPOT = 0.7
_SPREAD = 22.0


class Ground:
    """The municipality as those on foot know it. Points are (lat, lon) in degrees of WGS84."""

    def __init__(self, catalog: Catalog) -> None:
        self.areas: Mapping[str, Area] = {area.id: area for area in catalog.areas}
        self._border = _outer_rings(catalog.border)
        self._spots = {area.id: self._spots_of(area) for area in catalog.areas}

    def point(self, area: str, chance: Random) -> Point:
        """Somewhere in the area, most often at one of its spots."""
        if chance.random() >= _AT_A_SPOT:
            return self._anywhere(self.areas[area], chance)
        spots = self._spots[area]
        lat, lon = chance.choices(spots, [2.0**-place for place in range(len(spots))])[0]
        found = _moved(lat, lon, chance.gauss(0, _SPREAD), chance.gauss(0, _SPREAD))
        return found if self.inside(found) else (lat, lon)

    def inside(self, point: Point) -> bool:
        """Whether the point is within the municipality's border."""
        return not self._border or any(contains(ring, *point) for ring in self._border)

    def _spots_of(self, area: Area) -> list[Point]:
        chance = Random(f"spots of {area.id}")
        return [self._anywhere(area, chance) for _ in range(_SPOTS_AN_AREA)]

    def _anywhere(self, area: Area, chance: Random) -> Point:
        lons, lats = zip(*area.outline, strict=True)
        for _ in range(_TRIES):
            found = chance.uniform(min(lats), max(lats)), chance.uniform(min(lons), max(lons))
            if contains(area.outline, *found) and self.inside(found):
                return found
        return area.lat, area.lon


def position(point: Point, chance: Random) -> Position:
    """A fix as a phone gives it."""
    accuracy = round(chance.triangular(4, 60, 9))
    return {**_rounded_off(*point), "accuracy": accuracy, "source": "gps"}


def moved(point: Point, chance: Random) -> Position:
    """Where it happened, set on the map some steps from where the reporter stood."""
    steps = _moved(*point, chance.gauss(0, 25), chance.gauss(0, 25))
    return {**_rounded_off(*steps), "accuracy": 10, "source": "map"}


def coarse(fix: Position, metres: int) -> Position:
    """The middle of the square of a fixed grid, `metres` wide, that holds the place."""
    if not metres:
        return fix
    tall = metres / METRES_PER_DEGREE
    lat = _middle(fix["lat"], tall)
    lon = _middle(fix["lon"], tall / cos(radians(lat)))
    return {**fix, **_rounded_off(lat, lon), "accuracy": max(metres, fix["accuracy"])}


def _middle(value: float, step: float) -> float:
    return (floor(value / step) + 0.5) * step


def _moved(lat: float, lon: float, north: float, east: float) -> Point:
    wide = METRES_PER_DEGREE * cos(radians(lat))
    return lat + north / METRES_PER_DEGREE, lon + east / wide


def _rounded_off(lat: float, lon: float) -> Position:
    return {"lat": round(lat, 5), "lon": round(lon, 5)}


def _outer_rings(border: Any) -> list[Ring]:
    """The outer rings of a GeoJSON Feature, Polygon or MultiPolygon; none of None."""
    if border is None:
        return []
    geometry = border.get("geometry", border)
    shape = geometry["coordinates"]
    polygons = [shape] if geometry["type"] == "Polygon" else shape
    return [tuple((float(lon), float(lat)) for lon, lat in polygon[0]) for polygon in polygons]
