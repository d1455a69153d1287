"""How the demo's coordinators work: on weekdays in the morning, most things soon, some never."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.cast import Cast
from fieldapp.demo.passes import Report
from fieldapp.domain.changes import Change
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person

Odds = tuple[tuple[str, ...], tuple[int, ...]]

NEVER = ""
_FIRST_OF_CALM: Odds = (("accept", "dismiss", "return", NEVER), (93, 2, 2, 3))
_FIRST_OF_OTHERS: Odds = (
    ("accept", "refer", "action", "dismiss", "return", NEVER),
    (34, 38, 12, 5, 7, 4),
)
_NEXT: dict[str, Odds] = {
    "accept": (("close", NEVER), (45, 55)),
    "refer": (("action", "close", NEVER), (35, 30, 35)),
    "action": (("close", NEVER), (70, 30)),
    "dismiss": (("close", NEVER), (20, 80)),
    "return": (("complete", NEVER), (80, 20)),
    "complete": (("accept",), (1,)),
    "close": ((NEVER,), (1,)),
}
_REASONS = {
    "dismiss": ("Redan rapporterat.", "Övning eller prov.", "Registrerat av misstag."),
    "action": ("Åtgärdat. Tack för rapporten!",),
    "close": ("Med i lägesbilden.", "Åtgärdat. Tack för rapporten!"),
}
# What a return asks for, and how its author answers.
_QUESTIONS = {
    "observation": ("place_name", "Platsen behöver göras tydligare."),
    "shift": ("summary", "Beskriv lite mer vad ni såg."),
}
_ANSWERS = {
    "observation": ("Norra änden av gångtunneln", "Vid cykelstället", "Hörnet mot parken"),
    "shift": ("Lugnt i stort. Några ungdomar vid stationen, bra samtal.",),
}
_ANSWER_DAYS, _NEXT_DAYS = (1, 2), (2, 12)


@dataclass(frozen=True, slots=True)
class Decision:
    """A review, or another record, that somebody at the desk makes at a moment.

    `singly` is of what must not be passed on in bulk, however long ago it was.
    """

    at: datetime
    actor: Person
    record: str
    fields: dict[str, Any]
    kind: str = "review"
    singly: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """A returned report that its author sends again at a moment."""

    at: datetime
    report: Report
    change: Change


@dataclass(frozen=True, slots=True)
class _Case:
    report: Report
    step: str
    version: int


class Desk:
    """The coordinators' pile: what was sent to them, and what becomes of it when."""

    def __init__(self, cast: Cast, chance: Random) -> None:
        self._cast, self._chance = cast, chance
        self._pile: list[tuple[datetime, int, _Case]] = []
        self._count = 0

    def receive(self, report: Report, at: datetime) -> None:
        """Lays a report on the pile."""
        calm = report.sight is None or report.sight.category.receivers == ("lagesbild",)
        steps, often = _FIRST_OF_CALM if calm else _FIRST_OF_OTHERS
        days = self._chance.choices((0, 1, 3), (75, 15, 10))[0]
        step = self._possible(report, self._chance.choices(steps, often)[0])
        self._lay(moments.morning(at, days, self._chance), _Case(report, step, 1))

    def due(self, until: datetime) -> Iterator[Decision | Completion]:
        """What is done until then, in the order of time."""
        while self._pile and self._pile[0][0] <= until:
            at, _, case = heapq.heappop(self._pile)
            yield (
                self._completion(at, case) if case.step == "complete" else self._decision(at, case)
            )

    def _decision(self, at: datetime, case: _Case) -> Decision:
        self._lay_next(at, case)
        authority = case.report.author.phone.person.authority
        fields: dict[str, Any] = {
            "authority": authority,
            "report": case.report.record,
            "report_kind": case.report.kind,
            "reporter": case.report.author.phone.person.id,
            "decision": case.step,
            "version": case.version,
            **self._words(case),
        }
        actor = self._chance.choice(self._cast.coordinators(authority))
        return Decision(at, actor, uuid7(at, self._chance.randbytes(ENTROPY_BYTES)), fields)

    def _words(self, case: _Case) -> dict[str, str]:
        if case.step == "return":
            field, reason = _QUESTIONS[case.report.kind]
            return {"field": field, "reason": reason}
        if case.step == "refer" and case.report.sight:
            return {"receiver": case.report.sight.category.receivers[0]}
        reasons = _REASONS.get(case.step)
        return {"reason": self._chance.choice(reasons)} if reasons else {}

    def _completion(self, at: datetime, case: _Case) -> Completion:
        report, author = case.report, case.report.author
        field, _ = _QUESTIONS[report.kind]
        answer = self._chance.choice(_ANSWERS[report.kind])
        fields = {field: answer, "submitted_at": author.time(at), "version": case.version + 1}
        change = author.change(report.kind, report.record, at, fields, self._chance, report.clock)
        self._lay_next(at, _Case(report, case.step, case.version + 1))
        return Completion(at, report, change)

    def _lay_next(self, at: datetime, case: _Case) -> None:
        step = self._chance.choices(*_NEXT[case.step])[0]
        days = self._chance.randint(*(_ANSWER_DAYS if case.step == "return" else _NEXT_DAYS))
        self._lay(moments.morning(at, days, self._chance), _Case(case.report, step, case.version))

    def _lay(self, at: datetime, case: _Case) -> None:
        if case.step != NEVER:
            self._count += 1
            heapq.heappush(self._pile, (at, self._count, case))

    @staticmethod
    def _possible(report: Report, step: str) -> str:
        """The step, or to accept where there is nobody to refer to or nothing to ask."""
        sight = report.sight
        nobody = step == "refer" and not (sight and sight.category.receivers)
        nothing = step == "return" and sight is not None and sight.category.minimal
        return "accept" if nobody or nothing else step
