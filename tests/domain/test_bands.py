"""Bands: round, rising, and wide enough for all counts."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.bands import MOST, band, bounds, spans

COUNTS = st.lists(st.integers(0, 2_000_000), max_size=30)


@pytest.mark.parametrize(
    ("counts", "least"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 7, 7, 3], [3, 7]),
        (range(41), [1, 2, 5, 10, 20]),
        (range(1001), [1, 5, 20, 70, 300]),
        ([*range(10), 1_000_000], [1, 20, 300, 5000, 70_000]),
        (range(180, 2000, 20), [100, 300, 500, 700, 1000]),
    ],
)
def test_bounds_are_round_and_some_times_apart(counts: Iterable[int], least: list[int]) -> None:
    assert bounds(counts) == least


@given(COUNTS)
def test_bands_rise_and_are_few(counts: list[int]) -> None:
    least = bounds(counts)
    assert len(least) <= MOST
    assert all(one < other for one, other in pairwise(least))
    assert bool(least) == any(counts)


@given(COUNTS)
def test_every_count_is_in_the_band_whose_span_holds_it(counts: list[int]) -> None:
    least = bounds(counts)
    for count in counts:
        place = band(count, least)
        assert (place == 0) == (count == 0)
        if place:
            first, last = spans(least)[place - 1]
            assert first <= count
            assert last is None or count <= last


def test_the_uppermost_band_has_no_end() -> None:
    assert spans([1, 5, 20]) == [(1, 4), (5, 19), (20, None)]
    assert spans([]) == []
