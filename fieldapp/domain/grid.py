"""A grid of squares over the ground, coarser the further away one looks at it.

The squares of one size lie whole in those of the next. Positions are whole millionths of a degree
of WGS84, so that nothing falls between two squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from fieldapp.domain.places import METRES_PER_DEGREE

Box = tuple[float, float, float, float]
EARTH: Box = (-90.0, -180.0, 90.0, 180.0)
DEGREE = 1_000_000
FINEST, COARSEST = 100, 3200
MOST = 20_000
# In pixels: three digits and some air.
_NARROWEST = 30
_NEAREST = 22


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares that are `metres` wide. `tall` and `wide` are in millionths of a degree."""

    metres: int
    tall: int
    wide: int

    def count(self, view: Box) -> int:
        """How many squares meet a box."""
        south, west, north, east = (round(degrees * DEGREE) for degrees in view)
        rows = north // self.tall - south // self.tall + 1
        return rows * (east // self.wide - west // self.wide + 1)

    def box(self, row: int, column: int) -> Box:
        """South, west, north and east of a square, in degrees."""
        south, west = row * self.tall, column * self.wide
        return (
            south / DEGREE,
            west / DEGREE,
            (south + self.tall) / DEGREE,
            (west + self.wide) / DEGREE,
        )


def grid_at(zoom: float, latitude: float, view: Box) -> Grid:
    """The finest grid whose squares are wide enough for a number, at a zoom of a web map.

    They are square at this latitude. Never more of them than MOST in the view, whatever the zoom.
    A web map's world is 256 px wide at zoom 0.
    """
    zoom = min(max(zoom, 0), _NEAREST)
    pixel = METRES_PER_DEGREE * 360 / 256 * cos(radians(latitude)) / 2**zoom
    tall = round(FINEST / METRES_PER_DEGREE * DEGREE)
    grid = Grid(FINEST, tall, round(tall / cos(radians(latitude))))
    while (grid.metres < pixel * _NARROWEST and grid.metres < COARSEST) or grid.count(view) > MOST:
        grid = Grid(grid.metres * 2, grid.tall * 2, grid.wide * 2)
    return grid


def read_box(text: str) -> Box | None:
    """`south,west,north,east` in degrees; None for what is no box on the earth."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -90 <= south < north <= 90 and -180 <= west < east <= 180
    return (south, west, north, east) if inside else None


def meet(one: Box | None, other: Box) -> Box:
    """What lies in both boxes; a box with nothing in it when they are apart."""
    if one is None:
        return other
    south, west = max(one[0], other[0]), max(one[1], other[1])
    return south, west, min(one[2], other[2]), min(one[3], other[3])


def write_box(box: Box) -> str:
    """A box as `read_box` reads it, to a metre."""
    return ",".join(f"{degrees:.5f}" for degrees in box)
