"""What is near: the square around a place holds all within the distance, and little more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import asin, cos, pi, radians, sin, sqrt

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import duplicates

EARTH = 6_371_000


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two places (haversine)."""
    lat, other_lat = radians(one[0]), radians(other[0])
    aside = radians(other[1] - one[1])
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(aside / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(0, 2 * pi), st.floats(0, 95))
def test_all_that_is_near_is_in_the_box(lat: float, lon: float, way: float, far: float) -> None:
    up = far * cos(way) / 111_320
    aside = far * sin(way) / 111_320 / cos(radians(lat))
    south, west, north, east = duplicates.box(lat, lon)
    assert south <= lat + up <= north
    assert west <= lon + aside <= east
    assert metres((south, west), (north, east)) < 300


def test_the_period_is_as_long_before_as_after() -> None:
    at = datetime(2026, 11, 20, 21, 7, tzinfo=UTC)
    first, last = duplicates.period(at)
    assert (at - first, last - at) == (timedelta(hours=2), timedelta(hours=2))
