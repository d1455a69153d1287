"""Whether a permit allows serving or selling at a moment, and until when or from when.

Moments are naive: what a clock on the premises' wall shows. Hours that end at or before their
beginning go past midnight and belong to the day on which they began, as do term and season.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from fieldapp.domain.premises_fields import WEEKDAYS

Permit = Mapping[str, Any]
State = Literal["open", "closed", "unknown", "ended"]

_DAY = timedelta(days=1)
_MIDNIGHT = "24:00"
# Further ahead than the next season can begin, and a week more to meet a day with hours.
_FAR = 375
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Allowed:
    """`unknown`: the permit holds but says nothing of hours; `ended`: its last day has passed.

    `until` is when it must stop, if it is open (None: never, within a week); `opens` when it may
    begin next, if it is closed.
    """

    state: State
    until: datetime | None = None
    opens: datetime | None = None


def allowed(permit: Permit, moment: datetime) -> Allowed:
    """What the permit allows at this moment."""
    today = moment.date()
    now = [
        ends for begins, ends in _spans(permit, _days(today - _DAY, 2)) if begins <= moment < ends
    ]
    if now:
        return Allowed("open", until=_until(permit, max(now)))
    if permit.get("to") and today > date.fromisoformat(permit["to"]):
        return Allowed("ended")
    if not permit.get("hours") and holds(permit, today):
        return Allowed("unknown")
    coming = (begins for begins, _ in _spans(permit, _days(today, _FAR)) if begins > moment)
    return Allowed("closed", opens=next(coming, None))


def holds(permit: Permit, day: date) -> bool:
    """Whether the day is within the permit's term and season. A season may pass the new year."""
    first, last = permit.get("from") or "", permit.get("to") or "9999-12-31"
    if not first <= day.isoformat() <= last:
        return False
    season = permit.get("season")
    if not season:
        return True
    begins, ends, now = str(season["from"]), str(season["to"]), f"{day:%m-%d}"
    return begins <= now <= ends if begins <= ends else now >= begins or now <= ends


def _spans(permit: Permit, days: Iterable[date]) -> Iterator[tuple[datetime, datetime]]:
    hours = permit.get("hours") or {}
    for day in days:
        told = hours.get(WEEKDAYS[day.weekday()])
        if told and holds(permit, day):
            begins, ends = told.split("-")
            goes_past = ends <= begins
            yield _moment(day, begins), _moment(day + _DAY if goes_past else day, ends)


def _until(permit: Permit, ends: datetime) -> datetime | None:
    """When the hours that lie edge to edge with these are over."""
    for _ in range(_WEEK):
        following = [
            later
            for begins, later in _spans(permit, _days(ends.date() - _DAY, 2))
            if begins <= ends < later
        ]
        if not following:
            return ends
        ends = max(following)
    return None


def _days(first: date, number: int) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(number))


def _moment(day: date, clock: str) -> datetime:
    if clock == _MIDNIGHT:
        return _moment(day + _DAY, "00:00")
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}")
