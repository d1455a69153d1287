"""A grid of squares over the ground, coarser the further away one looks at it.

The squares of one size lie whole in those of the next. Positions are whole millionths of a degree
of WGS84, so that nothing falls between two squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from fieldapp.domain.places import METRES_PER_DEGREE

Box = tuple[float, float, float, float]
DEGREE = 1_000_000
FINEST, COARSEST = 100, 3200
# The zoom of a web map, at which a square of the finest size is wide enough to hold a number.
_NEAREST_ZOOM = 15


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares that are `metres` wide. `tall` and `wide` are in millionths of a degree."""

    metres: int
    tall: int
    wide: int

    def box(self, row: int, column: int) -> Box:
        """South, west, north and east of a square, in degrees."""
        south, west = row * self.tall, column * self.wide
        return (
            south / DEGREE,
            west / DEGREE,
            (south + self.tall) / DEGREE,
            (west + self.wide) / DEGREE,
        )


def grid_at(zoom: int, latitude: float) -> Grid:
    """The grid to look at from a zoom of a web map; its squares are square at this latitude."""
    times = min(2 ** max(_NEAREST_ZOOM - zoom, 0), COARSEST // FINEST)
    tall = round(FINEST / METRES_PER_DEGREE * DEGREE)
    wide = round(tall / cos(radians(latitude)))
    return Grid(FINEST * times, tall * times, wide * times)


def read_box(text: str) -> Box | None:
    """`south,west,north,east` in degrees; None for what is no box on the earth."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -90 <= south < north <= 90 and -180 <= west < east <= 180
    return (south, west, north, east) if inside else None


def write_box(box: Box) -> str:
    """A box as `read_box` reads it, to a metre."""
    return ",".join(f"{degrees:.5f}" for degrees in box)
