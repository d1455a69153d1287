"""Times in words. The desk shows Swedish time, whatever zone a phone or a server is set to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from fieldapp.domain.clock import parse_time
from fieldapp.domain.swedish_time import ZONE as ZONE
from fieldapp.domain.swedish_time import local as local

DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
MONTHS = (
    "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip
NOTABLE_OFFSET = timedelta(minutes=1)


def moment(value: Mapping[str, Any]) -> datetime:
    """The true moment of a report's time, whatever zone the phone was set to."""
    moment = parse_time(value["at"]) + timedelta(milliseconds=value.get("offset") or 0)
    return moment.astimezone(ZONE)


def clock(at: datetime) -> str:
    """`21:07`."""
    return f"{at.hour:02}:{at.minute:02}"


def day(at: datetime) -> str:
    """`fre 20 nov`."""
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}"


def date(at: datetime) -> str:
    """`20 nov 2026`."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def short(at: datetime) -> str:
    """`fre 20 nov 21:07`."""
    return f"{day(at)} {clock(at)}"


def full(at: datetime) -> str:
    """`fre 20 nov 2026 21:07`."""
    return f"{day(at)} {at.year} {clock(at)}"


def this_year() -> int:
    """The year it is in Sweden."""
    return datetime.now(ZONE).year


def machine(at: datetime) -> str:
    """For the `datetime` of a <time>."""
    return at.isoformat(timespec="seconds")


def ago(at: datetime, now: datetime) -> str:
    """`för 3 min sedan`, roughly: what one would say."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "nyss"
    if minutes < 60:
        return f"för {minutes} min sedan"
    if minutes < 48 * 60:
        return f"för {minutes // 60} tim sedan"
    days = minutes // (24 * 60)
    if days < 60:
        return f"för {days} dagar sedan"
    if days < 2 * 365:
        return f"för {days * 12 // 365} månader sedan"
    return f"för {days // 365} år sedan"


def offset_in_words(milliseconds: int | None) -> str:
    """What to say of a device whose clock was wrong by more than a minute; else nothing."""
    offset = timedelta(milliseconds=milliseconds or 0)
    if abs(offset) <= NOTABLE_OFFSET:
        return ""
    which = "efter" if offset > timedelta(0) else "före"
    return f"Telefonens klocka gick {duration(abs(offset))} {which}. Tiden är rättad."


def duration(span: timedelta) -> str:
    """`3 tim 5 min`."""
    minutes = round(span.total_seconds() / 60)
    parts = [(minutes // 1440, "dygn"), (minutes // 60 % 24, "tim"), (minutes % 60, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"
