"""One pass as its phone wrote it: the start, what was seen, and the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.demo import positions
from fieldapp.demo.author import Author
from fieldapp.demo.camera import Camera, Picture
from fieldapp.demo.nights import Plan
from fieldapp.demo.positions import Ground
from fieldapp.demo.scenes import Scenes, Sight
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import NOTHING_SEEN
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7

Fields = dict[str, Any]
_TOGETHER = ((2, 3, 4, 5, 6, 8), (12, 38, 28, 12, 7, 3))
_CALLS_112, _CALLS_11414, _MOVED, _NAMED = 0.92, 0.6, 0.15, 0.25
_PEOPLE = (("0", "1-10", "11-30", "31-100", ">100"), (5, 40, 35, 17, 3))
_YOUTHS = (("0", "1-10", "11-30", "31-100"), (25, 45, 25, 5))
_PLACES = (
    "Gångtunneln", "Busshållplatsen", "Lekplatsen", "Parkeringen", "Cykelstället", "Grillplatsen",
    "Gångstigen", "Torget",
)  # fmt: skip
_SUMMARIES = {
    1: ("Lugn kväll. God stämning överallt.", "Få ute, allt lugnt.", ""),
    2: ("Mest lugnt, några småsaker.", "Bra samtal med flera ungdomar.", ""),
    3: ("Rörigt en stund, sedan lugnare.", "Fler ute än vanligt."),
    4: ("Orolig kväll. Bra stöd av fältgruppen.", "Stökigt efter tio. Vi höll oss synliga."),
    5: ("Mycket orolig kväll. Polisen var på plats flera gånger.",),
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a pass, as much as the desk and the later story need to know."""

    kind: str
    record: str
    author: Author
    clock: str
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What every pass has in common. Only the camera changes: it has so much film."""

    ground: Ground
    scenes: Scenes
    camera: Camera


class Pass:
    """A pass from its start to its debrief, all of it on its phone when it is made."""

    def __init__(self, plan: Plan, author: Author, world: World, chance: Random) -> None:
        self.reports: list[Report] = []
        self.changes: list[Change] = []
        self.pictures: list[Picture] = []
        self._plan, self._author, self._world, self._chance = plan, author, world, chance
        self._area = world.scenes.area(plan.start.month, chance)
        self._id = uuid7(plan.start, chance.randbytes(ENTROPY_BYTES))
        self._walk()

    def _walk(self) -> None:
        started = self._add("shift", self._id, self._plan.start, self._start())
        for moment, sight in self._sights():
            self._observe(moment, sight)
        ended = self._add("shift", self._id, self._plan.end, self._debrief(), started.at)
        self.reports.append(Report("shift", self._id, self._author, ended.at))

    def _add(
        self, kind: str, record: str, moment: datetime, fields: Fields, seen: str = NOTHING_SEEN
    ) -> Change:
        change = self._author.change(kind, record, moment, fields, self._chance, seen)
        self.changes.append(change)
        return change

    def _start(self) -> Fields:
        return {
            **self._author.signed(self._plan.start),
            "shift_kind": self._plan.kind,
            "area": self._area,
            "participants_count": self._chance.choices(*_TOGETHER)[0],
            "started_at": self._author.time(self._plan.start),
        }

    def _sights(self) -> list[tuple[datetime, Sight]]:
        plan, scenes, chance = self._plan, self._world.scenes, self._chance
        if plan.calm:
            return [(plan.start + plan.length / 2, scenes.calm())] * plan.observations
        found = []
        for _ in range(plan.observations):
            sight = scenes.sight(self._area, plan.start, plan.end, chance)
            some_time = plan.start + plan.length * chance.uniform(0.05, 0.95)
            found.append((sight.moment or some_time, sight))
        return sorted(found, key=lambda one: one[0])

    def _observe(self, moment: datetime, sight: Sight) -> None:
        record = uuid7(moment, self._chance.randbytes(ENTROPY_BYTES))
        point = self._world.ground.point(self._area, self._chance)
        fix = positions.position(point, self._chance)
        sent = moment + timedelta(seconds=self._chance.randint(8, 90))
        fields = {
            **self._author.signed(sent),
            "shift": self._id,
            "category": sight.category.id,
            "happened_at": self._author.time(moment),
            **self._place(sight, fix),
            **({"note": sight.note} if sight.note else {}),
            **self._calls(sight),
            **self._photo(sight, moment, fix),
        }
        latest = self._add("observation", record, sent, fields)
        if _is_exact(sight) and self._chance.random() < _MOVED:
            later = sent + timedelta(minutes=self._chance.randint(1, 6))
            place = {"place": positions.moved(point, self._chance)}
            latest = self._add("observation", record, later, place, latest.at)
        self.reports.append(Report("observation", record, self._author, latest.at, sight))

    def _place(self, sight: Sight, fix: positions.Position) -> Fields:
        if sight.category.minimal:
            return {}
        kept = positions.coarse(fix, sight.category.round_place)
        named = _is_exact(sight) and self._chance.random() < _NAMED
        name = {"place_name": self._chance.choice(_PLACES)} if named else {}
        return {"stood": kept, "place": dict(kept), **name}

    def _calls(self, sight: Sight) -> Fields:
        call, chance = sight.category.call, self._chance
        if call is None:
            return {}
        by_chance = chance.random() < (_CALLS_112 if call == "112" else _CALLS_11414)
        called_112 = "112 ringt" in sight.words or (call == "112" and by_chance)
        if sight.category.minimal:
            return {"called_112": called_112}
        silent = call == "11414" and not sight.words
        called_11414 = "114 14" in sight.words or (silent and by_chance)
        return {"called_112": called_112, "called_11414": called_11414}

    def _photo(self, sight: Sight, moment: datetime, fix: positions.Position) -> Fields:
        taken = self._world.camera.take(sight, moment, fix, self._chance)
        if taken is None:
            return {}
        self.pictures.append(taken)
        return taken.manifest(self._author.time(moment), fix)

    def _debrief(self) -> Fields:
        seen = [change.fields for change in self.changes]
        calls_112 = sum(fields.get("called_112") is True for fields in seen)
        calls_11414 = sum(fields.get("called_11414") is True for fields in seen)
        plan, chance = self._plan, self._chance
        unease = min(5, 1 + calls_112 * 2 + calls_11414 + chance.randint(0, 1))
        unease = 1 if plan.calm else unease
        return {
            "ended_at": self._author.time(plan.end),
            "nothing_to_report": plan.calm,
            "people_about": chance.choices(*_PEOPLE)[0],
            "youths_about": chance.choices(*_YOUTHS)[0],
            "shift_calmness": unease,
            "calls/112": calls_112,
            "calls/11414": calls_11414,
            "calls/field_team": int(unease > 2 and chance.random() < 0.4),
            "calls/guard": int(unease > 3 and chance.random() < 0.2),
            "summary": chance.choice(_SUMMARIES[unease]),
            "follow_up": unease > 3,
        }


def _is_exact(sight: Sight) -> bool:
    return not sight.category.round_place and not sight.category.minimal
