"""When passes are walked: the rhythm of weekdays, hours, holidays and breaks from school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Stockholm")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
USUAL_DAYS, MOST_DAYS = 92, 3650
_REPORTS_A_DAY = 60
_REPORTS_A_PASS = 4.2
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a kind of pass is walked on a weekday, its start (hours) and length (minutes)."""

    often: Mapping[int, float]
    starts: tuple[float, float]
    lasts: tuple[int, int]


RHYTHMS = {
    "nightWalk": Rhythm(
        {THURSDAY: 0.1, FRIDAY: 1.0, SATURDAY: 1.0, SUNDAY: 0.05}, (20.0, 21.5), (150, 250)
    ),
    "policeVolunteer": Rhythm(
        {WEDNESDAY: 0.1, THURSDAY: 0.15, FRIDAY: 0.4, SATURDAY: 0.5}, (18.5, 20.5), (150, 240)
    ),
    "fieldTeam": Rhythm(
        {TUESDAY: 0.1, WEDNESDAY: 0.3, THURSDAY: 0.3, FRIDAY: 0.5, SATURDAY: 0.2},
        (16.5, 18.5),
        (180, 300),
    ),
    "safetyWalk": Rhythm({TUESDAY: 0.08, THURSDAY: 0.08}, (16.5, 17.5), (75, 120)),
}
_A_WEEK = sum(sum(rhythm.often.values()) for rhythm in RHYTHMS.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """One pass to be: its number in the story, its kind, its times and how many observations."""

    number: int
    kind: str
    start: datetime
    end: datetime
    observations: int

    @property
    def calm(self) -> bool:
        """Whether there was nothing to report: one tap, or not even that."""
        return self.observations <= 1

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def plans(now: datetime, reports: int, seed: str) -> list[Plan]:
    """Passes, oldest first, that with their observations are exactly so many reports.

    The newest is from last night. The period is three months, longer when so many ask for it.
    """
    days = max(USUAL_DAYS, min(MOST_DAYS, reports // _REPORTS_A_DAY))
    factor = reports / _REPORTS_A_PASS / (_A_WEEK * days / 7)
    found: list[Plan] = []
    left = reports
    for plan in _backwards(last_night(now), factor, seed):
        if left <= 0:
            break
        found.append(replace(plan, observations=min(plan.observations, left - 1)))
        left -= 1 + found[-1].observations
    return [replace(plan, number=number) for number, plan in enumerate(reversed(found))]


def last_night(now: datetime) -> date:
    """The last evening whose passes have surely ended."""
    return (now.astimezone(HERE) - timedelta(hours=6)).date() - _DAY


def busiest(planned: Iterable[Plan]) -> int:
    """The most passes of one kind on one night: so many phones are needed."""
    return max(Counter((plan.start.date(), plan.kind) for plan in planned).values(), default=0)


def weight(day: date) -> float:
    """How much more is walked on this day than on any other of its weekday."""
    return 2.5 if is_holiday(day) else 1.4 if is_break(day) else 1.0


def is_holiday(day: date) -> bool:
    """Evenings when many are out: Valborg, Halloween, Lucia, New Year, midsummer, end of term."""
    fixed = {(4, 30), (10, 31), (12, 13), (12, 31)}
    friday_in_june = day.month == 6 and day.weekday() == FRIDAY and 8 <= day.day <= 25
    return (day.month, day.day) in fixed or friday_in_june


def is_break(day: date) -> bool:
    """Weeks without school: winter (8), autumn (44) and the two last of the year."""
    return day.isocalendar().week in (8, 44, 52)


def _backwards(night: date, factor: float, seed: str) -> Iterator[Plan]:
    """Passes from this night and back, without end, the latest first."""
    first = True
    while True:
        chance = Random(f"{seed} {night}")
        walked = [plan for kind in RHYTHMS for plan in _of_night(night, kind, factor, chance)]
        if first and not walked:
            walked = [_plan(night, "nightWalk", chance)]
        first = False
        yield from sorted(walked, key=lambda plan: plan.start, reverse=True)
        night -= _DAY


def _of_night(night: date, kind: str, factor: float, chance: Random) -> list[Plan]:
    expected = RHYTHMS[kind].often.get(night.weekday(), 0.02) * weight(night) * factor
    return [_plan(night, kind, chance) for _ in range(int(expected + chance.random()))]


def _plan(night: date, kind: str, chance: Random) -> Plan:
    rhythm = RHYTHMS[kind]
    midnight = datetime.combine(night, time(), HERE)
    minutes = round(chance.uniform(*rhythm.starts) * 60)
    start = midnight + timedelta(minutes=minutes, seconds=chance.randrange(60))
    end = start + timedelta(minutes=chance.randint(*rhythm.lasts), seconds=chance.randrange(60))
    calm = chance.random() < 0.2
    seen = 1 if calm else chance.choices(range(2, 9), (5, 6, 6, 4, 3, 1, 1))[0]
    return Plan(0, kind, start, end, seen)
