"""The grid: squares that lie whole in coarser ones, wide enough for a number at their zoom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.grid import COARSEST, DEGREE, FINEST, MOST, grid_at, read_box, write_box

LATITUDE = 55.785
VIEW = (55.78, 13.0, 55.8, 13.05)
EARTH = (-90.0, -180.0, 90.0, 180.0)


def test_squares_double_with_each_zoom_until_the_finest_and_the_coarsest() -> None:
    zooms = (19, 15, 14, 13, 12, 11.75, 11, 10, 5)
    sizes = [grid_at(zoom, LATITUDE, VIEW).metres for zoom in zooms]
    assert sizes == [FINEST, FINEST, 200, 400, 800, 800, 1600, COARSEST, COARSEST]


@pytest.mark.parametrize("zoom", [1e9, 1024.0, -1e9, -1024.0])
def test_a_zoom_that_no_map_has_is_the_nearest_or_the_furthest(zoom: float) -> None:
    assert grid_at(zoom, LATITUDE, VIEW).metres == (FINEST if zoom > 0 else COARSEST)


@given(
    lat=st.integers(55_700_000, 55_900_000),
    lon=st.integers(12_900_000, 13_200_000),
    zoom=st.integers(10, 15),
)
def test_every_place_is_in_the_square_of_its_row_and_column(lat: int, lon: int, zoom: int) -> None:
    grid = grid_at(zoom, LATITUDE, VIEW)
    south, west, north, east = grid.box(lat // grid.tall, lon // grid.wide)
    assert south <= lat / DEGREE < north
    assert west <= lon / DEGREE < east


@given(row=st.integers(0, 10**6), column=st.integers(0, 10**6), zoom=st.integers(11, 15))
def test_a_square_lies_whole_in_one_that_is_coarser(row: int, column: int, zoom: int) -> None:
    fine, coarse = grid_at(zoom, LATITUDE, VIEW), grid_at(zoom - 1, LATITUDE, VIEW)
    south, west, north, east = fine.box(row, column)
    around = coarse.box(row // 2, column // 2)
    assert around[0] <= south < north <= around[2]
    assert around[1] <= west < east <= around[3]


@pytest.mark.parametrize("zoom", [5.0, 15.0, 22.0, float("nan")])
def test_there_are_never_too_many_squares_to_count(zoom: float) -> None:
    grid = grid_at(zoom, LATITUDE, EARTH)
    assert MOST / 10 < grid.count(EARTH) <= MOST


def test_squares_are_as_wide_as_they_are_tall_on_the_ground() -> None:
    grid = grid_at(13, LATITUDE, VIEW)
    assert grid.tall == pytest.approx(400 / 111_320 * DEGREE, rel=0.001)
    assert grid.wide * 0.5623 == pytest.approx(grid.tall, rel=0.001)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "56,13,55,14", "55,14,56,13", "nan,1,2,3", "0,0,91,1"],
)
def test_what_is_no_box_is_none(text: str) -> None:
    assert read_box(text) is None


def test_a_box_is_written_as_it_is_read() -> None:
    box = (55.75, 12.9, 55.76, 12.91234)
    assert write_box(box) == "55.75000,12.90000,55.76000,12.91234"
    assert read_box(write_box(box)) == box
