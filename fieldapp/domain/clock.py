"""A hybrid logical clock that is written as a sortable string.

``2026-11-20T20:07:30.123Z-0007-0123456789abcdef``: UTC to the millisecond, a counter of ticks
within it (four hex digits), and the node that gave it (the last 16 hex digits of a device's UUID).
After Kulkarni et al., "Logical Physical Clocks" (2014); the format is docs/protocol.md's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

NOTHING_SEEN = ""
FURTHEST_AHEAD = timedelta(days=5 * 365)
"""Who sees a clock has to tick after it, so one that is further ahead is not let in."""
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(2099, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
_FORM = re.compile(
    r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{16}", flags=re.ASCII
)
_LAST_COUNT = 0xFFFF


class ClockFormError(ValueError):
    """A string is not a clock as docs/protocol.md writes it."""


def node_of(device: str) -> str:
    """The node part for a device's UUID (any usual spelling)."""
    return device.replace("-", "").lower()[-16:]


def format_time(moment: datetime) -> str:
    """UTC with milliseconds, ``2026-11-20T20:07:30.123Z``."""
    utc = moment.astimezone(UTC)
    return f"{utc.isoformat(timespec='milliseconds')[:23]}Z"


def parse_time(text: str) -> datetime:
    """The moment that an ISO 8601 string with a zone names. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a time needs its zone: {text!r}")
    return moment


def true_time(time: Mapping[str, Any] | None) -> str | None:
    """When it was by the server's clock, as UTC text: a device's time as docs/protocol.md has it,
    corrected by its offset."""
    if not time:
        return None
    moment = parse_time(time["at"]) + timedelta(milliseconds=time.get("offset") or 0)
    return format_time(moment)


def check(clock: str) -> str:
    """The clock itself, well formed and naming a moment that exists; else ClockFormError."""
    if not isinstance(clock, str) or not _FORM.fullmatch(clock):
        raise ClockFormError(f"not a clock: {clock!r}")
    try:
        exists = format_time(parse_time(clock[:24])) == clock[:24]
    except ValueError:
        exists = False
    if not exists:
        raise ClockFormError(f"no such moment: {clock!r}")
    return clock


def is_too_far_ahead(clock: str, now: datetime) -> bool:
    """Whether a clock would drive everybody's into a distant future."""
    return parse_time(clock[:24]) > now + FURTHEST_AHEAD


@dataclass
class Clock:
    """One node's clock. It reads no time of its own: `now` is handed to every tick."""

    node: str
    last: str = NOTHING_SEEN

    def tick(self, now: datetime) -> str:
        """A clock later than every one given or observed before.

        A phone that has lost its time altogether still makes clocks that are accepted.
        """
        wall = format_time(min(max(now, FIRST_MOMENT), LAST_MOMENT))
        if wall > self.last[:24]:
            self.last = f"{wall}-0000-{self.node}"
            return self.last
        moment, count = self.last[:24], int(self.last[25:29], 16) + 1
        if count > _LAST_COUNT:
            moment, count = format_time(parse_time(moment) + timedelta(milliseconds=1)), 0
        self.last = f"{moment}-{count:04x}-{self.node}"
        return self.last

    def observe(self, clock: str) -> None:
        """Takes note of a clock that was seen, so that the next tick is later than it."""
        self.last = max(self.last, clock)
