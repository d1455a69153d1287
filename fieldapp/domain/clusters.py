"""Groups of what lies close together on a map, so that no two of them cover each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from fieldapp.domain.grid import Box
from fieldapp.domain.places import METRES_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Cluster:
    """So many of something around a place, all within the box."""

    lat: float
    lon: float
    count: int
    box: Box

    def with_other(self, other: Cluster) -> Cluster:
        count = self.count + other.count
        lat = (self.lat * self.count + other.lat * other.count) / count
        lon = (self.lon * self.count + other.lon * other.count) / count
        lows = (min(pair) for pair in zip(self.box[:2], other.box[:2], strict=True))
        highs = (max(pair) for pair in zip(self.box[2:], other.box[2:], strict=True))
        south, west, north, east = (*lows, *highs)
        return Cluster(lat, lon, count, (south, west, north, east))

    def metres_to(self, other: Cluster) -> float:
        """Good enough within a municipality."""
        east = (self.lon - other.lon) * cos(radians(self.lat))
        return hypot(self.lat - other.lat, east) * METRES_PER_DEGREE


def merged(found: Iterable[Cluster], apart: float) -> list[Cluster]:
    """The same with those closer than so many metres made one, the largest first."""
    left = sorted(found, key=lambda one: (-one.count, one.lat, one.lon))
    kept: list[Cluster] = []
    for one in left:
        near = (place for place, other in enumerate(kept) if one.metres_to(other) < apart)
        place = next(near, None)
        if place is None:
            kept.append(one)
        else:
            kept[place] = kept[place].with_other(one)
    return kept if len(kept) == len(left) else merged(kept, apart)
