"""What walkers and inspectors write, made as the phone app makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fieldapp.domain.people import Person
from sync.phone import Phone
from tests import inspections


def a_time(moment: datetime) -> dict[str, Any]:
    text = moment.isoformat(timespec="milliseconds")
    return {"at": text, "offset": 0, "zone": "Europe/Stockholm"}


def shift(phone: Phone, **fields: Any) -> str:
    """A pass that was started just now and is sent."""
    started = a_time(phone.now())
    usual = {
        "reporter": phone.memory.person["id"],
        "version": 1,
        "submitted_at": started,
        "started_at": started,
        "shift_kind": "nightWalk",
        "participants_count": 3,
    }
    return phone.create("shift", {**usual, **fields})


def observation(phone: Phone, walk: str, **fields: Any) -> str:
    """Something that was seen on the pass."""
    happened = a_time(phone.now())
    usual = {
        "reporter": phone.memory.person["id"],
        "version": 1,
        "submitted_at": happened,
        "happened_at": happened,
        "shift": walk,
        "category": "OB19",
    }
    return phone.create("observation", {**usual, **fields})


def premises(phone: Phone, **fields: Any) -> str:
    """A premises that the inspector came upon."""
    return phone.create("premises", {**inspections.PUB, "found_in_field": True, **fields})


def visit(phone: Phone, place: str, **fields: Any) -> str:
    """A visit of the premises, just ended, with one deficiency."""
    person = Person(**phone.memory.person)
    ended = a_time(phone.now())
    usual = {
        **inspections.visit(person, {"YS07": inspections.deficiency()}),
        "premises": place,
        "reporter": person.id,
        "version": 1,
        "submitted_at": ended,
        "started_at": ended,
    }
    return phone.create("visit", {**usual, **fields})
