"""What a municipality covers, as a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.grid import Box
from fieldapp.domain.places import METRES_PER_DEGREE, box, ring_around

_WITHOUT_BORDER = METRES_PER_DEGREE / 10


def extent(catalog: Catalog) -> Box:
    """South, west, north and east of the border; some ten kilometres around when there is none."""
    corners = tuple(_corners(catalog.border or {"coordinates": ()}))
    return box(corners or ring_around(*catalog.centre[:2], _WITHOUT_BORDER))


def _corners(shape: Any) -> Iterator[tuple[float, float]]:
    """The positions of GeoJSON (RFC 7946), lon and lat, however deep they are nested."""
    if isinstance(shape, dict):
        yield from _corners(shape.get("geometry") or shape.get("coordinates") or ())
        for feature in shape.get("features", ()):
            yield from _corners(feature)
    elif shape and isinstance(shape[0], int | float):
        yield float(shape[0]), float(shape[1])
    else:
        for inner in shape:
            yield from _corners(inner)
