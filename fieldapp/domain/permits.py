"""What a permit allows at a moment: whether it holds, and the hours that may be served or sold in.

The twin of static/src/domain/permits.js, held to it by sync/vectors/permits. Hours are read as the
clock on the wall in Sweden shows, also in the hour that comes twice when summer time ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from fieldapp.domain.swedish_time import ZONE

PERMIT_FIELD = "permits/"
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MIDNIGHT = "24:00"
_DAY = timedelta(days=1)
_AHEAD = 7
Permit = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hours:
    """What a permit says of a moment.

    `open` is None when it says nothing of hours. `begins` and `ends`, `2026-11-20T16:00` by the
    clock on the wall, are of the period that is now, else of the next within a week; `ends` is
    None when it goes on for longer than that.
    """

    in_force: bool
    open: bool | None
    begins: str | None = None
    ends: str | None = None


def hours(permit: Permit, moment: datetime) -> Hours:
    """What the permit allows at this moment, which has a zone of its own."""
    here = moment.astimezone(ZONE).replace(tzinfo=None)
    holds_today = holds(permit, here.date())
    if not permit.get("hours"):
        return Hours(holds_today, None)
    last_day = here.date() + _AHEAD * _DAY
    for begins, ends in _joined(_periods(permit, here.date())):
        if here < ends:
            is_open = begins <= here
            shown = None if ends.date() > last_day else _text(ends)
            return Hours(holds_today or is_open, is_open, _text(begins), shown)
    return Hours(holds_today, False)


def holds(permit: Permit, day: date) -> bool:
    """Whether the permit is in force on this day: within its dates and, if it has one, season."""
    text, season = day.isoformat(), permit.get("season")
    if text < (permit.get("from") or text) or text > (permit.get("to") or text):
        return False
    return not season or _in_season(text[5:], season["from"], season["to"])


def held(premises_values: Mapping[str, Any], day: date | None = None) -> list[str]:
    """The kinds of permit that a premises has, those only that hold on the day if one is told."""
    return [
        name.removeprefix(PERMIT_FIELD)
        for name, permit in sorted(premises_values.items())
        if name.startswith(PERMIT_FIELD)
        and permit is not None
        and (day is None or holds(permit, day))
    ]


def _in_season(day: str, first: str, last: str) -> bool:
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last


def _periods(permit: Permit, today: date) -> Iterator[tuple[datetime, datetime]]:
    """From yesterday's, which may go on past midnight, until a week ahead."""
    for ahead in range(-1, _AHEAD + 1):
        day = today + ahead * _DAY
        told = permit["hours"].get(_WEEKDAYS[day.weekday()])
        if told and holds(permit, day):
            begins, _, ends = told.partition("-")
            next_day = ends <= begins or ends == _MIDNIGHT
            until = time(0) if ends == _MIDNIGHT else time.fromisoformat(ends)
            yield (
                datetime.combine(day, time.fromisoformat(begins)),
                datetime.combine(day + _DAY if next_day else day, until),
            )


def _joined(
    periods: Iterator[tuple[datetime, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """The same with those made one that one walks between without the door being shut."""
    current = next(periods, None)
    for begins, ends in periods:
        if current and begins <= current[1]:
            current = (current[0], max(current[1], ends))
        else:
            if current:
                yield current
            current = (begins, ends)
    if current:
        yield current


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
