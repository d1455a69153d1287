"""Phones that hold something and are not heard from: what the desk says, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fieldapp.domain import policy
from fieldapp.domain.people import Person
from fieldapp.storage import devices
from fieldapp.storage.database import Connection
from fieldapp.storage.devices import Device
from fieldapp.web import times
from fieldapp.web.people import subject

_SHUT_OUT = (
    "Telefonen är spärrad och kan inte skicka det som ligger kvar på den. Bjud in den igen, "
    "eller be om en räddningsfil från Telefonhälsa i appen."
)
_SILENT = (
    "Har inte hörts av {since}. Det som ligger kvar finns på telefonen. Be den som har den att "
    "öppna appen där det finns nät, eller att spara en räddningsfil under Telefonhälsa."
)


def of_desk(found: Iterable[Device], viewer: Person) -> list[Device]:
    """Those whose people the viewer may see."""
    return [one for one in found if policy.may(viewer, "person.read", subject(one.person))]


def count(db: Connection, viewer: Person, now: datetime) -> int:
    """How many of the viewer's phones the desk waits for in vain."""
    return sum(one.is_gap(now) for one in of_desk(devices.holding(db), viewer))


def words_of(device: Device, now: datetime) -> str:
    """What is wrong and what to do; nothing when all is as it should be."""
    if not device.is_gap(now):
        return ""
    if device.revoked_at:
        return _SHUT_OUT
    since = times.ago(times.local(device.last_seen), now) if device.last_seen else "alls"
    return _SILENT.format(since=since.replace("för ", "på ").removesuffix(" sedan"))
