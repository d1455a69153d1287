"""Clusters: nothing is lost in them, and no two are closer than asked."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.clusters import Cluster, merged


def cluster(lat: float, lon: float, count: int) -> Cluster:
    return Cluster(lat, lon, count, (lat - 0.001, lon - 0.001, lat + 0.001, lon + 0.001))


PLACES = st.builds(cluster, st.floats(55.7, 55.9), st.floats(12.9, 13.2), st.integers(1, 5000))


@given(found=st.lists(PLACES, max_size=30), apart=st.sampled_from([200.0, 1500.0, 9000.0]))
def test_all_are_kept_and_none_is_too_close(found: list[Cluster], apart: float) -> None:
    made = merged(found, apart)
    assert sum(one.count for one in made) == sum(one.count for one in found)
    assert all(one.metres_to(other) >= apart for one, other in combinations(made, 2))
    for one in made:
        south, west, north, east = one.box
        assert south <= one.lat <= north
        assert west <= one.lon <= east


def test_two_that_meet_are_one_where_most_of_them_are() -> None:
    (made,) = merged([cluster(55.79, 13.1, 1), cluster(55.80, 13.1, 3)], 2000)
    assert (made.lat, made.lon) == pytest.approx((55.7975, 13.1))
    assert made.count == 4
    assert made.box == pytest.approx((55.789, 13.099, 55.801, 13.101))


def test_the_largest_comes_first() -> None:
    found = [cluster(55.7, 13.0, 1), cluster(55.8, 13.0, 9), cluster(55.9, 13.0, 5)]
    assert [one.count for one in merged(found, 100)] == [9, 5, 1]
