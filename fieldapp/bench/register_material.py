"""A register of premises and what was found there, as the desk and inspectors write it, and what
an inspector asks of it; the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from fieldapp.bench.material import Phone
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person

LIMIT = 30
_BEGINNING = datetime.fromisoformat("2026-01-05T18:00:00+00:00")
_SORTS = ("Restaurang", "Krog", "Pizzeria", "Kiosk", "Livs", "Café", "Hotell", "Macken", "Butiken")
_NAMES = ("Påhittet", "Exempel", "Testugnen", "Fiktiv", "Låtsas", "Övningsmålet", "Ängen", "Åsen")
_STREETS = ("Storgatan", "Torggatan", "Ängsvägen", "Östergatan", "Hamngatan", "Industrigatan")
_TOWNS = ("Kävlinge", "Furulund", "Löddeköpinge", "Hofterup", "Dösjebro", "Barsebäck")
_KINDS = ("serving_indoors", "serving_outdoors", "folkol", "tobacco", "nicotine")
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_HOURS = ("11:00-22:00", "11:00-01:00", "16:00-01:00", "08:00-21:00")
_LAT, _LON = (55.72, 55.86), (12.87, 13.24)
_IDS = ("id", "record")
_APART, _TO_REMEDY = timedelta(seconds=7), timedelta(days=30)
_LISTS = ("HD", "YS")
_ONE_VISITED_OF = 5


def inspector(seed: str) -> Phone:
    """One who makes visits, with a phone."""
    chance = Random(f"fieldapp bench {seed}")
    person, device = (uuid7(_BEGINNING, chance.randbytes(ENTROPY_BYTES)) for _ in range(2))
    return Phone(Person(person, f"Mätinspektör {seed}", "inspector", "kommun"), device, chance)


def register(phone: Phone, catalog: Catalog, count: int) -> Iterator[dict[str, Any]]:
    """Changes that make so many premises, and a visit with a deficiency at every fifth."""
    frozen = {f"checklist/{one}": catalog.frozen(one, on=_BEGINNING.date()) for one in _LISTS}
    for number in range(1, count + 1):
        premises = _change(phone, "premises", _premises(phone.chance, number))
        yield premises
        if number % _ONE_VISITED_OF == 0:
            yield _change(phone, "visit", _visit(phone, premises, frozen))


def questions(count: int, today: date, seed: str) -> dict[str, list[dict[str, Any]]]:
    """So many queries of each kind: words as they are typed, places, what is due."""
    chance = Random(f"fieldapp bench {seed}")
    typed = [_typed(chance, number) for number in range(count)]
    orders: dict[str, list[dict[str, Any]]] = {
        "search": [{"text": text, "order": "name", "near": None} for text in typed],
        "nearest": [{"order": "near", "near": _place(chance)} for _ in range(count)],
        "overdue": [{"order": "due", "near": _place(chance)} for _ in range(count)],
    }
    common = {"limit": LIMIT, "today": today.isoformat()}
    return {what: [query | common for query in asked] for what, asked in orders.items()}


def _change(phone: Phone, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    phone.now += _APART
    ids = {name: uuid7(phone.now, phone.chance.randbytes(ENTROPY_BYTES)) for name in _IDS}
    own = {"kind": kind, "device": phone.device, "actor": phone.person.id, "seen": ""}
    at = phone.clock.tick(phone.now)
    return {**ids, **own, "at": at, "fields": {"authority": phone.person.authority, **fields}}


def _premises(chance: Random, number: int) -> dict[str, Any]:
    kinds = chance.sample(_KINDS, chance.randint(1, 3))
    hours = dict.fromkeys(_DAYS, chance.choice(_HOURS))
    return {
        "name": _name(chance, number),
        "holder": f"{chance.choice(_NAMES)} {chance.choice(_SORTS)} AB",
        "address": f"{chance.choice(_STREETS)} {chance.randrange(1, 90)}",
        "locality": chance.choice(_TOWNS),
        "own_id": f"KV-{number}",
        "place": {**_place(chance), "accuracy": None, "source": "map"},
        "risk": chance.randint(1, 4),
        "visits_per_year": chance.randint(0, 3),
        **{f"permits/{kind}": {"number": f"{number}-{kind}", "hours": hours} for kind in kinds},
    }


def _visit(phone: Phone, premises: dict[str, Any], frozen: dict[str, Any]) -> dict[str, Any]:
    seen = {"at": format_time(phone.now), "offset": 0, "zone": "Europe/Stockholm"}
    return {
        "reporter": phone.person.id,
        "premises": premises["record"],
        "premises_name": premises["fields"]["name"],
        "visit_kind": "field",
        "occasion": "planned",
        "started_at": seen,
        "submitted_at": seen,
        "version": 1,
        **frozen,
        "answers/YS17/value": "deficiency",
        "answers/YS17/note": "En sorts alkoholfri öl fanns, och den var slut.",
        "answers/YS17/observed_at": seen,
        "answers/YS17/deadline": (phone.now.date() + _TO_REMEDY).isoformat(),
    }


def _name(chance: Random, number: int) -> str:
    return f"{chance.choice(_SORTS)} {chance.choice(_NAMES)} {number}"


def _place(chance: Random) -> dict[str, float]:
    lat, lon = (round(chance.uniform(*span), 5) for span in (_LAT, _LON))
    return {"lat": lat, "lon": lon}


def _typed(chance: Random, number: int) -> str:
    """As far as a person has come in typing a name or an address."""
    words = chance.choice(
        (_name(chance, number), f"{chance.choice(_STREETS)} {chance.randrange(1, 90)}", *_TOWNS)
    )
    return words[: chance.randint(1, len(words))]
