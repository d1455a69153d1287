"""What a municipality covers: its border's box, whatever GeoJSON the border is."""

from dataclasses import replace
from typing import Any

import pytest

from fieldapp.domain.extent import extent
from tests import make

RING = [[12.9, 55.7], [13.2, 55.7], [13.1, 55.85], [12.9, 55.7]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}
BOX = (55.7, 12.9, 55.85, 13.2)


@pytest.mark.parametrize(
    "border",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[RING[:3]], [RING]]},
        {"type": "Feature", "properties": {}, "geometry": POLYGON},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": POLYGON}]},
    ],
    ids=lambda border: border["type"],
)
def test_it_is_the_borders_box(border: Any) -> None:
    assert extent(replace(make.catalog(), border=border)) == BOX


def test_without_a_border_it_is_around_the_middle() -> None:
    catalog = replace(make.catalog(), border=None)
    lat, lon, _ = catalog.centre
    south, west, north, east = extent(catalog)
    assert south == pytest.approx(lat - 0.1, abs=0.001)
    assert north == pytest.approx(lat + 0.1, abs=0.001)
    assert west < lon < east
