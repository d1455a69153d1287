"""What people do in the field while things break: observations, visits, corrections, photos."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

from fieldapp.domain.people import Person
from sync.phone import Phone
from tests import inspections, make
from tests.api import pictures

_COMMENT, _MOST = b"\xff\xfe", 65_000


def time() -> dict[str, Any]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"at": at, "offset": 0, "zone": "Europe/Stockholm"}


def report(phone: Phone, dice: Random) -> str:
    """What this person's work is: an inspector's visit, anybody else's observation."""
    is_inspector = phone.memory.person["role"] == "inspector"
    return inspect(phone, dice) if is_inspector else observe(phone, dice)


def observe(phone: Phone, dice: Random) -> str:
    """A submitted observation; the record's id."""
    lat, lon = dice.uniform(55.75, 55.84), dice.uniform(13.0, 13.12)
    fields = {
        "reporter": phone.memory.person["id"],
        "version": 1,
        "submitted_at": time(),
        "happened_at": time(),
        "category": dice.choice(("OB19", "OB20", "OB21")),
        "stood": make.position(round(lat, 5), round(lon, 5)),
        "note": f"Tre lyktor släckta vid stolpe {dice.randrange(10**6)}.",
    }
    return phone.create("observation", fields)


def inspect(phone: Phone, dice: Random) -> str:
    """A submitted visit with its checklists, at a premises found in the field; the visit's id."""
    name = f"Krog Exempel {dice.randrange(10**6)}"
    premises = phone.create("premises", {**inspections.PUB, "name": name, "found_in_field": True})
    today = datetime.now(UTC).date()
    note = f"Dörren mot gården var blockerad av {dice.randrange(10**6)} backar."
    person = Person(**phone.memory.person)
    fields = {
        **inspections.visit(person, {"YS23": inspections.deficiency(note)}),
        "premises": premises,
        "premises_name": name,
        **{f"checklist/{one}": make.catalog().frozen(one, on=today) for one in ("HD", "YS")},
        "reporter": person.id,
        "version": 1,
        "submitted_at": time(),
        "started_at": time(),
    }
    return phone.create("visit", fields)


def correct(phone: Phone, record: str, dice: Random) -> None:
    """Sends the report again with another note."""
    version = phone.values(record)["version"] + 1
    note = f"Det var stolpe {dice.randrange(10**6)}."
    phone.edit(record, {"note": note, "version": version, "submitted_at": time()})


def photograph(phone: Phone, record: str, content: bytes) -> str:
    """Adds a photo to the report; its digest."""
    about = {"width": 640, "height": 480, "taken_at": time(), "position": None}
    phone.edit(record, {"no_person_in_photo": True})
    return phone.add_photo(record, content, "image/jpeg", about)


def picture(dice: Random, kilobytes: int = 0) -> bytes:
    """A JPEG that is like no other, about so large."""
    plain = pictures.jpeg()
    left, parts = max(64, kilobytes * 1024 - len(plain)), []
    while left > 0:
        noise = dice.randbytes(min(left, _MOST))
        parts.append(_COMMENT + (len(noise) + 2).to_bytes(2, "big") + noise)
        left -= len(noise)
    return plain[:2] + b"".join(parts) + plain[2:]
