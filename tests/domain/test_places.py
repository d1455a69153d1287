"""Rings on the map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.places import METRES_PER_DEGREE, box, contains, ring_around, size

SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0))
LAT, LON = 55.793, 13.112


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [(0.5, 1, True), (0.5, 1.99, True), (0.5, 2.01, False), (1.5, 1, False), (-0.1, 1, False)],
)
def test_a_point_is_inside_or_not(lat: float, lon: float, inside: bool) -> None:
    assert contains(SQUARE, lat, lon) is inside


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(50, 5000))
def test_a_ring_is_around_its_centre(lat: float, lon: float, radius: float) -> None:
    ring = ring_around(lat, lon, radius)
    assert ring[0] == ring[-1]
    assert contains(ring, lat, lon)
    assert not contains(ring, lat + 1.1 * radius / METRES_PER_DEGREE, lon)


def test_a_ring_reaches_as_far_as_it_should() -> None:
    south, west, north, east = box(ring_around(LAT, LON, 500))
    assert (north - south) * METRES_PER_DEGREE == pytest.approx(1000, abs=3)
    assert (east - west) * METRES_PER_DEGREE * 0.5622 == pytest.approx(1000, abs=3)


def test_the_smaller_of_two_has_the_smaller_size() -> None:
    assert size(SQUARE) == 2
    assert size(ring_around(LAT, LON, 100)) < size(ring_around(LAT, LON, 200))
