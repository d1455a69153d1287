"""The inspectors' rounds: what is visited when and by whom, as visits_*.toml tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.premises import Premises

Entry = Mapping[str, Any]
_USUAL_MINUTES = 40
_ALL = ("visits_older.toml", "visits_newer.toml")


@dataclass(frozen=True, slots=True)
class Round:
    """One visit to be. `told` is what the file tells of it."""

    id: str
    premises: Premises
    start: datetime
    end: datetime
    told: Entry

    @property
    def kind(self) -> str:
        return str(self.told.get("kind", "field"))

    @property
    def is_evening(self) -> bool:
        """Whether only the few points of a busy evening are gone through."""
        return bool(self.told.get("evening", False))

    @property
    def points(self) -> list[Entry]:
        return list(self.told.get("points", ()))

    def seen(self, point: Entry) -> datetime:
        """When what the point tells of was seen."""
        told = point.get("seen")
        return moments.at_or_after(self.start, told) if told else self.start


def rounds(premises: Iterable[Premises], night: date) -> list[Round]:
    """All visits of these premises until that night, oldest first; none that is yet to come."""
    known = {one.id: one for one in premises}
    days: dict[str, date] = {}
    found = []
    for entry in _read():
        day = days[entry["id"]] = _day(entry, days, night)
        if entry["premises"] in known and day <= night:
            start = moments.at(day, entry["at"])
            end = start + timedelta(minutes=entry.get("minutes", _USUAL_MINUTES))
            found.append(Round(entry["id"], known[entry["premises"]], start, end, entry))
    return sorted(found, key=lambda one: one.start)


def _day(entry: Entry, days: Mapping[str, date], night: date) -> date:
    if "after" in entry:
        return moments.weeks_before(days[entry["after"]], -entry["weeks"], entry["day"])
    if "near" in entry:
        return moments.latest(night, entry["near"], entry["day"])
    if "weeks" in entry:
        return moments.weeks_before(night, entry["weeks"], entry["day"])
    return night


def _read() -> Iterator[Entry]:
    for name in _ALL:
        yield from tomllib.loads((Path(__file__).parent / name).read_text())["visits"]
