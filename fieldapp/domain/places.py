"""Rings on the map: the ground that an area covers. Degrees of WGS84, points as (lon, lat)."""

from __future__ import annotations

from math import cos, pi, radians, sin

Ring = tuple[tuple[float, float], ...]

METRES_PER_DEGREE = 111_320.0
_CORNERS = 24


def ring_around(lat: float, lon: float, radius: float) -> Ring:
    """A closed ring of this radius in metres around a point."""
    north = radius / METRES_PER_DEGREE
    east = north / cos(radians(lat))
    turns = (2 * pi * corner / _CORNERS for corner in range(_CORNERS))
    ring = tuple((round(lon + east * sin(t), 5), round(lat + north * cos(t), 5)) for t in turns)
    return (*ring, ring[0])


def contains(ring: Ring, lat: float, lon: float) -> bool:
    """Whether the point is inside: a line from it crosses the ring an odd number of times."""
    inside = False
    lon1, lat1 = ring[-1]
    for lon2, lat2 in ring:
        crosses = (lat1 > lat) != (lat2 > lat)
        if crosses and lon < lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1):
            inside = not inside
        lon1, lat1 = lon2, lat2
    return inside


def size(ring: Ring) -> float:
    """The ring's area in square degrees: enough to tell the smaller of two neighbours."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(lon1 * lat2 - lon2 * lat1 for (lon1, lat1), (lon2, lat2) in pairs)) / 2


def box(ring: Ring) -> tuple[float, float, float, float]:
    """South, west, north and east of a ring."""
    lons, lats = zip(*ring, strict=True)
    return min(lats), min(lons), max(lats), max(lons)
