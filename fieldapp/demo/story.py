"""The whole demo as a story: what reaches the server and is decided there, in order of time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from fieldapp.demo.author import Author
from fieldapp.demo.camera import Camera, Picture
from fieldapp.demo.cast import Cast, Phone
from fieldapp.demo.desk import Completion, Decision, Desk
from fieldapp.demo.mishaps import NOT_ACCEPTED, mishaps
from fieldapp.demo.nights import Plan
from fieldapp.demo.passes import Pass, Report, World
from fieldapp.demo.positions import Ground
from fieldapp.demo.scenes import Scenes
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change

PHOTOS = 60
_PASSES_WITH_PHOTOS, _REMEMBERED = 45, 60
_TOLD_SINGLY = 400
_NO_COVERAGE = 0.1


@dataclass(frozen=True, slots=True)
class Push:
    """What one phone sends at one moment; `singly` as of a decision."""

    at: datetime
    phone: Phone
    changes: Sequence[Change]
    pictures: Sequence[Picture] = ()
    reports: int = 0
    singly: bool = False


class Mishap(Push):
    """A push that the server sets aside."""


Event = Push | Decision


class Story:
    """One telling, decided by the seed: the same events every time it is told anew."""

    def __init__(
        self, catalog: Catalog, cast: Cast, plans: Sequence[Plan], *, now: datetime, seed: int
    ) -> None:
        self.now, self.cast, self.plans = now, cast, plans
        self._seed = seed
        self._world = World(Ground(catalog), Scenes(catalog), Camera(PHOTOS))
        self._authors: dict[str, Author] = {}
        self._desk = Desk(cast, Random(f"{seed} desk"))
        self._newest: deque[Report] = deque(maxlen=_REMEMBERED)

    @property
    def beginning(self) -> datetime:
        return self.plans[0].start - timedelta(days=1) if self.plans else self.now

    @property
    def recent(self) -> datetime:
        """Since when each phone's and each desk's own doings are told; before, the bulk of it."""
        return self.plans[-_TOLD_SINGLY:][0].start if self.plans else self.now

    def events(self) -> Iterator[Event]:
        """Everything that happens until now."""
        last = self.beginning
        for _, night in groupby(self.plans, key=lambda plan: plan.start.date()):
            for push, reports in sorted(self._walked(night), key=lambda walked: walked[0].at):
                last = min(push.at, self.now)
                yield from self._at_the_desk(last)
                yield push
                for report in reports:
                    self._desk.receive(report, last)
                    self._newest.append(report)
        yield from self._at_the_desk(self.now)
        yield from self._mishaps(last)

    def _walked(self, night: Iterable[Plan]) -> Iterator[tuple[Push, list[Report]]]:
        taken = dict.fromkeys(self.cast.phones, 0)
        for plan in night:
            chance = Random(f"{self._seed} pass {plan.number}")
            phones = self.cast.phones[plan.kind]
            phone = phones[(plan.start.toordinal() + taken[plan.kind]) % len(phones)]
            taken[plan.kind] += 1
            walked = Pass(plan, self._author(phone), self._lit(plan), chance)
            at = min(self.now, self._arrival(plan, chance))
            push = Push(at, phone, walked.changes, walked.pictures, len(walked.reports))
            yield push, walked.reports

    def _lit(self, plan: Plan) -> World:
        """The world, with film in the camera only for the newest passes."""
        if len(self.plans) - plan.number <= _PASSES_WITH_PHOTOS:
            return self._world
        return World(self._world.ground, self._world.scenes, Camera(0))

    def _arrival(self, plan: Plan, chance: Random) -> datetime:
        """Soon after the pass; next morning for those who had no coverage."""
        late = chance.random() < _NO_COVERAGE
        minutes = chance.randint(420, 600) if late else chance.randint(1, 20)
        return plan.end + timedelta(minutes=minutes, seconds=chance.randrange(60))

    def _at_the_desk(self, until: datetime) -> Iterator[Event]:
        for errand in self._desk.due(until):
            if isinstance(errand, Completion):
                yield Push(errand.at, errand.report.author.phone, [errand.change])
            else:
                yield errand

    def _mishaps(self, after: datetime) -> Iterator[Event]:
        chance = Random(f"{self._seed} mishaps")
        newest = list(reversed(self._newest))
        for author, change in mishaps(newest, min(after, self.now), chance):
            kind = Mishap if change.fields == NOT_ACCEPTED else Push
            yield kind(self.now, author.phone, [change])

    def _author(self, phone: Phone) -> Author:
        return self._authors.setdefault(phone.device, Author(phone))
