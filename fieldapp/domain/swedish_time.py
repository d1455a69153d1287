"""Swedish time, by which people here reckon days and hours whatever zone a machine is set to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fieldapp.domain.clock import parse_time

ZONE = ZoneInfo("Europe/Stockholm")
HOURS_A_WEEK = 7 * 24


def local(text: str) -> datetime:
    """A server's time (UTC text) in Swedish time."""
    return parse_time(text).astimezone(ZONE)


def week_hour(at: datetime) -> int:
    """How many whole hours of the week have gone at this moment of Swedish time: 0 to 167."""
    return at.weekday() * 24 + at.hour
