"""As many numbered premises as are asked for, with a spread of plain visits, for tests of load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.positions import Ground, position
from fieldapp.demo.premises import Premises, record
from fieldapp.demo.rounds import Round

_YEAR = 365
_VISITS = ((0, 1, 2), (70, 25, 5))
_RISKS = ((1, 2, 3, 4), (35, 40, 20, 5))
_MINUTES = timedelta(minutes=35)
_FAULTY, _PUT_RIGHT = 0.15, 0.6
_IN_PILE = 14


@dataclass(frozen=True, slots=True)
class _Sort:
    """What some of the premises are: permits, hours, when they are visited, what is amiss."""

    name: str
    permits: tuple[str, ...]
    hours: str
    visited: tuple[int, int]
    amiss: tuple[str, str]


_SORTS = (
    _Sort(
        "Exempelkrogen", ("serving_indoors",), "mo-su 11:00-01:00", (19, 22),
        ("YS17", "En sorts alkoholfri öl fanns, och den var slut. Läsk och vatten fanns."),
    ),
    _Sort(
        "Exempelbutiken", ("folkol", "tobacco", "nicotine"), "", (9, 18),
        ("FO05", "Listan över utbildad personal är från förra året. En i kassan saknas på den."),
    ),
    _Sort(
        "Exempelkiosken", ("tobacco", "ecig", "nicotine"), "", (9, 18),
        ("TN10", "18-årsskylt saknas för tobaksfria nikotinprodukter."),
    ),
    _Sort(
        "Exempelpizzerian", ("serving_indoors", "serving_outdoors"), "mo-su 11:00-22:00", (17, 20),
        ("YS17", "Inga alkoholfria alternativ stod på listan. Läsk och vatten fanns."),
    ),
    _Sort(
        "Exempelskolan", ("smoke_free",), "", (9, 14),
        ("RM10", "Skylt om rökförbud saknas vid en av grindarna."),
    ),
)  # fmt: skip


def numbered(places: Iterable[int], ground: Ground, seed: int) -> list[Premises]:
    """Those with these numbers in the register."""
    return [_numbered(place, ground, Random(f"{seed} premises {place}")) for place in places]


def plain_rounds(premises: Iterable[Premises], night: date, seed: int) -> Iterator[Round]:
    """Visits of these premises within the last year, in no order."""
    for one in premises:
        chance = Random(f"{seed} visits of {one.id}")
        for number in range(chance.choices(*_VISITS)[0]):
            yield _plain(one, number, night - timedelta(days=chance.randrange(_YEAR)), chance)


def _sort(premises: Premises) -> _Sort:
    return next(sort for sort in _SORTS if premises.fields["name"].startswith(sort.name))


def _numbered(place: int, ground: Ground, chance: Random) -> Premises:
    sort, area = _SORTS[place % len(_SORTS)], chance.choice(list(ground.areas.values()))
    hours = {"hours": moments.hours([sort.hours])} if sort.hours else {}
    risk = chance.choices(*_RISKS)[0]
    fields: dict[str, Any] = {
        "authority": "kommun",
        "own_id": f"T-{place:05}",
        "name": f"{sort.name} {place:05}",
        "holder": f"Exempelbolaget {place:05}",
        "address": f"Exempelvägen {place}",
        "locality": area.name,
        "place": {**position(ground.point(area.id, chance), chance), "source": "map"},
        "risk": risk,
        "visits_per_year": max(1, risk - 1),
        **{f"permits/{kind}": hours for kind in sort.permits},
    }
    return Premises(str(place), record(str(place)), fields)


def _plain(premises: Premises, number: int, day: date, chance: Random) -> Round:
    sort = _sort(premises)
    clock = f"{chance.randint(*sort.visited):02}:{chance.randrange(60):02}"
    start = moments.at(day, clock) + timedelta(milliseconds=chance.randrange(60_000))
    told: dict[str, Any] = {"by": chance.randint(1, 2), "evening": sort.visited[0] > 12}
    told["desk"] = {"sent": chance.randint(2, _IN_PILE), "manner": "email"}
    if chance.random() < _FAULTY:
        item, note = sort.amiss
        told["points"] = [{"item": item, "value": "deficiency", "days": 30, "note": note}]
        told["desk"]["due"] = 21
        if chance.random() < _PUT_RIGHT:
            reason = "Ägaren har visat att det är ordnat."
            told["decisions"] = [{"item": item, "state": "remedied", "days": 40, "reason": reason}]
    return Round(f"{premises.id} {number}", premises, start, start + _MINUTES, told)
