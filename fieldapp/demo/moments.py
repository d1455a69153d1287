"""Days and hours of the demo's desk, and of its visits, counted from its last night."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from fieldapp.demo.nights import HERE, SATURDAY

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


def weeks_before(night: date, weeks: int, weekday: str) -> date:
    """That weekday of the week so many weeks before the one of this night."""
    monday = night - _DAY * night.weekday()
    return monday - _WEEK * weeks + _DAY * WEEKDAYS.index(weekday)


def latest(night: date, month_and_day: str, weekday: str) -> date:
    """The weekday on or next after `MM-DD`, of the last year in which it has been."""
    for year in range(night.year, night.year - 3, -1):
        found = date.fromisoformat(f"{year}-{month_and_day}")
        found += _DAY * ((WEEKDAYS.index(weekday) - found.weekday()) % 7)
        if found <= night:
            break
    return found


def at(day: date, clock: str) -> datetime:
    """`HH:MM` of that day, here."""
    return datetime.combine(day, time.fromisoformat(clock), HERE)


def at_or_after(start: datetime, clock: str) -> datetime:
    """The first time after the start that clocks show `HH:MM`: perhaps after midnight."""
    found = at(start.astimezone(HERE).date(), clock)
    return found if found >= start else found + _DAY


def morning(after: datetime, days: int, chance: Random) -> datetime:
    """A moment of a weekday's morning, at least so many days later."""
    day = after.astimezone(HERE).date() + _DAY * max(1, days)
    while day.weekday() >= SATURDAY:
        day += _DAY
    minutes = 8 * 60 + chance.randrange(210)
    moment = datetime.combine(day, time(), HERE) + timedelta(minutes=minutes)
    return moment + timedelta(seconds=chance.randrange(60))


def hours(texts: list[str]) -> dict[str, str]:
    """Hours by weekday, of texts such as `mo-th 11:00-22:00`."""
    found: dict[str, str] = {}
    for text in texts:
        days, times = text.split()
        first, _, last = days.partition("-")
        span = slice(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1)
        found |= dict.fromkeys(WEEKDAYS[span], times)
    return found
