"""The demo's premises: the register as the desk wrote it, and what inspectors came upon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.cast import BEGINNING
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7

Fields = dict[str, Any]
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Premises:
    """One of them: what the demo calls it, its record, and the record's fields."""

    id: str
    record: str
    fields: Fields

    @property
    def permits(self) -> list[str]:
        """The kinds of its permits and notifications."""
        return [name.partition("/")[2] for name in self.fields if name.startswith("permits/")]

    @property
    def as_was(self) -> Fields:
        """What a visit keeps of it."""
        names = ("org_number", "holder", "address")
        told = {name: self.fields[name] for name in names if name in self.fields}
        return {
            "premises": self.record,
            "premises_name": self.fields["name"],
            "premises_as_was": {**told, "permits": self.permits},
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A premises that an inspector came upon; `matches` is the one in the register that it is."""

    premises: Premises
    at: datetime
    by: int
    matches: str | None


def registered(count: int, night: date) -> list[Premises]:
    """The first so many of the register, as they stand on the day after this night."""
    entries = _read()["premises"][:count]
    return [_registered(entry, place, night) for place, entry in enumerate(entries, 1)]


def found_in_field(register: Iterable[Premises], night: date) -> list[Found]:
    """What was made on phones; of what is in the register, only if it is in this one."""
    known = {one.id for one in register}
    entries = [entry for entry in _read()["found"] if entry["near"] in known]
    return [_found(entry, night) for entry in entries]


def record(name: str) -> str:
    """The id of the record of what the demo calls so, the same in every demo."""
    chance = Random(f"fieldapp demo: premises {name}")
    return uuid7(BEGINNING, chance.randbytes(ENTROPY_BYTES))


def _read() -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads((Path(__file__).parent / "premises.toml").read_text())
    return read


def _registered(entry: Entry, place: int, night: date) -> Premises:
    permits = {
        f"permits/{kind}": _permit(f"DEMO {place:03}-{number}", place, permit, night)
        for number, (kind, permit) in enumerate(entry["permits"].items(), 1)
    }
    fields = {
        **_where(entry),
        "authority": "kommun",
        "own_id": f"T-{place:03}",
        "org_number": f"000000-{place:04}",
        "holder": entry["holder"],
        "risk": entry["risk"],
        "visits_per_year": entry["visits_per_year"],
        **permits,
        **_contacts(entry),
    }
    return Premises(entry["id"], record(entry["id"]), fields)


def _found(entry: Entry, night: date) -> Found:
    fields = {**_where(entry), "authority": "kommun", "found_in_field": True}
    premises = Premises(entry["id"], record(entry["id"]), fields)
    at = moments.at(moments.weeks_before(night, entry["weeks"], entry["day"]), entry["at_hour"])
    return Found(premises, at, entry["by"], entry["near"] if entry["matches"] else None)


def _where(entry: Entry) -> Fields:
    lat, lon = entry["at"]
    place = {"lat": lat, "lon": lon, "accuracy": 20, "source": "map"}
    return {**{name: entry[name] for name in ("name", "address", "locality")}, "place": place}


def _permit(number: str, place: int, permit: Entry, night: date) -> Fields:
    told = {name: permit[name] for name in ("audience", "season", "conditions") if name in permit}
    if "hours" in permit:
        told["hours"] = moments.hours(permit["hours"])
    if "evening_in_weeks" in permit:
        evening = moments.weeks_before(night, -permit["evening_in_weeks"], "sa").isoformat()
        told |= {"from": evening, "to": evening}
    else:
        told["from"] = (BEGINNING.date() - timedelta(days=400 + 90 * place)).isoformat()
    return {"number": number, **told}


def _contacts(entry: Entry) -> Fields:
    """By role; a name only where the law asks for one, and nobody's telephone."""
    names: Sequence[tuple[str, str]] = [
        ("permit_holder", entry["holder"]),
        ("manager", entry["manager"]),
        ("serving_supervisor", entry.get("supervisor", "")),
    ]
    return {
        f"contacts/{role}": {"name": name, "email": f"{entry['id']}@exempel.invalid"}
        for role, name in names
        if name
    }
