"""Which reports may tell of the same event: those near it in time and place."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import cos, radians

METRES, HOURS = 100, 2
_A_DEGREE = 111_320


def box(lat: float, lon: float, metres: float = METRES) -> tuple[float, float, float, float]:
    """South, west, north, east of the square around a place, in degrees of WGS84."""
    up = metres / _A_DEGREE
    aside = up / max(cos(radians(lat)), 0.01)
    return lat - up, lon - aside, lat + up, lon + aside


def period(at: datetime, hours: float = HOURS) -> tuple[datetime, datetime]:
    """From so many hours before to as many after."""
    return at - timedelta(hours=hours), at + timedelta(hours=hours)
