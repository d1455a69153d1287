"""What is seen: categories by how often they happen, and the notes that fit the place and time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.catalog_items import Category

SUMMER = (6, 7, 8)
_WITH_NOTE, _WITH_MORE = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Scene:
    """A note with where and when it fits; `clock` is the moment the note itself names."""

    category: str
    note: str
    areas: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    clock: time | None = None

    def moment(self, start: datetime, end: datetime) -> datetime | None:
        """When in a pass the scene's own moment comes, if it does."""
        if self.clock is None:
            return None
        found = datetime.combine(start.date(), self.clock, start.tzinfo)
        found += timedelta(days=found < start)
        return found if start <= found <= end else None

    def fits(self, area: str, start: datetime, end: datetime) -> bool:
        here = not self.areas or area in self.areas
        now = not self.months or start.month in self.months
        return here and now and (self.clock is None or self.moment(start, end) is not None)


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen: its category, the note about it, and when, if the note says."""

    category: Category
    note: str | None
    moment: datetime | None = None
    words: str = ""


class Scenes:
    """The scenes of notes.toml for one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        read = tomllib.loads((Path(__file__).parent / "notes.toml").read_text())
        known = {area.id for area in catalog.areas}
        scenes = [_scene(entry) for entry in read["scenes"]]
        self.catalog = catalog
        self.also: list[str] = read["also"]
        self.seaside: list[str] = read["seaside"]
        self.areas: dict[str, float] = {
            area: often for area, often in read["area"].items() if area in known
        }
        self.weights: dict[str, float] = {
            name: often for name, often in read["weight"].items() if name in catalog.observations
        }
        self.scenes = {
            name: [scene for scene in scenes if scene.category == name] for name in self.weights
        }

    def sight(self, area: str, start: datetime, end: datetime, chance: Random) -> Sight:
        """Something that may be seen in this area during a pass."""
        name = chance.choices(list(self.weights), list(self.weights.values()))[0]
        category = self.catalog.observations[name]
        fitting = [scene for scene in self.scenes[name] if scene.fits(area, start, end)]
        if not fitting or chance.random() >= _WITH_NOTE:
            return Sight(category, None)
        scene = chance.choice(fitting)
        more = f" {chance.choice(self.also)}" if chance.random() < _WITH_MORE else ""
        note = scene.note + more if category.note else None
        return Sight(category, note, scene.moment(start, end), scene.note)

    def calm(self) -> Sight:
        """That there was nothing to see."""
        return Sight(self.catalog.observations["OB01"], None)

    def area(self, month: int, chance: Random) -> str:
        """Where a pass goes; to the sea more often in summer."""
        often = [
            often * (4 if month in SUMMER and area in self.seaside else 1)
            for area, often in self.areas.items()
        ]
        return chance.choices(list(self.areas), often)[0]


def _scene(entry: dict[str, Any]) -> Scene:
    clock = entry.get("clock")
    return Scene(
        category=entry["category"],
        note=entry["note"],
        areas=tuple(entry.get("areas", ())),
        months=tuple(entry.get("months", ())),
        clock=time.fromisoformat(clock) if clock else None,
    )
